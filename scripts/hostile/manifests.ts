import { lines } from "./yaml.ts";

const pod = (spec: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
${spec}`;

const initContainer = (script: string, mounts: string): string =>
  pod(`      initContainers:
      - name: c
        image: busybox
        command: [sh, -c]
        args:
        - |
${script}        volumeMounts:
${mounts}      containers: [{name: m, image: i, volumeMounts: [{name: d, mountPath: /d}]}]
      volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]
`);

/** Each mount is a finding. */
export const missingVolumes = (count: number): string =>
  pod(`      containers:
      - name: c
        image: i
        volumeMounts:
${lines(count, (n) => `        - {name: v${n}, mountPath: /m${n}}\n`)}`);
/** The same in JSON as a machine writes it. */
export const missingVolumesOnOneLine = (count: number): string =>
  `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"name": "c", "volumeMounts": [${lines(
    count,
    (n) => `${n > 0 ? "," : ""}{"name": "v${n}", "mountPath": "/m${n}"}`,
  )}]}]}}`;
export const podsWithoutVolume = (count: number): string =>
  lines(
    count,
    (n) => `---
apiVersion: v1
kind: Pod
metadata: {name: p${n}}
spec:
  containers:
  - name: c
    image: i
    volumeMounts:
    - {name: v, mountPath: /m}
    - {name: w, mountPath: /n}
`,
  );
/** Names that nearly fit: each mount is held against each volume. */
export const nearVolumes = (count: number): string =>
  pod(`      containers:
      - name: c
        image: i
        volumeMounts:
${lines(count, (n) => `        - {name: volume-${n}x, mountPath: /m${n}}\n`)}      volumes:
${lines(count, (n) => `      - {name: volume-${n}y, emptyDir: {}}\n`)}`);
export const containersAndVolumes = (containers: number, mounts: number, volumes: number): string =>
  pod(`      containers:
${lines(containers, (n) => `      - {name: c${n}, image: i, volumeMounts: [${lines(mounts, (k) => `{name: v${k}, mountPath: /m${k}},`)}]}\n`)}      volumes:
${lines(volumes, (n) => `      - {name: v${n}, emptyDir: {}}\n`)}`);
/** All containers share one list of mounts. */
export const sharedMounts = (containers: number, mounts: number): string =>
  pod(`      initContainers:
      - name: c
        image: i
        volumeMounts: &m
${lines(mounts, (n) => `        - {name: v${n}, mountPath: /m${n}}\n`)}${lines(containers, (n) => `      - {name: d${n}, image: i, volumeMounts: *m}\n`)}      containers: [{name: m, image: i}]
`);

/** Each mount takes part of its path from a variable of its own, of which every second one is empty. */
export const expandedMounts = (count: number): string =>
  pod(`      containers:
      - name: c
        image: i
        env:
${lines(count, (n) => `        - {name: V${n}${n % 2 ? "" : `, value: v`}}\n`)}        volumeMounts:
${lines(count, (n) => `        - {name: d, mountPath: /m${n}, subPathExpr: $(V${n})}\n`)}      volumes: [{name: d, emptyDir: {}}]
`);
/** No container mounts any of them. */
export const unusedClaims = (containers: number, volumes: number): string =>
  pod(`      containers:
${lines(containers, (n) => `      - {name: c${n}, image: i}\n`)}      volumes:
${lines(volumes, (n) => `      - {name: v${n}, persistentVolumeClaim: {claimName: c${n}}}\n`)}`);
/** None lies inside another, which takes a look at all that each might lie in. */
export const nestedMounts = (count: number, depth: number): string =>
  pod(`      containers:
      - name: c
        image: i
        volumeMounts:
${lines(count, (n) => `        - {name: d, mountPath: /m${n}${"/a".repeat(depth)}}\n`)}      volumes: [{name: d, emptyDir: {}}]
`);
/** Beside claims, of which each device may be meant. */
export const namelessDevices = (devices: number, volumes: number): string =>
  pod(`      containers:
      - name: c
        image: i
        volumeDevices:
${lines(devices, (n) => `        - {devicePath: /dev/d${n}}\n`)}      volumes:
${lines(volumes, (n) => `      - {name: v${n}, persistentVolumeClaim: {claimName: c${n}}}\n`)}`);

export const chowns = (count: number): string =>
  initContainer(
    lines(count, (n) => `          chown -R 1000:1000 /data/directory/${n}\n`),
    "        - {name: d, mountPath: /data}\n",
  );
/** Equal but for their names. */
export const podsOfChowns = (pods: number, calls: number): string =>
  lines(pods, (n) => `${chowns(calls).replace("{name: a}", `{name: a${n}}`)}---\n`);
export const chownsOfMounts = (count: number): string =>
  initContainer(
    lines(count, (n) => `          chown -R 1000:1000 /data/${n}\n`),
    lines(count, (n) => `        - {name: d, mountPath: /data/${n}}\n`),
  );
/** One call with many paths, each on a mount of its own. */
export const chownOfPaths = (count: number): string =>
  initContainer(
    `          chown 1000${lines(count, (n) => ` /data/${n}`)}\n`,
    lines(count, (n) => `        - {name: d, mountPath: /data/${n}}\n`),
  );

/** Each value is a finding with a fix, which touches no text that the alias repeats. */
export const numbersBesideAnAlias = (count: number): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {x: &x y, z: *x}}\ndata:\n${lines(count, (n) => `  k${n}: ${n}\n`)}`;
/** Each item has a finding with a fix; the text of the one before it, all that it holds. */
export const itemsBesideAnAlias = (count: number): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {x: &x y, z: *x}}\nspec:\n  containers:\n  - name: c\n    image: i\n    env:\n${lines(count, (n) => `    - name: k${n}\n      value: ${n}\n`)}`;
export const configMapOfLabels = (count: number): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  labels:
${lines(count, (n) => `    l${n}: v${n}\n`)}`;
export const list = (count: number): string => `apiVersion: v1
kind: List
items:
${lines(count, (n) => `- {apiVersion: v1, kind: Pod, metadata: {name: p${n}}}\n`)}`;
export const listOfSuppressions = (count: number): string => `apiVersion: v1
kind: List
items:
${lines(count, (n) => `- {apiVersion: v1, kind: Pod, metadata: {name: p${n}, annotations: {plimsoll/allow: "key-duplicate: why"}}}\n`)}`;
export const twins = (count: number): string =>
  "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: b}\n".repeat(count);
/** Objects of one name that differ. */
export const namesakes = (count: number): string =>
  lines(count, (n) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: "${n}"}\n`);

export const suppressions = (count: number): string =>
  `a: 1\n${"# plimsoll: allow volume-mount-not-found -- because\n".repeat(count)}`;
export const suppressionsOfNoRule = (count: number): string =>
  lines(count, (n) => `# plimsoll: allow volume-mount-not-foun${n} -- because\na${n}: 1\n`);
export const documentsWithSuppressions = (count: number): string =>
  lines(count, (n) => `---\n# plimsoll: allow key-duplicate -- because\na: ${n}\n`);

/** Each with a claim of a class of its own, whose file system nobody has named. */
export const statefulSetsAndClasses = (count: number): string =>
  lines(
    count,
    (n) => `---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: s${n}}
spec:
  serviceName: s
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec:
      securityContext: {fsGroup: 1, runAsUser: 1}
      containers: [{name: c, image: i, volumeMounts: [{name: d, mountPath: /d}]}]
  volumeClaimTemplates:
  - {metadata: {name: d}, spec: {storageClassName: c${n}, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: c${n}}
provisioner: driver.longhorn.io
`,
  );
const claimAndClass = (n: number, asked: string): string => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: c${n}}
spec: {storageClassName: ${asked}, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: held-class-${n}}
provisioner: ebs.csi.aws.com
`;
/** Names that nearly fit: each missing one is held against each class. */
export const claimsAndClasses = (count: number): string => lines(count, (n) => claimAndClass(n, `hold-class-${n}x`));
export const claimsOfNoClass = (count: number): string => lines(count, (n) => claimAndClass(n, `held_class_${n}`));
/** Any of the words may be the custom resource of which an operator makes the claim. */
export const wordyClaims = (count: number): string =>
  `apiVersion: example.dev/v1
kind: Database
metadata: {name: orders}
${lines(
  count,
  (n) => `---
apiVersion: v1
kind: Pod
metadata: {name: p${n}}
spec:
  containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /m}]}]
  volumes: [{name: v, persistentVolumeClaim: {claimName: ${"a-".repeat(123)}${n}}}]
`,
)}`;
export const prometheuses = (count: number): string =>
  lines(
    count,
    (n) => `---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: p${n}}
spec:
  shards: 3
  storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 1Gi}}}}}
  initContainers: [{name: i, image: i, volumeMounts: [{name: x, mountPath: /x}]}]
`,
  );
/** Schemas that are indented by chance. */
export const customResourceDefinition = (
  versions: number,
  fields: number,
): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
        name: a.b.c
spec:
 group: b.c
 versions:
${lines(
  versions,
  (n) => ` - name: v${n}
   schema:
    openAPIV3Schema:
${lines(fields, (k) => `${" ".repeat(5 + (k % 97))}k${k}:\n`)}`,
)}`;
