import { describe, expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";

const storageClass = (provisioner: string, rest = "") =>
  `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: disks}\nprovisioner: ${provisioner}\n${rest}`;
const driver = (name: string, spec: string) =>
  `---\napiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
const claim = (extra = "") =>
  `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {storageClassName: disks, accessModes: [ReadWriteOnce]${extra}}\n`;
const pod = (context: string, run = "[]") =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  securityContext: ${context}\n  initContainers: [{name: i, command: ${run}, securityContext: {runAsUser: 0}, volumeMounts: [{name: v, mountPath: /d}]}]\n  containers: [{name: web, volumeMounts: [{name: v, mountPath: /d}]}]\n  volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]\n`;

const found = (text: string) =>
  lint([readSource("t.yaml", new TextEncoder().encode(text))]).findings.filter(
    ({ rule }) => rule === "storage-class-fstype-missing",
  );
const said = (text: string) =>
  found(text).map(
    ({ severity, confidence, location: { start } }) => `${severity} ${confidence} ${start.line}:${start.column}`,
  );

const CINDER = "cinder.csi.openstack.org";
const IBM = "vpc.block.csi.ibm.io";

describe("a class of a block driver without a file system", () => {
  test.each([
    ["stands at its parameters", storageClass(CINDER, "parameters:\n  type: ssd\n"), ["warning likely 5:1"]],
    ["stands at its provisioner where it has none", storageClass(CINDER), ["warning likely 4:14"]],
    [
      "is certain where the input's own CSIDriver proves it",
      storageClass(IBM) + driver(IBM, "{}"),
      ["warning certain 4:14"],
    ],
    [
      "stays likely where a flag of the deployment may name one",
      storageClass(CINDER) + driver(CINDER, "{}"),
      ["warning likely 4:14"],
    ],
    ["of a driver that serves shares too informs", storageClass("csi.trident.netapp.io"), ["info likely 4:14"]],
    ["of a driver that nobody knows informs", storageClass("disks.example.com"), ["info likely 4:14"]],
    ["of an in-tree provisioner is that of its driver", storageClass("kubernetes.io/cinder"), ["warning likely 4:14"]],
  ])("%s", (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });
  test("of an unknown driver is no accusation", () => {
    const [finding] = found(storageClass("disks.example.com") + claim() + pod("{fsGroup: 5}"));
    expect(finding?.help).toMatch(/^if its driver makes disks, add/);
    expect(finding?.then).toBe(
      "where the driver does not apply fsGroup by itself, the files of its volumes stay with root",
    );
    expect(finding?.fix).toBeUndefined();
  });
  test("of an in-tree provisioner takes the key that Kubernetes translates", () => {
    expect(found(storageClass("kubernetes.io/vsphere-volume"))[0]?.help).toMatch(/^add fsType: ext4 /);
  });
  test("is proven by the input's own provisioner, or silenced by its flag", () => {
    const provisioner = (args: string) =>
      `---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: p, image: "example/csi-provisioner:v5", args: ${args}}]}\n`;
    expect(said(storageClass(CINDER) + driver(CINDER, "{}") + provisioner("[--v=5]"))).toEqual([
      "warning certain 4:14",
    ]);
    expect(said(storageClass(CINDER) + driver(CINDER, "{}") + provisioner("[--default-fstype=ext4]"))).toEqual([]);
  });
  test("that the driver refuses to do without says so", () => {
    const [finding] = found(storageClass("directpv-min-io"));
    expect(finding?.message).toContain("without which");
    expect(finding?.help).toContain("csi.storage.k8s.io/fstype: xfs");
    expect(finding?.then).toBe("every claim of the class stays Pending");
  });
});

describe("who uses the class decides", () => {
  test.each([
    ["a pod with fsGroup", pod("{fsGroup: 5}"), ["warning likely 4:14"]],
    ["a pod of another user than root", pod("{runAsUser: 5}"), ["warning likely 4:14"]],
    ["a pod that changes owners by hand", pod("{}", '[chown, -R, "5:5", /d]'), ["warning likely 4:14"]],
    ["a pod that needs no group", pod("{}"), []],
    ["a pod whose claim fsGroup never reaches", pod("{fsGroup: 5}").replace("claimName: data", "claimName: many"), []],
    ["nothing but a claim", "", ["warning likely 4:14"]],
  ])("%s", (_, user, expected) => {
    expect(
      said(
        storageClass(CINDER) +
          claim() +
          claim().replace("name: data", "name: many").replace("ReadWriteOnce", "ReadWriteMany") +
          user,
      ),
    ).toEqual(expected);
  });
  test("the workloads that depend on it are named, and where they do", () => {
    const [finding] = found(storageClass(CINDER) + claim() + pod("{fsGroup: 5}"));
    expect(finding?.then).toMatch(/the files of its volumes stay with root, and Pod\/web may not write$/);
    expect(finding?.related.map(({ label, location: { start } }) => `${label} ${start.line}:${start.column}`)).toEqual([
      "Pod/web sets fsGroup here 15:30",
    ]);
  });
});

describe("nothing is said", () => {
  test.each([
    ["where the standard key names one", storageClass(CINDER, "parameters: {csi.storage.k8s.io/fstype: xfs}\n")],
    ["where the deprecated key does, in any case", storageClass(CINDER, "parameters: {fsType: xfs}\n")],
    ["of a driver that ships policy File", storageClass("ebs.csi.aws.com")],
    ["of a driver that the input gives policy File", storageClass(CINDER) + driver(CINDER, "{fsGroupPolicy: File}")],
    [
      "of an unknown driver that the input gives a policy",
      storageClass("d.example.com") + driver("d.example.com", "{fsGroupPolicy: None}"),
    ],
    ["of a driver that applies the group itself", storageClass("smb.csi.k8s.io")],
    ["of a shared file system", storageClass("efs.csi.aws.com")],
    ["of a provisioner that makes no CSI volume", storageClass("rancher.io/local-path")],
    ["of volumes made by hand", storageClass("kubernetes.io/no-provisioner")],
    ["where the class sets the owner itself", storageClass("csi.hpe.com", 'parameters: {fsMode: "0770"}\n')],
    ["of raw devices", storageClass(CINDER) + claim(", volumeMode: Block")],
    ["of no provisioner at all", storageClass("")],
    ["of another kind of that name", storageClass(CINDER).replace("storage.k8s.io/v1", "example.com/v1")],
  ])("%s", (_, text) => {
    expect(said(text)).toEqual([]);
  });
});

describe("hard requirements", () => {
  test("are errors, whoever uses the class", () => {
    expect(said(storageClass("directpv-min-io"))).toEqual(["error certain 4:14"]);
    expect(said(storageClass("directpv-min-io") + claim() + pod("{}"))).toEqual(["error certain 4:14"]);
  });
  test("of one key are met by that key: ZFS reads its own to choose what it makes", () => {
    const [finding] = found(storageClass("zfs.csi.openebs.io"));
    expect(finding?.message).toContain("names no file system (fstype)");
    expect(finding?.help).toMatch(
      /^add fstype: ext4 to its parameters \(zfs for a dataset, or the file system of a disk\);/,
    );
  });
});

describe("a fact of the table that was not read", () => {
  test("proves nothing", () => {
    const provisioner = "io.openebs.csi-mayastor";
    const sidecar = `---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: p, image: "example/csi-provisioner:v5"}]}\n`;
    expect(said(storageClass(provisioner) + driver(provisioner, "{}") + sidecar)).toEqual(["warning likely 4:14"]);
    expect(said(storageClass(CINDER) + driver(CINDER, "{}") + sidecar)).toEqual(["warning certain 4:14"]);
  });
});

describe("IBM VPC, whose deployment fills nothing in", () => {
  test("leaves the files of a pod with fsGroup to root", () => {
    const [finding] = found(storageClass(IBM, "parameters: {}\n") + claim() + pod("{fsGroup: 1000}"));
    expect(finding).toMatchObject({
      severity: "warning",
      message:
        'StorageClass "disks" names no file system (csi.storage.k8s.io/fstype), and IBM VPC Block Storage applies fsGroup only to volumes that have one',
      then: "its usual deployment fills none in, so the files of its volumes stay with root, and Pod/web may not write",
    });
    expect(finding?.help).toMatch(/^add csi.storage.k8s.io\/fstype: ext4 to its parameters;/);
    expect(said(storageClass("ebs.csi.aws.com") + claim() + pod("{fsGroup: 1000}"))).toEqual([]);
  });
});

test("a StatefulSet whose claims come from a class of Cinder, and one of many writers that no file system would help", () => {
  const set = (mode: string) => `---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: queue}
spec:
  template:
    spec:
      securityContext: {fsGroup: 900}
      containers: [{name: queue, image: "example/queue:1", volumeMounts: [{name: store, mountPath: /store}]}]
  volumeClaimTemplates:
    - metadata: {name: store}
      spec: {storageClassName: disks, accessModes: [${mode}]}
`;
  const cinder = storageClass(CINDER, "parameters: {type: ssd}\n");
  const [finding] = found(cinder + set("ReadWriteOnce"));
  expect(finding).toMatchObject({
    severity: "warning",
    confidence: "likely",
    location: { start: { line: 5, column: 13 } },
  });
  expect(finding?.related.map(({ label }) => label)).toEqual(["StatefulSet/queue sets fsGroup here"]);
  expect(finding?.then).toMatch(
    /passes --default-fstype=ext4; where yours does not, .* StatefulSet\/queue may not write$/,
  );
  expect(found(cinder + set("ReadWriteMany"))).toEqual([]);
});
