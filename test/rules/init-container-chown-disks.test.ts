import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";
import { stateful } from "./stateful.ts";

const RULE = "init-container-chown";

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
          'init container "setup" runs chown on "/srv", but mount options give the files of volume "files" (SMB CSI driver) their owner and mode',
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

describe("one call, as the disk behind it decides", () => {
  const run = (volumes: string, rest = "", shape = {}) =>
    foundBy(
      RULE,
      stateful({
        command: '[sh, -c, "chown -R 1000:1000 /d"]',
        mounts: "{name: d, mountPath: /d}",
        volumes: `{name: d, ${volumes}}`,
        context: "{runAsUser: 1000}",
        ...shape,
      }).replace("{name: data, mountPath: /srv/data}]}", "{name: d, mountPath: /d}]}") + rest,
    ).map(({ severity, help }) => `${severity}: ${help}`);
  const classOf = (provisioner: string) => `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: c}
provisioner: ${provisioner}
`;
  const claim = "ephemeral: {volumeClaimTemplate: {spec: {storageClassName: c, accessModes: [ReadWriteOnce]}}}";

  test("a block device rests on it", () => {
    expect(run(claim, classOf("ebs.csi.aws.com"))).toEqual([
      'warning: remove the chown; set spec.template.spec.securityContext.fsGroup to 1000 (the group that chown gives), with fsGroupChangePolicy "OnRootMismatch"',
    ]);
  });
  test("a hostPath needs it", () => expect(run("hostPath: {path: /d}")).toEqual([]));
  test("access points have owners of their own", () => {
    expect(run(claim, classOf("efs.csi.aws.com"))).toEqual([
      "info: use parameters uid and gid of the StorageClass, which its access points enforce, and remove the chown",
    ]);
  });
  test("an emptyDir needs none", () => {
    expect(run("emptyDir: {}")).toEqual([
      "info: remove the chown, and run what fills the volume as the user that reads it",
    ]);
  });
  test("a strict mode of the user's own stays", () => {
    const shape = { command: '[sh, -c, "chmod 700 /d/pgdata"]', own: "{runAsUser: 1000}" };
    expect(run(claim, classOf("ebs.csi.aws.com"), shape)).toEqual([]);
  });
  test("what was copied into an emptyDir belongs to who copied it", () => {
    const [finding] = foundBy(
      RULE,
      stateful({
        command: '[sh, -c, "cp /seed /e/x && chown 1000 /e/x"]',
        mounts: "{name: e, mountPath: /e}",
        volumes: "{name: e, emptyDir: {}}",
      }),
    );
    expect(finding?.message).toBe(
      'init container "setup" runs chown on "/e/x" in an emptyDir, whose files belong to the user that writes them',
    );
  });
});

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
