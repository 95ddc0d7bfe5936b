/** How a driver gives the files of a volume to the pod's group (facts: driver manifests, see `source`). */
export interface StorageDriver {
  /** The provisioner's name; a leading "*" stands for any prefix (Rook, Manila and others put a name of their own in front). */
  readonly provisioner: string;
  /** Its name as people know it. */
  readonly product: string;
  /** block: a disk with a file system. shared: a file system over the network or FUSE. local: a directory of the node. */
  readonly kind: "block" | "shared" | "local";
  /** spec.fsGroupPolicy of the CSIDriver object in its official manifests; undefined where they leave it out (the API server then takes ReadWriteOnceWithFSType). */
  readonly fsGroupPolicy: "File" | "None" | "ReadWriteOnceWithFSType" | undefined;
  /** True where the driver itself applies the group at mount (VOLUME_MOUNT_GROUP). */
  readonly delegatesGroup: boolean;
  /** What the official deployment passes to the external-provisioner as --default-fstype; undefined: nothing. */
  readonly defaultFsType: string | undefined;
  /** False for provisioners that make no CSI volume. */
  readonly csi: boolean;
  /** What gives a group the files where fsGroup is never applied. */
  readonly instead?: string;
  /** Repository, date and files where this was read. */
  readonly source: string;
}

export function storageDriver(_provisioner: string): StorageDriver | undefined {
  return undefined;
}
