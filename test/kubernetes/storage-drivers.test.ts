import { describe, expect, test } from "vitest";
import { STORAGE_DRIVERS } from "../../src/kubernetes/storage-driver-table.ts";
import {
  appliesGroup,
  givesReadWriteMany,
  movesBetweenNodes,
  type StorageDriver,
  storageDriver,
} from "../../src/kubernetes/storage-drivers.ts";

const known = (provisioner: string): StorageDriver => {
  const driver = storageDriver(provisioner);
  if (!driver) throw new Error(`no driver for ${provisioner}`);
  return driver;
};

describe("the table of storage drivers", () => {
  test.each(STORAGE_DRIVERS.map((driver) => [driver.provisioner, driver] as const))(
    "says of %s what it is and where that was read",
    (provisioner, driver) => {
      expect(provisioner).toMatch(/^[a-z0-9*]([a-z0-9./*-]*[a-z0-9*])?$/);
      expect(provisioner.split("*").length).toBeLessThanOrEqual(2);
      expect(driver.product).not.toBe("");
      expect(driver.source).toMatch(/[\w-]+.*(\.(ya?ml|go|md)|examples|README|UNVERIFIED)/);
    },
  );

  test("makes something other than CSI volumes, or nothing any more, exactly where it says that it is no CSI driver", () => {
    for (const driver of STORAGE_DRIVERS)
      expect([driver.provisioner, driver.csi]).toEqual([driver.provisioner, !driver.makes && !driver.deadSince]);
  });

  test("says where a row was not read whole, and what of it", () => {
    for (const { provisioner, verified, source } of STORAGE_DRIVERS)
      expect([provisioner, verified]).toEqual([provisioner, !source.includes("UNVERIFIED")]);
  });

  test("names as successors drivers that are in it", () => {
    const successors = STORAGE_DRIVERS.flatMap(({ successor }) => successor ?? []);
    expect(successors.length).toBeGreaterThan(0);
    for (const name of successors) expect(storageDriver(name)?.csi).toBe(true);
  });

  test("has each name once, in-tree names included", () => {
    const names = STORAGE_DRIVERS.flatMap(({ provisioner, migratedFrom }) => [
      provisioner,
      ...(migratedFrom ? [migratedFrom] : []),
    ]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("leads every name to its own row, whatever stands for the star", () => {
    for (const driver of STORAGE_DRIVERS)
      for (const star of ["x", "rook-ceph", "a.b"])
        expect(storageDriver(driver.provisioner.replace("*", star))).toBe(driver);
  });

  test("names a default file system, or a parameter for one, of nothing that is a directory of the node", () => {
    for (const driver of STORAGE_DRIVERS)
      if (driver.kind === "local") expect([driver.defaultFsType, driver.fsTypeKeys]).toEqual([undefined, undefined]);
  });
});

describe("a storage driver", () => {
  test("is found by its exact name", () => {
    expect(known("cinder.csi.openstack.org")).toMatchObject({
      product: "OpenStack Cinder",
      kind: "block",
      fsGroupPolicy: undefined,
      defaultFsType: "ext4",
    });
    expect(known("csi-powerstore.dellemc.com").product).toBe("Dell PowerStore");
    expect(known("topolvm.cybozu.com")).toMatchObject({ product: "TopoLVM", rootMode: "2777" });
    expect(known("directpv-min-io").requiresFsType).toBe("xfs");
    expect(known("csi.hpe.com").ownershipParameters).toEqual(["fsOwner", "fsMode"]);
  });

  test.each([
    ["rook-ceph.rbd.csi.ceph.com", "Ceph RBD"],
    ["rook-ceph.cephfs.csi.ceph.com", "CephFS"],
    ["nfs.manila.csi.openstack.org", "OpenStack Manila"],
    ["org.democratic-csi.iscsi", "democratic-csi"],
    ["cluster.local/nfs-subdir-external-provisioner", "NFS subdir provisioner"],
    ["cluster.local/media-nfs-subdir-external-provisioner", "NFS subdir provisioner"],
  ])("is found by the pattern of %s", (provisioner, product) => {
    expect(storageDriver(provisioner)?.product).toBe(product);
  });

  test.each([
    ["kubernetes.io/aws-ebs", "ebs.csi.aws.com"],
    ["kubernetes.io/gce-pd", "pd.csi.storage.gke.io"],
    ["kubernetes.io/azure-disk", "disk.csi.azure.com"],
    ["kubernetes.io/azure-file", "file.csi.azure.com"],
    ["kubernetes.io/cinder", "cinder.csi.openstack.org"],
    ["kubernetes.io/vsphere-volume", "csi.vsphere.vmware.com"],
    ["kubernetes.io/portworx-volume", "pxd.portworx.com"],
  ])("takes over the classes of %s", (inTree, provisioner) => {
    expect(known(inTree)).toBe(known(provisioner));
    expect(known(inTree).migratedFrom).toBe(inTree);
  });

  test("is dead from the version that removed it", () => {
    expect(known("kubernetes.io/glusterfs").deadSince).toEqual({ minor: 26 });
    expect(known("kubernetes.io/rbd").deadSince).toEqual({ minor: 31 });
  });

  test.each([
    "",
    "*",
    "example.com/disk",
    "ebs.csi.aws.com.example",
    "my-ebs.csi.aws.com",
    "xrbd.csi.ceph.com",
    "org.democratic-csi",
    "cluster.local/nfs-ganesha",
    "Cinder.csi.openstack.org",
    "toString",
  ])("is not guessed from %j", (provisioner) => {
    expect(storageDriver(provisioner)).toBeUndefined();
  });
});

test("many writers share what is no disk, and a disk only where its row says so", () => {
  const given = (name: string) => givesReadWriteMany(known(name));
  expect([given("ebs.csi.aws.com"), given("driver.longhorn.io"), given("cinder.csi.openstack.org")]).toEqual([
    false,
    true,
    true,
  ]);
  expect([given("efs.csi.aws.com"), given("csi.trident.netapp.io"), given("rancher.io/local-path")]).toEqual([
    true,
    true,
    false,
  ]);
});

describe("fsGroup", () => {
  const driver = (part: Partial<StorageDriver>): StorageDriver => ({
    provisioner: "csi.example.com",
    product: "Example",
    kind: "block",
    fsGroupPolicy: undefined,
    delegatesGroup: false,
    defaultFsType: undefined,
    csi: true,
    verified: true,
    source: "",
    ...part,
  });
  const verdicts = (part: Partial<StorageDriver>) =>
    [
      { fsType: true, readWriteOnce: true },
      { fsType: true, readWriteOnce: false },
      { fsType: false, readWriteOnce: true },
      { fsType: false, readWriteOnce: false },
    ].map((volume) => appliesGroup(driver(part), volume));

  test("is applied to a single writer's volume with a file system where the policy is unset or ReadWriteOnceWithFSType", () => {
    const expected = ["always", "never", "with-fstype", "never"];
    expect(verdicts({})).toEqual(expected);
    expect(verdicts({ fsGroupPolicy: "ReadWriteOnceWithFSType" })).toEqual(expected);
    expect(verdicts({ kind: "mixed" })).toEqual(expected);
  });

  test("cannot be had by naming a file system where the volume is no disk", () => {
    expect(verdicts({ kind: "shared" })).toEqual(["always", "never", "never", "never"]);
  });

  test("is always applied under the policy File and never under None", () => {
    expect(new Set(verdicts({ fsGroupPolicy: "File" }))).toEqual(new Set(["always"]));
    expect(new Set(verdicts({ fsGroupPolicy: "None" }))).toEqual(new Set(["never"]));
  });

  test("is always applied by a driver that takes the group itself, whatever its policy", () => {
    for (const fsGroupPolicy of [undefined, "None", "ReadWriteOnceWithFSType", "File"] as const)
      expect(new Set(verdicts({ delegatesGroup: true, fsGroupPolicy }))).toEqual(new Set(["always"]));
  });

  test("is not applied because a driver's deployment has a default: whoever asks decides whether to count on it", () => {
    expect(verdicts({ defaultFsType: "ext4" })[2]).toBe("with-fstype");
  });

  test("reaches local volumes, but no hostPath, no in-tree NFS and nothing that is dead", () => {
    const volume = { fsType: true, readWriteOnce: true };
    expect(appliesGroup(known("kubernetes.io/no-provisioner"), volume)).toBe("always");
    expect(appliesGroup(known("openebs.io/local"), volume)).toBe("always");
    expect(appliesGroup(known("rancher.io/local-path"), volume)).toBe("never");
    expect(appliesGroup(known("k8s-sigs.io/nfs-subdir-external-provisioner"), volume)).toBe("never");
    expect(appliesGroup(known("kubernetes.io/glusterfs"), volume)).toBe("never");
  });

  test.each([
    ["ebs.csi.aws.com", "always"],
    ["cephfs.csi.ceph.com", "always"],
    ["smb.csi.k8s.io", "always"],
    ["gcsfuse.csi.storage.gke.io", "always"],
    ["efs.csi.aws.com", "never"],
    ["nfs.manila.csi.openstack.org", "never"],
    ["csi-isilon.dellemc.com", "never"],
    ["kubevirt.io.hostpath-provisioner", "never"],
    ["cinder.csi.openstack.org", "with-fstype"],
    ["vpc.block.csi.ibm.io", "with-fstype"],
    ["csi.trident.netapp.io", "with-fstype"],
  ])("of a class of %s without a file system: %s", (provisioner, verdict) => {
    expect(appliesGroup(known(provisioner), { fsType: false, readWriteOnce: true })).toBe(verdict);
  });
});

test("disks of one node keep their pods there; others move with them; what every node reaches has no need to", () => {
  const disks = ["topolvm.io", "topolvm.cybozu.com", "zfs.csi.openebs.io", "local.csi.openebs.io", "directpv-min-io"];
  expect([...disks, "carina.storage.io", "rancher.io/local-path", "nfs.csi.k8s.io"].filter(moves)).toEqual([]);
  expect(["ebs.csi.aws.com", "rbd.csi.ceph.com", "csi.vsphere.vmware.com"].filter((name) => !moves(name))).toEqual([]);
});
const moves = (provisioner: string): boolean => movesBetweenNodes(known(provisioner));

test("who serves volumes of disks over NFS gives ReadWriteMany, and no row says that twice", () => {
  const sharing = STORAGE_DRIVERS.filter(({ sharesMany }) => sharesMany);
  expect(sharing.length).toBeGreaterThan(0);
  for (const driver of sharing) expect([givesReadWriteMany(driver), driver.readWriteMany]).toEqual([true, undefined]);
});
