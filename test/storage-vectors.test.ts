import { describe, expect, test } from "vitest";
import { type Finding, lint, readSource } from "../src/index.ts";

// What the API server, the kubelet and the provisioners say of storage, in their own words and paths: one vector a test.

const found = (text: string, minor = 36): readonly Finding[] =>
  lint([readSource("v.yaml", new TextEncoder().encode(text))], { kubernetes: { minor } }).findings;

/** rule, the characters that it points at, and what it says will happen. */
function said(text: string, minor?: number): readonly (readonly [rule: string, marked: string, then: string])[] {
  return found(text, minor).map(({ rule, location: { start, end }, then = "" }) => [
    rule,
    text.split("\n")[start.line - 1]!.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined),
    then,
  ]);
}

const indented = (text: string, by: string): string => text.replaceAll(/^(?=.)/gm, by);

const deployment = (pod: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
${indented(pod, "      ")}`;

const statefulSet = (pod: string, claims = ""): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
${indented(pod, "      ")}${indented(claims, "  ")}`;

const container = (fields: string, list = "containers"): string => `${list}:
  - name: main
    image: example/main:1
${indented(fields, "    ")}`;

const CLAIM = `volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;

describe("mounts", () => {
  test.each([
    ["containers", "containers"],
    ["initContainers", "initContainers"],
  ])("1: a name that no volume has, in %s", (_, list) => {
    const rest =
      list === "containers"
        ? ""
        : "containers:\n  - {name: app, image: example/app:1, volumeMounts: [{name: data, mountPath: /data}]}\n";
    const text = deployment(
      `${container("volumeMounts:\n  - {name: dat, mountPath: /data}\n", list)}${rest}volumes:\n  - {name: data, emptyDir: {}}\n`,
    );
    for (const minor of [25, 33, 34, 37])
      expect(said(text, minor).filter(([rule]) => rule === "volume-mount-not-found")).toEqual([
        [
          "volume-mount-not-found",
          "dat",
          `the API server refuses the Deployment (spec.template.spec.${list}[0].volumeMounts[0].name: Not found: "dat")`,
        ],
      ]);
  });

  test("2: of a StatefulSet, whose claim templates are volumes; from 1.34 on the API server looks", () => {
    const pod = (name: string) => container(`volumeMounts:\n  - {name: ${name}, mountPath: /data}\n`);
    expect(said(statefulSet(pod("data"), CLAIM))).toEqual([]);
    expect(said(statefulSet(pod("dat"), CLAIM), 34)[0]?.[2]).toContain(
      'refuse the StatefulSet (spec.template.spec.containers[0].volumeMounts[0].name: Not found: "dat")',
    );
    expect(said(statefulSet(pod("dat"), CLAIM), 33)[0]?.[2]).toContain(
      'creates no pod (FailedCreate: spec.containers[0].volumeMounts[0].name: Not found: "dat")',
    );
    const shadowed = statefulSet(`${pod("data")}volumes:\n  - {name: data, emptyDir: {}}\n`, CLAIM);
    expect(found(shadowed).map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(["warning volume-shadowed"]);
  });

  test("6: two at one path, and two whose paths are one when they are cleaned", () => {
    const text = (second: string) =>
      deployment(
        `${container(`volumeMounts:\n  - {name: a, mountPath: /data}\n  - {name: b, mountPath: ${second}}\n`)}volumes:\n  - {name: a, emptyDir: {}}\n  - {name: b, emptyDir: {}}\n`,
      );
    expect(said(text("/data"))).toEqual([
      [
        "mount-path-duplicate",
        "/data",
        'the API server refuses the Deployment (spec.template.spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/data": must be unique)',
      ],
    ]);
    expect(found(text("/data/")).map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      "warning mount-path-duplicate",
    ]);
  });

  test("7: a subPath from the root, at a path without its index", () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
${indented(container("volumeMounts:\n  - {name: data, mountPath: /data, subPath: /abs}\n"), "  ")}  volumes:
    - {name: data, emptyDir: {}}
`;
    expect(said(text)).toEqual([
      [
        "mount-refused",
        "/abs",
        'the API server refuses the Pod (spec.containers[0].volumeMounts.subPath: Invalid value: "/abs": must be a relative path)',
      ],
    ]);
  });

  test("19: a device of what is no claim", () => {
    const text = deployment(
      `${container("volumeDevices:\n  - {name: scratch, devicePath: /dev/xvda}\n")}volumes:\n  - {name: scratch, emptyDir: {}}\n`,
    );
    expect(said(text)).toEqual([
      [
        "volume-device-refused",
        "scratch",
        'the API server refuses the Deployment (spec.template.spec.containers[0].volumeDevices[0].name: Invalid value: "scratch": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode)',
      ],
    ]);
  });

  test("20: a variable of subPathExpr that the container does not have", () => {
    const text = deployment(
      `${container("volumeMounts:\n  - {name: data, mountPath: /data, subPathExpr: $(POD_NAME)}\n")}volumes:\n  - {name: data, emptyDir: {}}\n`,
    );
    const [[rule, marked, then] = []] = said(text);
    expect([rule, marked]).toEqual(["sub-path-variable-not-found", "$(POD_NAME)"]);
    expect(then).toContain("missing value for POD_NAME");
  });
});

describe("volumes", () => {
  test("4: a source that is null becomes an emptyDir", () => {
    const text = deployment(
      `${container("volumeMounts:\n  - {name: data, mountPath: /data}\n")}volumes:\n  - name: data\n    persistentVolumeClaim:\n`,
    );
    const findings = found(text);
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(["error volume-source-missing"]);
    expect(findings[0]?.message).toBe('persistentVolumeClaim of volume "data" is null, so the volume is an emptyDir');
    expect(findings[0]?.then).toContain("what is written there is lost with each pod");
  });

  test("5: two sources are one finding, which names what follows from it", () => {
    const text = deployment(
      `${container("volumeMounts:\n  - {name: data, mountPath: /data}\n")}volumes:\n  - name: data\n    emptyDir: {}\n    persistentVolumeClaim: {claimName: x}\n`,
    );
    const all = said(text);
    expect(all.map(([rule]) => rule)).toEqual(["volume-source-conflicts"]);
    expect(all[0]?.[2]).toContain(
      "spec.template.spec.volumes[0].persistentVolumeClaim: Forbidden: may not specify more than 1 volume type",
    );
    expect(all[0]?.[2]).toContain("reported as Not found, too (spec.template.spec.containers[0].volumeMounts[0].name)");
  });
});

describe("claims", () => {
  test("3: a claim template without access modes", () => {
    const claims =
      "volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: {resources: {requests: {storage: 1Gi}}}\n";
    const text = statefulSet(container("volumeMounts:\n  - {name: data, mountPath: /data}\n"), claims);
    const words = "spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode is required";
    expect(said(text).map(([rule]) => rule)).toEqual(["claim-refused"]);
    expect(said(text, 34)[0]?.[2]).toContain(`refuse the StatefulSet (${words})`);
    // Before, the controller is refused the claim that it makes of the template.
    expect(said(text, 33)[0]?.[2]).toContain("spec.accessModes: Required value: at least 1 access mode is required");
    expect(said(text, 33)[0]?.[2]).toContain("FailedCreate");
  });

  test("17: ReadWriteOncePod beside another mode", () => {
    const text = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec:
  accessModes: [ReadWriteOncePod, ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
`;
    const [[rule, , then] = []] = said(text);
    expect(rule).toBe("claim-refused");
    expect(then).toContain("spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes");
  });

  test("17: ReadWriteMany of a driver that makes disks", () => {
    const text = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
parameters: {csi.storage.k8s.io/fstype: ext4}
volumeBindingMode: WaitForFirstConsumer
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec:
  storageClassName: fast
  accessModes: [ReadWriteMany]
  resources: {requests: {storage: 1Gi}}
`;
    expect(found(text).map(({ rule, severity, confidence }) => `${severity} ${confidence} ${rule}`)).toEqual([
      "warning likely access-mode-not-supported",
    ]);
  });
});

describe("owners", () => {
  const chown = (source: string, rest = "", command = "chown -R 1000:1000 /data"): string => `apiVersion: v1
kind: Pod
metadata: {name: db}
spec:
  initContainers:
    - name: permissions
      image: example/tools:1
      command: [sh, -c, "${command}"]
      securityContext: {runAsUser: 0}
      volumeMounts: [{name: data, mountPath: /data}]
  containers:
    - name: db
      image: example/db:1
      securityContext: {runAsUser: 1000}
      volumeMounts: [{name: data, mountPath: /data}]
  volumes:
    - {name: data, ${source}}
${rest}`;
  const claimOf = (provisioner: string, modes = "ReadWriteOnce"): string => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {storageClassName: own, accessModes: [${modes}], resources: {requests: {storage: 1Gi}}}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: own}
provisioner: ${provisioner}
volumeBindingMode: WaitForFirstConsumer
`;
  const ON_CLAIM = "persistentVolumeClaim: {claimName: data}";
  const verdicts = (text: string): readonly string[] =>
    lint([readSource("v.yaml", new TextEncoder().encode(text))], { profiles: ["advice"] })
      .findings.filter(({ rule }) => rule === "init-container-chown")
      .map(({ severity, help }) => `${severity}: ${help}`);

  test("14: a chown by root rests on the kind of disk", () => {
    expect(verdicts(chown(ON_CLAIM, claimOf("ebs.csi.aws.com")))).toEqual([
      expect.stringMatching(/^warning: .*fsGroup to 1000 .*OnRootMismatch/),
    ]);
    expect(verdicts(chown("hostPath: {path: /srv/db}"))).toEqual([]);
    expect(verdicts(chown("emptyDir: {}"))).toEqual([
      expect.stringMatching(/^info: remove the chown, and run what fills the volume as the user that reads it/),
    ]);
    const efs = lint(
      [readSource("v.yaml", new TextEncoder().encode(chown(ON_CLAIM, claimOf("efs.csi.aws.com", "ReadWriteMany"))))],
      {
        profiles: ["advice"],
      },
    ).findings;
    expect(efs.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(verdicts(chown(ON_CLAIM, claimOf("ebs.csi.aws.com"), "chmod 700 /data/pgdata"))).toEqual([]);
  });

  const withGroup = (provisioner: string): string => `apiVersion: v1
kind: Pod
metadata: {name: db}
spec:
  securityContext: {runAsUser: 1000, fsGroup: 1000}
  containers:
    - name: db
      image: example/db:1
      volumeMounts: [{name: data, mountPath: /data}]
  volumes:
    - {name: data, ${ON_CLAIM}}
${claimOf(provisioner)}`;

  test("15: fsGroup rests on the file system that a class names, or on its driver", () => {
    expect(found(withGroup("vpc.block.csi.ibm.io")).map(({ rule }) => rule)).toEqual(["storage-class-fstype-missing"]);
    expect(found(withGroup("ebs.csi.aws.com"))).toEqual([]);
    const [missing] = found(withGroup("directpv-min-io"));
    expect(missing?.rule).toBe("storage-class-fstype-missing");
    expect(missing?.help).toContain("xfs");
  });

  test("16: two keys for one file system", () => {
    const text = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: csi.hetzner.cloud
parameters:
  fsType: ext4
  csi.storage.k8s.io/fstype: xfs
volumeBindingMode: WaitForFirstConsumer
`;
    const [[rule, , then] = []] = said(text);
    expect(rule).toBe("storage-class-fstype-conflicts");
    expect(then).toContain('fstype specified in parameters with both "fstype" and "csi.storage.k8s.io/fstype" keys');
  });

  test("18: fsGroup of a container", () => {
    const text = deployment(container("securityContext: {fsGroup: 2000}\n"));
    const [[rule, marked, then] = []] = said(text);
    expect([rule, marked]).toEqual(["security-context-field-ignored", "fsGroup"]);
    expect(then).toContain('unknown field "spec.template.spec.containers[0].securityContext.fsGroup"');
  });
});
