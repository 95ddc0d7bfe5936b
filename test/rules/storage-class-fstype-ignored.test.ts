import { describe, expect, test } from "vitest";
import { foundBy, placeOf } from "./found.ts";
import { said } from "./said.ts";
import { storageClass } from "./storage-class.ts";

const RULE = "storage-class-fstype-ignored";
const found = (provisioner: string, parameters: string) =>
  foundBy(RULE, storageClass(provisioner, `parameters: {${parameters}}\n`));

describe("a key that nobody copies", () => {
  test("is likely a slip, at the key", () => {
    const [finding] = found("ebs.csi.aws.com", "type: gp3, fsName: xfs");
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      message: 'StorageClass "disks" names file system "xfs" under "fsName", which is not copied to its volumes',
      help: "write csi.storage.k8s.io/fstype instead of fsName; a class cannot be changed in that, so delete it and create it anew",
      then: "Amazon EBS formats its disks with ext4",
    });
    expect(finding && placeOf(finding.location)).toBe("5:25-5:31");
  });
  test.each(["fs", "filesystem", "fileSystemType", "fs-type", "fs_type", "format"])("may be %s", (key) => {
    expect(found("ebs.csi.aws.com", `${key}: ext4`)).toHaveLength(1);
  });
  test("takes the place of the finding that none is named", () => {
    const text = storageClass("vpc.block.csi.ibm.io", "parameters: {fs: ext4}\n");
    expect(foundBy(RULE, text)[0]?.then).toBe("fsGroup is not applied, and files stay with root");
    expect(said("storage-class-fstype-missing", text)).toEqual([]);
    expect(said("storage-class-fstype-missing", storageClass("vpc.block.csi.ibm.io"))).toHaveLength(1);
  });
  test("says both where the file system is another too", () => {
    expect(found("csi.hpe.com", "fs: ext4")[0]?.then).toBe(
      "HPE CSI driver formats its disks with xfs; fsGroup is not applied, and files stay with root",
    );
  });
  test("of an in-tree class should be the key that is translated", () => {
    expect(found("kubernetes.io/aws-ebs", "fs: xfs")[0]?.help).toMatch(/^write fsType instead of fs;/);
  });
  test("of a driver that is not known informs: it may be its own", () => {
    expect(found("disks.example.com", "fs: xfs").map(({ severity }) => severity)).toEqual(["info"]);
    const object = "---\napiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: disks.example.com}\n";
    const text = storageClass("disks.example.com", `parameters: {fs: xfs}\n${object}`);
    expect(foundBy(RULE, text).map(({ severity }) => severity)).toEqual(["info"]);
  });
});

describe("nothing is said of", () => {
  test.each([
    ["a class that names one as well", "ebs.csi.aws.com", "fs: xfs, csi.storage.k8s.io/fstype: xfs"],
    ["a key of the driver's own", "pxd.portworx.com", "fs: xfs"],
    ["a name that is no file system of disks", "ebs.csi.aws.com", "fsName: team-a"],
    ["a shared file system", "cephfs.csi.ceph.com", "fsName: ext4"],
    ["a provisioner of other volumes", "rancher.io/local-path", "fs: ext4"],
    ["other keys with such a value", "ebs.csi.aws.com", "label: ext4"],
    ["a key that makes provisioning fail", "ebs.csi.aws.com", "csi.storage.k8s.io/fsType: xfs"],
    ["a value of another kind", "ebs.csi.aws.com", "fs: [xfs]"],
  ])("%s", (_, provisioner, parameters) => {
    expect(found(provisioner, parameters)).toEqual([]);
  });
});
