import { expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, placeOf } from "./found.ts";
import { said } from "./said.ts";
import { storageClass } from "./storage-class.ts";

const RULE = "storage-class-fstype-deprecated";
const NAMED = "parameters:\n  volgroup: vg\n  fsType: ext4\n";

test("the old key of a driver that documents another is advice, at the key", () => {
  const [finding] = foundBy(RULE, storageClass("local.csi.openebs.io", NAMED));
  expect(finding).toMatchObject({
    severity: "info",
    message:
      'StorageClass "disks" names its file system under "fsType", a deprecated spelling of "csi.storage.k8s.io/fstype"',
    then: "external-provisioner still copies it to the volume, and hands it to OpenEBS LVM LocalPV as a parameter as well",
  });
  expect(finding?.help).toMatch(/^write csi.storage.k8s.io\/fstype instead of fsType;/);
  expect(finding && placeOf(finding.location)).toBe("7:3-7:9");
});

test("the class that has it counts as one that names a file system, and advice is on only where asked for", () => {
  const text = storageClass("local.csi.openebs.io", NAMED);
  expect(lint([readSource("t.yaml", new TextEncoder().encode(text))]).findings).toEqual([]);
  expect(said("storage-class-fstype-missing", text)).toEqual([]);
});

test.each(["fstype", "FSTYPE"])("%s is that key too", (key) => {
  expect(said(RULE, storageClass("ebs.csi.aws.com", `parameters: {${key}: xfs}\n`))).toHaveLength(1);
});

test.each([
  ["disk.csi.azure.com", NAMED],
  ["driver.longhorn.io", NAMED],
  ["zfs.csi.openebs.io", NAMED],
  ["csi.san.synology.com", NAMED],
  ["csi.trident.netapp.io", NAMED],
  ["org.democratic-csi.iscsi", NAMED],
  ["kubernetes.io/aws-ebs", NAMED],
  ["rancher.io/local-path", NAMED],
  ["disks.example.com", NAMED],
  ["ebs.csi.aws.com", "parameters: {csi.storage.k8s.io/fstype: ext4}\n"],
  ["ebs.csi.aws.com", "parameters: {csi.storage.k8s.io/fstype: ext4, fsType: ext4}\n"],
])("of %s with %j nothing is said", (provisioner, parameters) => {
  expect(said(RULE, storageClass(provisioner, parameters))).toEqual([]);
});

test("with the object of its driver beside it, all that is told of the class is advice", () => {
  const object =
    "---\napiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: local.csi.openebs.io}\nspec: {attachRequired: false}\n";
  const text = storageClass("local.csi.openebs.io", `volumeBindingMode: WaitForFirstConsumer\n${NAMED}${object}`);
  const source = readSource("t.yaml", new TextEncoder().encode(text));
  expect(lint([source], { profiles: ["all"] }).findings.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
    "info storage-class-fstype-deprecated",
    "info fs-group-policy-missing",
  ]);
});
