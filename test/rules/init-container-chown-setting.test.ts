import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";

const RULE = "init-container-chown";

/** A StatefulSet whose init container runs `command`; its claim template is "data". */
const stateful = ({
  command = "[chown, -R, '900:901', /srv/data]",
  context = "{}",
  own = "{runAsUser: 0}",
  mounts = "{name: data, mountPath: /srv/data}",
  volumes = "",
  meta = "name: db",
} = {}) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {${meta}}
spec:
  serviceName: db
  template:
    spec:
      securityContext: ${context}
      initContainers:
        - name: setup
          image: example/shell:1
          command: ${command}
          securityContext: ${own}
          volumeMounts: [${mounts}]
      containers:
        - {name: db, image: "example/db:1", volumeMounts: [{name: data, mountPath: /srv/data}]}
      volumes: [${volumes}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;

describe("the capabilities of root", () => {
  const onlyChown = "{runAsUser: 0, capabilities: {drop: [ALL], add: [CHOWN]}}";

  test("CHOWN without DAC_OVERRIDE works at the first start alone", () => {
    const [finding] = foundBy(RULE, stateful({ own: onlyChown, context: "{fsGroup: 901, runAsUser: 900}" }));
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      message:
        'init container "setup" runs chown on "/srv/data" as root without the capability DAC_OVERRIDE, although fsGroup 901 asks kubelet to give volume "data" to that group',
      help: 'remove the chown; where the driver does not apply fsGroup, add "DAC_OVERRIDE" to spec.template.spec.initContainers[0].securityContext.capabilities.add',
      then: 'without the capability DAC_OVERRIDE root may not enter a directory that its owner closed (mode 0700): the first start works, a later one ends with "Permission denied", and the pod stays in Init',
    });
    expect(finding && placeOf(finding.location)).toBe("12:21-12:26");
  });

  test("without fsGroup the change is relied on, and will fail", () => {
    const [finding] = foundBy(RULE, stateful({ own: onlyChown, context: "{runAsUser: 900}" }));
    expect(finding?.message).toContain("rests on that alone");
    expect(finding?.then).toContain("the first start works, a later one ends");
  });

  test.each([
    ["with DAC_OVERRIDE", "{runAsUser: 0, capabilities: {drop: [ALL], add: [CHOWN, DAC_OVERRIDE]}}", "-R"],
    ["with DAC_READ_SEARCH", "{runAsUser: 0, capabilities: {drop: [ALL], add: [CHOWN, CAP_DAC_READ_SEARCH]}}", "-R"],
    ["with the default set", "{runAsUser: 0}", "-R"],
    ["privileged", "{runAsUser: 0, privileged: true, capabilities: {drop: [ALL]}}", "-R"],
    ["where it enters no directory", onlyChown, "-v"],
  ])("%s it is advice", (_, own, option) => {
    const command = `[chown, ${option}, '900:901', /srv/data]`;
    expect(foundBy(RULE, stateful({ own, command, context: "{fsGroup: 901}" })).map(({ label }) => label)).toEqual([
      "not needed",
    ]);
  });

  test("drop ALL alone cannot change owners at all", () => {
    const [finding] = foundBy(
      RULE,
      stateful({ own: "{runAsUser: 0, capabilities: {drop: [ALL]}}", context: "{fsGroup: 901}" }),
    );
    expect(finding).toMatchObject({ severity: "error", label: "without CHOWN" });
  });
});

test("a user other than root cannot give a new volume away", () => {
  const command = `[sh, -c, "mkdir -p /srv/data && chown -R 900:900 /srv/data"]`;
  expect(said(RULE, stateful({ command, own: "{runAsUser: 900}" }))).toEqual([
    'error 12:52-78 init container "setup" runs chown on "/srv/data" as user 900, but the root of a new volume "data" belongs to root',
  ]);
});

describe("what stands behind the volume", () => {
  const claimed = (rest: string, spec = "volumeName: share, storageClassName: ''") => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
    - name: setup
      image: example/shell:1
      command: [sh, -c, "chown -R 900:901 /srv"]
      securityContext: {runAsUser: 0}
      volumeMounts: [{name: files, mountPath: /srv}]
  containers:
    - {name: web, image: "example/web:1", volumeMounts: [{name: files, mountPath: /srv}]}
  volumes: [{name: files, persistentVolumeClaim: {claimName: files}}]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: files}
spec: {${spec}, accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
---
${rest}`;
  const volume = (source: string) =>
    claimed(`apiVersion: v1
kind: PersistentVolume
metadata: {name: share}
spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteMany], ${source}}
`);
  const classOf = (provisioner: string, parameters = "{}") =>
    claimed(
      `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: shares}
provisioner: ${provisioner}
parameters: ${parameters}
`,
      "storageClassName: shares",
    );

  test("an NFS server takes root for nobody", () => {
    const [finding, ...others] = foundBy(RULE, volume("nfs: {server: nas.test, path: /export/files}"));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      message:
        'init container "setup" runs chown on "/srv", but volume "files" is the NFS export of PersistentVolume/share, whose server usually takes root for nobody',
      help: "remove the chown; set the owner on the server (nas.test:/export/files), and run as the user that owns the export, or set spec.securityContext.supplementalGroups to the group that owns it",
      then: 'unless the export says no_root_squash, chown ends with "Operation not permitted", and the pod stays in Init',
    });
    expect(finding && relatedOf(finding)).toEqual([
      '22:18-22:23 PersistentVolume "share" is declared here',
      '13:20-13:25 volume "files" is declared here',
    ]);
    expect(foundBy(RULE, volume("csi: {driver: nfs.csi.k8s.io, volumeHandle: h}")).map(({ label }) => label)).toEqual([
      "the server decides",
    ]);
  });

  test("nobody notices there when the script passes the failure over", () => {
    const text = volume("nfs: {server: nas.test, path: /export}").replace('/srv"]', '/srv || true"]');
    expect(said(RULE, text)).toEqual([]);
  });

  test("SMB and FUSE take owners from mount options", () => {
    expect(foundBy(RULE, classOf("smb.csi.k8s.io"))).toMatchObject([
      {
        severity: "warning",
        confidence: "likely",
        message:
          'init container "setup" runs chown on "/srv", but mount options give the files of volume "files" (SMB CSI driver) their owner',
        help: "remove the chown, and use mountOptions uid=, gid= and dir_mode= of the StorageClass",
      },
    ]);
    expect(foundBy(RULE, classOf("file.csi.azure.com")).map(({ label }) => label)).toEqual(["has no effect"]);
    expect(said(RULE, classOf("file.csi.azure.com", "{protocol: nfs}"))).toEqual([]);
  });

  test("hostPath volumes need it: silent", () => {
    expect(said(RULE, volume("hostPath: {path: /srv}"))).toEqual([]);
  });

  test("a driver may have a way of its own", () => {
    expect(foundBy(RULE, classOf("efs.csi.aws.com"))).toMatchObject([
      {
        severity: "info",
        message:
          'init container "setup" runs chown on "/srv", since fsGroup is never applied to volume "files" (Amazon EFS)',
        help: "use parameters uid and gid of the StorageClass, which its access points enforce, and remove the chown",
      },
    ]);
  });

  test("a directory that its provisioner opens to everybody needs none", () => {
    expect(foundBy(RULE, classOf("rancher.io/local-path"))).toMatchObject([{ severity: "info", label: "not needed" }]);
  });
});

describe("a script that the release itself brings", () => {
  const script = "#!/bin/sh -e\nmkdir -p /srv/data\nchown -R 900:901 /srv/data\n";
  const indented = script.replace(/^/gm, "    ").trimEnd();
  const configMap = `---
apiVersion: v1
kind: ConfigMap
metadata: {name: scripts}
data:
  init.sh: |
${indented}
`;
  const mounted = {
    command: "[/scripts/init.sh]",
    mounts: "{name: data, mountPath: /srv/data}, {name: scripts, mountPath: /scripts}",
    volumes: "{name: scripts, configMap: {name: scripts}}",
    context: "{runAsUser: 900}",
  };
  const message =
    'init container "setup" of StatefulSet/db runs chown on "/srv/data", and the right to write volume "data" rests on that alone: StatefulSet/db sets no fsGroup';

  test("is the place to change; the mount is told beside it", () => {
    const [finding, ...others] = foundBy(RULE, stateful(mounted) + configMap);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: "warning", message, resource: { kind: "StatefulSet", name: "db" } });
    expect(finding && placeOf(finding.location)).toBe("29:5-29:31");
    expect(finding && relatedOf(finding)).toEqual([
      '14:62-14:98 init container "setup" mounts the script here',
      '19:24-19:28 volume claim template "data" is declared here',
    ]);
  });

  test.each<[string, Partial<typeof mounted>, string]>([
    ["handed to a shell", { command: "[sh, -e, /scripts/init.sh]" }, configMap],
    ["run by a script", { command: '[sh, -c, "sleep 1; exec /scripts/init.sh"]' }, configMap],
    [
      "mounted alone",
      {
        mounts: "{name: data, mountPath: /srv/data}, {name: scripts, mountPath: /init.sh, subPath: init.sh}",
        command: "[/init.sh]",
      },
      configMap,
    ],
    [
      "under another name",
      {
        command: "[/scripts/run/me]",
        volumes: "{name: scripts, configMap: {name: scripts, items: [{key: init.sh, path: run/me}]}}",
      },
      configMap,
    ],
    [
      "out of a projected volume",
      { volumes: "{name: scripts, projected: {sources: [{secret: {name: x}}, {configMap: {name: scripts}}]}}" },
      configMap,
    ],
    [
      "in a Secret's text",
      { volumes: "{name: scripts, secret: {secretName: scripts}}" },
      configMap.replace("ConfigMap", "Secret").replace("\ndata:", "\nstringData:"),
    ],
  ])("is found %s", (_, shape, object) => {
    expect(said(RULE, stateful({ ...mounted, ...shape }) + object)).toEqual([`warning 29:5-31 ${message}`]);
  });

  test("is found in base64, where the whole value is the place", () => {
    const packed = Buffer.from(script).toString("base64");
    const secret = `---\napiVersion: v1\nkind: Secret\nmetadata: {name: scripts}\ndata: {init.sh: ${packed}}\n`;
    const volumes = "{name: scripts, secret: {secretName: scripts}}";
    expect(said(RULE, stateful({ ...mounted, volumes }) + secret)).toEqual([
      `warning 25:17-${17 + packed.length} ${message}`,
    ]);
  });

  test("is two findings where two containers run it", () => {
    const twice = stateful(mounted) + configMap + stateful({ ...mounted, meta: "name: other" }).replace(/^/, "---\n");
    expect(new Set(foundBy(RULE, twice).map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  test.each<[string, Partial<typeof mounted> & { meta?: string }, string]>([
    [
      "lies in another namespace",
      { meta: "name: db, namespace: other" },
      configMap.replace("scripts}", "scripts, namespace: own}"),
    ],
    ["is not in the input", {}, ""],
    ["has another name", { command: "[/scripts/other.sh]" }, configMap],
    [
      "is no item",
      { volumes: "{name: scripts, configMap: {name: scripts, items: [{key: x, path: init.sh}]}}" },
      configMap,
    ],
    ["is only looked at", { command: "[cat, /scripts/init.sh]" }, configMap],
    [
      "is mounted at a path that only the cluster knows",
      { mounts: "{name: data, mountPath: /srv/data}, {name: scripts, mountPath: /scripts, subPathExpr: $(X)}" },
      configMap,
    ],
    ["is no text", {}, configMap.replace(/init\.sh: \|[\s\S]*/, "init.sh: [chown]\n")],
  ])("is nothing where it %s", (_, shape, object) => {
    expect(said(RULE, stateful({ ...mounted, ...shape }) + object)).toEqual([]);
  });

  test("is read so often that no input holds a run up, and no more", () => {
    const long = configMap.replace("    mkdir", `    # ${"x".repeat(900_000)}\n    mkdir`);
    const pods = ["a", "b", "c"].map((name) => `${stateful({ ...mounted, meta: `name: ${name}` })}---\n`).join("");
    expect(foundBy(RULE, pods + long.replace("---\n", "")).map(({ resource }) => resource?.name)).toEqual(["a", "b"]);
  });

  test("gives its group to the advice", () => {
    const [finding] = foundBy(RULE, stateful({ ...mounted, context: "{}" }) + configMap);
    expect(finding?.help).toContain("fsGroup to 901 (the group that chown gives)");
  });
});

describe("a namespace of the release", () => {
  const namespace = (labels: string) => `---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {${labels}}}
`;
  const restricted = "pod-security.kubernetes.io/enforce: restricted";
  const here = { meta: "name: db, namespace: shop", context: "{fsGroup: 901}" };

  test("that enforces the restricted standard refuses root", () => {
    const [finding, ...others] = foundBy(RULE, stateful(here) + namespace(restricted));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "error",
      confidence: "certain",
      message:
        'init container "setup" runs chown on "/srv/data" as root, which the Pod Security Standard "restricted" of Namespace/shop does not admit',
      then: 'admission refuses each of its pods: violates PodSecurity "restricted:latest", at least for runAsUser=0 (container "setup" must not set runAsUser=0); of the StatefulSet itself the API server only warns',
    });
    expect(finding && relatedOf(finding)[0]).toBe('24:69-24:79 "restricted" is enforced here');
  });

  test("names the pod's own user, and the version that it enforces", () => {
    const labels = `${restricted}, pod-security.kubernetes.io/enforce-version: v1.29`;
    const [finding] = foundBy(RULE, stateful({ ...here, own: "{}", context: "{runAsUser: 0}" }) + namespace(labels));
    expect(finding?.then).toContain('"restricted:v1.29", at least for runAsUser=0 (pod must not set runAsUser=0)');
    const old = labels.replace("v1.29", "v1.20");
    const [older] = foundBy(RULE, stateful(here) + namespace(old));
    expect(older?.then).toContain("at least for runAsNonRoot != true");
  });

  test("refuses a hostPath under the baseline already", () => {
    const host = {
      ...here,
      mounts: "{name: host, mountPath: /srv/data}",
      volumes: "{name: host, hostPath: {path: /srv}}",
    };
    for (const [level, words] of [
      ["baseline", 'hostPath volumes (volume "host")'],
      ["restricted", 'restricted volume types (volume "host" uses restricted volume type "hostPath")'],
    ] as const) {
      const [finding] = foundBy(RULE, stateful(host) + namespace(restricted.replace("restricted", level)));
      expect(finding).toMatchObject({ severity: "error" });
      expect(finding?.then).toContain(`violates PodSecurity "${level}:latest", at least for ${words}`);
    }
    expect(said(RULE, stateful(host) + namespace(""))).toEqual([]);
  });

  test.each<[string, Parameters<typeof stateful>[0], string]>([
    ["is another one", { context: "{fsGroup: 901}" }, restricted],
    ["enforces the baseline", here, "pod-security.kubernetes.io/enforce: baseline"],
    ["only warns", here, "pod-security.kubernetes.io/warn: restricted"],
    ["has a label of another shape", here, "pod-security.kubernetes.io/enforce: [restricted]"],
  ])("that %s refuses nothing", (_, shape, labels) => {
    expect(foundBy(RULE, stateful(shape) + namespace(labels)).map(({ label }) => label)).toEqual(["not needed"]);
  });

  test("lets root of a user namespace in", () => {
    const text = stateful(here).replace("      securityContext:", "      hostUsers: false\n      securityContext:");
    expect(foundBy(RULE, text + namespace(restricted)).map(({ label }) => label)).toEqual(["not needed"]);
  });
});

describe("a path that the init container does not mount", () => {
  test("may be a disk of another container: then a mount is missing", () => {
    const [finding, ...others] = foundBy(
      RULE,
      stateful({ mounts: "", command: '[sh, -c, "echo prepare; chown -R 900:901 /srv/data"]' }),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      message:
        'init container "setup" runs chown on "/srv/data", where container "db" mounts volume "data", but init container "setup" does not',
      then: "the change is made in the file system of the init container, and is lost when it ends",
    });
    expect(finding?.help).toContain('mount volume "data" in init container "setup", or remove the chown;');
  });

  test("is told as advice where the command does nothing else", () => {
    for (const command of ["[chown, -R, '900', /opt/app]", '[sh, -c, " chown -R 900 /opt/app\\n"]'])
      expect(foundBy(RULE, stateful({ mounts: "", command }))).toMatchObject([
        { severity: "info", message: 'init container "setup" runs chown on "/opt/app", where it mounts no volume' },
      ]);
  });

  test.each([
    ["the script goes on to use it", { mounts: "", command: '[sh, -c, "chown 900 /opt/app; cp -a /opt/app /x"]' }],
    [
      "the volume is mounted elsewhere",
      { mounts: "{name: data, mountPath: /new}", command: '[sh, -c, "chown 900 /srv/data; cp -a /srv/data/. /new"]' },
    ],
    ["only a mode changes", { mounts: "", command: '[sh, -c, "touch /srv/data/x; chmod 755 /srv/data"]' }],
    ["the path is not known", { mounts: "", command: '[sh, -c, "chown 900 /srv/$X"]' }],
  ])("is nobody's business where %s", (_, shape) => {
    expect(said(RULE, stateful(shape))).toEqual([]);
  });
});

describe("a whole tree", () => {
  test("has the volumes in it, which may be read-only", () => {
    const volumes = "{name: settings, configMap: {name: settings}}";
    const mounts = "{name: data, mountPath: /srv/data}, {name: settings, mountPath: /srv/data/conf}";
    expect(said(RULE, stateful({ mounts, volumes, context: "{fsGroup: 901}" }))).toEqual([
      'info 12:21-26 init container "setup" runs chown on "/srv/data", although fsGroup 901 asks kubelet to give volume "data" to that group at every mount',
      'error 12:21-26 init container "setup" runs chown on "/srv/data", but volume "settings" below it is mounted read-only (configMap)',
    ]);
    const searched = `[sh, -ec, "find /srv/data ! -path '/srv/data/conf*' -exec chown 900 {} +"]`;
    expect(said(RULE, stateful({ mounts, volumes, context: "{fsGroup: 901}", command: searched }))).toHaveLength(1);
    const shallow = { mounts, volumes, context: "{fsGroup: 901}", command: "[chown, '900:901', /srv/data]" };
    expect(said(RULE, stateful(shallow))).toHaveLength(1);
  });

  test("is walked also where it is changed from above", () => {
    const [finding] = foundBy(RULE, stateful({ command: "[chown, -R, '900:901', /srv]", context: "{fsGroup: 901}" }));
    expect(finding?.then).toBe("it needs root and walks the whole volume at every start");
  });
});

test("access lists are read as modes are", () => {
  const command = '[sh, -c, "setfacl -R -m u:900:rwx /srv/data"]';
  expect(foundBy(RULE, stateful({ command, context: "{runAsUser: 900}" })).map(({ label }) => label)).toEqual([
    "changes owners by hand",
  ]);
  const open = '[sh, -c, "setfacl -m o::rwx /srv/data"]';
  expect(foundBy(RULE, stateful({ command: open })).map(({ message }) => message)).toEqual([
    'init container "setup" lets every user write volume "data" (setfacl o::rwx)',
  ]);
  const reading = '[sh, -c, "setfacl -R -m u:900:rX /srv/data"]';
  expect(said(RULE, stateful({ command: reading }))).toEqual([]);
});

test("a CronJob's pods and those of an operator's resource are read alike", () => {
  const cron = `apiVersion: batch/v1
kind: CronJob
metadata: {name: copy}
spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          initContainers:
            - name: setup
              image: example/shell:1
              command: [chown, "900", /in]
              volumeMounts: [{name: in, mountPath: /in}]
          containers: [{name: copy, image: "example/copy:1"}]
          volumes: [{name: in, secret: {secretName: in}}]
`;
  expect(foundBy(RULE, cron).map(({ then }) => then)).toEqual([
    'chown ends with "Read-only file system", and the pod fails',
  ]);
  const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 1Gi}}}}}
  initContainers:
    - name: setup
      image: example/shell:1
      command: [chown, -R, "1000:2000", /prometheus]
      securityContext: {runAsUser: 1000}
      volumeMounts: [{name: prometheus-main-db, mountPath: /prometheus}]
`;
  expect(said(RULE, prometheus)).toEqual([
    'error 9:17-22 init container "setup" runs chown on "/prometheus" as user 1000, but the root of a new volume "prometheus-main-db" belongs to root',
  ]);
});

test.each([
  ["command: chown", "12:11"],
  ["command: [[chown], {a: b}, null, 5]", "12:11"],
])("hostile shapes say nothing: %s", (line) => {
  const text = stateful().replace(/ {10}command: .*/, `          ${line}`);
  expect(said(RULE, text)).toEqual([]);
  expect(
    said(
      RULE,
      text.replace("volumeMounts: [{name: data, mountPath: /srv/data}]\n      con", "volumeMounts: null\n      con"),
    ),
  ).toEqual([]);
});
