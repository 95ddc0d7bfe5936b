import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";
import { storageClass } from "./storage-class.ts";

const RULE = "storage-class-fstype-conflicts";
const BOTH = "parameters:\n  fsType: ext4\n  csi.storage.k8s.io/fstype: xfs\n";
const found = (provisioner: string, rest = BOTH) => foundBy(RULE, storageClass(provisioner, rest));

describe("a file system under two keys", () => {
  test("is an error at the second key, and shows the first", () => {
    const [finding, ...others] = found("ebs.csi.aws.com");
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "error",
      confidence: "certain",
      message: 'StorageClass "disks" names its file system twice, under "fsType" and under "csi.storage.k8s.io/fstype"',
      help: 'keep "csi.storage.k8s.io/fstype" and remove "fsType"; a class cannot be changed in that, so delete it and create it anew',
      then: 'every claim of the class stays Pending (ProvisioningFailed: fstype specified in parameters with both "fstype" and "csi.storage.k8s.io/fstype" keys)',
    });
    expect(finding && placeOf(finding.location)).toBe("7:3-7:28");
    expect(finding && relatedOf(finding)).toEqual(["6:3-6:9 it is named first here"]);
  });
  test("is one too where both are spellings of the deprecated key, and where one is empty", () => {
    const [finding] = found("ebs.csi.aws.com", 'parameters: {fstype: "", FSType: xfs}\n');
    expect(finding?.severity).toBe("error");
    expect(finding?.help).toMatch(/^write "csi.storage.k8s.io\/fstype" instead of "fstype" and "FSType";/);
  });
  test("is reported at each key too many", () => {
    const three = "parameters: {fstype: xfs, fsType: xfs, csi.storage.k8s.io/fstype: xfs}\n";
    expect(found("ebs.csi.aws.com", three).map(({ location: { start } }) => start.column)).toEqual([27, 40]);
  });
  test("is one for drivers with a key of their own, which the provisioner counts as well", () => {
    expect(found("disk.csi.azure.com")[0]?.severity).toBe("error");
  });
  test("keeps the key that chooses what the driver makes", () => {
    expect(found("zfs.csi.openebs.io")[0]?.help).toMatch(/^keep "fsType" and remove "csi.storage.k8s.io\/fstype";/);
  });
  test("is likely for a driver that is not known", () => {
    expect(found("disks.example.com")[0]).toMatchObject({ severity: "warning", confidence: "likely" });
  });
});

describe("nothing is said of", () => {
  test.each([
    ["one key", storageClass("ebs.csi.aws.com", "parameters: {fsType: ext4}\n")],
    ["a null one, which may not arrive", storageClass("ebs.csi.aws.com", "parameters: {fsType: , fstype: ext4}\n")],
    ["in-tree classes, which are translated first", storageClass("kubernetes.io/aws-ebs", BOTH)],
    ["a provisioner of other volumes", storageClass("rancher.io/local-path", BOTH)],
    ["a class without a provisioner", storageClass("", BOTH)],
    ["another kind of that name", storageClass("ebs.csi.aws.com", BOTH).replace("storage.k8s.io/v1", "example.com/v1")],
    ["parameters that are a list", storageClass("ebs.csi.aws.com", "parameters: [fsType, fstype]\n")],
    ["parameters that are a text", storageClass("ebs.csi.aws.com", "parameters: fsType\n")],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
});
