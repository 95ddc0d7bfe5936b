import { describe, expect, test } from "vitest";
import { type Finding, lint, readSource } from "../src/index.ts";

/** severity rule line:column "the marked characters" */
function said(text: string, profiles: readonly ("advice" | "all")[] = []): readonly string[] {
  const source = readSource("case.yaml", new TextEncoder().encode(text));
  return lint([source], { profiles }).findings.map(({ severity, rule, location: { start, end } }) => {
    const marked = text
      .split("\n")
      [start.line - 1]?.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined);
    return `${severity} ${rule} ${start.line}:${start.column} ${marked}`;
  });
}
const first = (text: string, profiles: readonly ("advice" | "all")[] = []): Finding => {
  const [finding] = lint([readSource("case.yaml", new TextEncoder().encode(text))], { profiles }).findings;
  expect(finding).toBeDefined();
  return finding!;
};

/** A workload of one pod, its spec indented as it stands. */
const statefulSet = (pod: string, rest = "") => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  serviceName: store
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
${pod.replaceAll(/^(?=.)/gm, "      ")}${rest.replaceAll(/^(?=.)/gm, "  ")}`;

const CLAIM = `volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;

describe("mounts that no volume answers", () => {
  test("a Deployment whose block of volumes was not rendered", () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger}
spec:
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec:
      containers:
        - name: ledger
          image: example/ledger:2
          volumeMounts:
            - {name: ledger-data, mountPath: /var/lib/ledger}
`;
    expect(said(text)).toEqual(["error volume-mount-not-found 13:22 ledger-data"]);
    const { message, help, then } = first(text);
    expect(message).toBe('container "ledger" mounts volume "ledger-data", but Deployment/ledger has no such volume');
    expect(help).toBe('declare volume "ledger-data" in spec.template.spec.volumes, or remove the mount');
    expect(then).toBe(
      'the API server refuses the Deployment (spec.template.spec.containers[0].volumeMounts[0].name: Not found: "ledger-data")',
    );
  });

  test("a StatefulSet: claim templates count as volumes, and the version decides who refuses", () => {
    const text = statefulSet(
      `containers:
  - name: store
    image: example/store:1
    volumeMounts:
      - {name: data, mountPath: /data}
      - {name: settings, mountPath: /etc/store}
`,
      CLAIM,
    );
    expect(said(text)).toEqual(["error volume-mount-not-found 15:22 settings"]);
    expect(first(text).help).toContain('the pod has "data"');
    const refusal = 'containers[0].volumeMounts[1].name: Not found: "settings"';
    expect(first(text).then).toBe(
      `Kubernetes 1.34 and newer refuse the StatefulSet (spec.template.spec.${refusal}); older ones accept it and create no pod. Its Service has no endpoints`,
    );
    const older = lint([readSource("case.yaml", new TextEncoder().encode(text))], { kubernetes: { minor: 33 } })
      .findings[0];
    expect(older?.then).toBe(
      `Kubernetes 1.33 accepts the StatefulSet and creates no pod (FailedCreate: spec.${refusal}). Its Service has no endpoints`,
    );
  });

  test("an operator that no model knows: nothing is said, and its resource is counted as not checked", () => {
    const text = `apiVersion: operator.victoriametrics.com/v1beta1
kind: VMCluster
metadata: {name: series}
spec:
  vmstorage:
    configMaps: [tuning]
    volumeMounts:
      - {name: tuning, mountPath: /etc/tuning}
`;
    const { findings, summary } = lint([readSource("case.yaml", new TextEncoder().encode(text))], {
      profiles: ["all"],
    });
    expect(findings).toEqual([]);
    expect(summary.notChecked).toEqual([{ kind: "VMCluster", count: 1 }]);
  });

  test("an Alertmanager whose sidecar mounts what its spec does not declare", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: {name: pager}
spec:
  replicas: 1
  containers:
    - name: gatekeeper
      image: example/gatekeeper:1
      volumeMounts:
        - {name: gatekeeper-tls, mountPath: /etc/tls}
`;
    expect(said(text)).toEqual(["error volume-mount-not-found 10:18 gatekeeper-tls"]);
    const { message, help } = first(text);
    expect(message).toContain(
      "the StatefulSet that prometheus-operator makes of Alertmanager/pager has no such volume",
    );
    expect(help).toContain('declare volume "gatekeeper-tls" in spec.volumes, or remove the mount; the pod has "');
    expect(help).toContain('"config-volume"');
  });

  test("a volume with two sources is the one finding, and its mount none", () => {
    const text = statefulSet(`containers:
  - name: store
    image: example/store:1
    volumeMounts: [{name: data, mountPath: /data}]
volumes:
  - name: data
    emptyDir: {}
    persistentVolumeClaim: {claimName: data}
`);
    expect(said(text)).toEqual(["error volume-source-conflicts 17:11 persistentVolumeClaim"]);
    expect(first(text).then).toContain("its mounts are reported as Not found, too");
  });

  test("a device is looked up like a mount", () => {
    const text = statefulSet(
      `containers:
  - name: store
    image: example/store:1
    volumeDevices: [{name: dat, devicePath: /dev/xvda}]
`,
      CLAIM,
    );
    expect(said(text)).toEqual(["error volume-mount-not-found 13:34 dat"]);
    expect(first(text).help).toBe('attach "data"');
  });

  test("the volume that another container has at the same path is proposed where no name is near", () => {
    const text = statefulSet(
      `initContainers:
  - name: warm-up
    image: example/store:1
    volumeMounts: [{name: cache, mountPath: /data}]
containers:
  - name: store
    image: example/store:1
    volumeMounts: [{name: data, mountPath: /data}]
`,
      CLAIM,
    );
    expect(said(text)).toEqual(["error volume-mount-not-found 13:33 cache"]);
    expect(first(text).help).toBe('mount "data"');
  });
});

describe("owners changed by hand", () => {
  const DASHBOARD = (context: string) =>
    statefulSet(
      `securityContext: {fsGroup: 472, runAsUser: 472}
initContainers:
  - name: take-data
    image: example/tools:1
    command: [chown, "-R", "472:472", /data]
    securityContext: ${context}
    volumeMounts: [{name: data, mountPath: /data}]
containers:
  - name: dashboard
    image: example/dashboard:1
    volumeMounts: [{name: data, mountPath: /data}]
`,
      CLAIM,
    );

  test("with CHOWN alone, beside fsGroup: it fails once a directory is closed", () => {
    const text = DASHBOARD("{runAsUser: 0, capabilities: {drop: [ALL], add: [CHOWN]}}");
    expect(said(text)).toEqual(["warning init-container-chown 14:21 chown"]);
    const { message, then, confidence } = first(text);
    expect(confidence).toBe("likely");
    expect(message).toContain("as root without the capability DAC_OVERRIDE, although fsGroup 472 asks kubelet");
    expect(then).toContain("the first start works, a later one ends with");
  });

  test("without CHOWN: certain to fail", () => {
    const text = DASHBOARD("{runAsUser: 0, capabilities: {drop: [ALL]}}");
    expect(said(text)).toEqual(["error init-container-chown 14:21 chown"]);
    expect(first(text).message).toContain("as root without the capability CHOWN, so the kernel refuses it");
  });

  test("an init container that breaks the pod's own promise not to be root: that is said, and nothing untrue of its chown", () => {
    const text = statefulSet(`securityContext: {runAsNonRoot: true, runAsUser: 1000}
initContainers:
  - name: tune
    image: example/tools:1
    command: [sh, -c, "chown -R 1000:1000 /var/lib/store"]
    securityContext: {runAsUser: 0}
containers:
  - name: store
    image: example/store:1
`);
    expect(said(text, ["all"])).toEqual(["error run-as-non-root-conflicts 15:40 0"]);
  });

  test("a user other than root at the root of a claim: certain to fail", () => {
    const text = statefulSet(
      `initContainers:
  - name: permissions
    image: example/shell:1
    command: [sh, -c, "mkdir -p /store/data && chown -R 1001:1001 /store"]
    securityContext: {runAsUser: 1001}
    volumeMounts: [{name: data, mountPath: /store}]
containers:
  - name: store
    image: example/store:1
    volumeMounts: [{name: data, mountPath: /store}]
`,
      CLAIM,
    );
    expect(said(text)).toEqual(["error init-container-chown 13:54 chown -R 1001:1001 /store"]);
    const { message, help } = first(text);
    expect(message).toContain('as user 1001, but the root of a new volume "data" belongs to root');
    expect(help).toContain("fsGroup to 1001");
  });
});

describe("disks that the pod cannot write", () => {
  test("a claim written by another user than root, and no fsGroup", () => {
    const text = statefulSet(
      `securityContext: {runAsUser: 65534, runAsNonRoot: true}
containers:
  - name: store
    image: example/store:1
    volumeMounts: [{name: data, mountPath: /data}]
`,
      CLAIM,
    );
    expect(said(text)).toEqual(["warning fs-group-missing 10:7 securityContext"]);
    expect(first(text).help).toBe(
      'set spec.template.spec.securityContext.fsGroup to 65534 (the number of its user), with fsGroupChangePolicy "OnRootMismatch"',
    );
  });

  test("a class of Cinder that names no file system, under a pod that counts on fsGroup", () => {
    const text = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: disks}
provisioner: cinder.csi.openstack.org
parameters: {type: ssd}
---
${statefulSet(
  `securityContext: {fsGroup: 999}
containers:
  - name: store
    image: example/store:1
    volumeMounts: [{name: data, mountPath: /data}]
`,
  CLAIM.replace("accessModes", "storageClassName: disks, accessModes"),
)}`;
    expect(said(text)).toEqual(["warning storage-class-fstype-missing 5:13 {type: ssd}"]);
    const { confidence, help, then, related } = first(text);
    expect(confidence).toBe("likely");
    expect(help).toContain("add csi.storage.k8s.io/fstype: ext4 to its parameters");
    expect(then).toContain("--default-fstype=ext4");
    expect(then).toContain("StatefulSet/store may not write");
    expect(related.map(({ location: { start } }) => `${start.line}:${start.column}`)).toEqual(["16:34"]);
  });
});

describe("what the input does not hold", () => {
  const SIZE = "accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}";

  test("the claim of one helper and the volume of another are one finding", () => {
    const text = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: bill-storage}
spec: {${SIZE}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: bill}
spec:
  strategy: {type: Recreate}
  selector: {matchLabels: {app: bill}}
  template:
    metadata: {labels: {app: bill}}
    spec:
      containers: [{name: bill, image: "example/bill:1", volumeMounts: [{name: data, mountPath: /data}]}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: bill}}]
`;
    expect(said(text, ["advice"])).toEqual(["warning claim-not-found 16:65 bill"]);
  });

  test("a pinned class leaves open whether fsGroup is applied, and that is a note", () => {
    const text = statefulSet(
      `securityContext: {fsGroup: 10001, runAsUser: 10001}
containers:
  - {name: store, image: "example/store:1", volumeMounts: [{name: data, mountPath: /data}]}
`,
      CLAIM.replace("spec: {", "spec: {storageClassName: managed, "),
    );
    expect(said(text)).toEqual(["info storage-class-not-found 15:32 managed"]);
    expect(first(text).then).toContain("whether fsGroup 10001 of StatefulSet/store reaches the files");
  });

  test("a class that is misspelt in a custom resource", () => {
    const text = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast-ssd}
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
parameters: {csi.storage.k8s.io/fstype: ext4}
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: p}
spec:
  storage:
    volumeClaimTemplate:
      spec: {storageClassName: fastssd, ${SIZE}}
`;
    expect(said(text)).toEqual(["warning storage-class-not-found 14:32 fastssd"]);
    expect(said(text.replace("fastssd", "fast_ssd"))).toEqual(["error claim-refused 14:32 fast_ssd"]);
  });

  test.each([
    ["an fsGroup that a share never gets", ", fsGroup: 5", "warning fs-group-ignored 16:44 5"],
    ["no fsGroup, on a share that would not get it", "", "warning fs-group-missing 16:3 securityContext"],
  ])("%s", (_, group, expected) => {
    const text = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: shares}
provisioner: nfs.manila.csi.openstack.org
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: media}
spec: {storageClassName: shares, ${SIZE.replace("Once", "Many")}}
---
apiVersion: v1
kind: Pod
metadata:
  name: media
spec:
  securityContext: {runAsUser: 5${group}}
  containers: [{name: media, image: "example/media:1", volumeMounts: [{name: d, mountPath: /d}]}]
  volumes: [{name: d, persistentVolumeClaim: {claimName: media}}]
`;
    expect(said(text)).toEqual([expected]);
    expect(first(text).help).toContain("use supplementalGroups with the group that owns the share");
  });
});
