import type { StorageDriver } from "./storage-drivers.ts";

type Row = Pick<StorageDriver, "provisioner" | "product" | "kind"> & Partial<StorageDriver>;

/** A CSI driver; what the row leaves out, its manifests leave out. */
export const csi = (row: Row, source: string): StorageDriver => ({
  fsGroupPolicy: undefined,
  delegatesGroup: false,
  defaultFsType: undefined,
  csi: true,
  verified: true,
  ...row,
  source,
});
/** A provisioner that makes no CSI volume. */
export const other = (row: Row, source: string): StorageDriver => csi({ ...row, csi: false }, source);

export const WITH_FSTYPE = "ReadWriteOnceWithFSType";
export const SHARE_GROUP = "supplementalGroups with the group that owns the share";
export const MOUNT_IDS = "mountOptions uid= and gid= of the StorageClass";
