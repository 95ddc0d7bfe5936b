import { STORAGE_DRIVERS } from "./storage-driver-table.ts";
import type { KubernetesVersion } from "./version.ts";

/** How a provisioner's volumes give their files to the pod's group, as its official manifests have it; a managed cloud may run others. */
export interface StorageDriver {
  /** Its name; one "*" stands for any text, where each installation picks a name of its own. */
  readonly provisioner: string;
  /** Its name as people know it. */
  readonly product: string;
  /** block: a disk with a file system. shared: a file system over the network or FUSE. local: a directory of the node. mixed: disks or shares, as the class or the backend decides. */
  readonly kind: "block" | "shared" | "local" | "mixed";
  /** spec.fsGroupPolicy of the CSIDriver object; undefined where it is left out (the API server then takes ReadWriteOnceWithFSType). */
  readonly fsGroupPolicy: "File" | "None" | "ReadWriteOnceWithFSType" | undefined;
  /** True where the driver itself applies the group at mount (VOLUME_MOUNT_GROUP). */
  readonly delegatesGroup: boolean;
  /** What the official deployment passes to the external-provisioner as --default-fstype; undefined: nothing. */
  readonly defaultFsType: string | undefined;
  /** False for provisioners that make no CSI volume. */
  readonly csi: boolean;
  /** What it makes where that is no CSI volume; undefined too where it makes none any more. */
  readonly makes?: "hostPath" | "local" | "nfs";
  /** The in-tree provisioner whose classes and volumes Kubernetes hands to this driver. */
  readonly migratedFrom?: string;
  /** From this version on it does; undefined: in every version that is modelled. */
  readonly migratedSince?: KubernetesVersion;
  /** From this version on nobody provisions its volumes, and no node can mount them. */
  readonly deadSince?: KubernetesVersion;
  /** The driver of the same storage that takes the place of a dead one, without its volumes. */
  readonly successor?: string;
  /** What it makes of a disk where no file system is named, or the only one it can make; undefined: ext4, or no disk. */
  readonly fileSystem?: string;
  /** The one fstype without which it refuses to make a volume. */
  readonly requiresFsType?: string;
  /** Parameters of its own for the file system. Only a key spelt fstype, in any case, also reaches the PersistentVolume. */
  readonly fsTypeKeys?: readonly string[];
  /** What the value of that parameter chooses beside the file system, so that each class should say it; completes "choose". */
  readonly fsTypeChoice?: string;
  /** From where its volumes can be reached; undefined: from every node, or nobody read it. */
  readonly boundTo?: "zone" | "node";
  /** Parameters of the class, in any case, and the values with which several zones reach the volume. */
  readonly spansZones?: { readonly keys: readonly string[]; readonly value: RegExp };
  /** What it answers to a claim that no pod has been scheduled for, instead of a volume. */
  readonly awaitsPod?: string;
  /**
   * What becomes of a claim that asks for ReadWriteMany and a file system, where neither `kind` nor `sharesMany` says.
   * given: through shares whose owner nobody read, or by some kinds of its disks, or nobody read it.
   */
  readonly readWriteMany?: "given" | "refused";
  /** Parameters of the class that set owner or mode of the volume's root. */
  readonly ownershipParameters?: readonly string[];
  /** Octal mode of the volume's root as the provisioner makes it, where that lets everybody write. */
  readonly rootMode?: string;
  /** Owner and mode come from mount options, and chown has no effect: SMB, and objects through FUSE. */
  readonly ownerFromMount?: true;
  /** Whether it serves ReadWriteMany volumes over NFS, and who owns their root. */
  readonly sharesMany?: "root" | "everybody";
  /** True where the server of what it makes takes every process for one user, whoever it runs as. */
  readonly squashes?: true;
  /** What gives a user or group the files where fsGroup is not applied; completes "use". */
  readonly instead?: string;
  /** The same on a PersistentVolume that a person makes, where that is something else. */
  readonly insteadByHand?: string;
  /** False where a part of the row was not read: `source` says which. */
  readonly verified: boolean;
  /** Repository, date and files where this was read. */
  readonly source: string;
}

const EXACT: ReadonlyMap<string, StorageDriver> = new Map(
  STORAGE_DRIVERS.flatMap((driver) =>
    [driver.provisioner, driver.migratedFrom].flatMap((name) =>
      name === undefined || name.includes("*") ? [] : [[name, driver] as const],
    ),
  ),
);
const PATTERNS = STORAGE_DRIVERS.filter(({ provisioner }) => provisioner.includes("*"));

/** By exact name, then by pattern; an in-tree provisioner leads to the driver that took it over. */
export const storageDriver = (provisioner: string): StorageDriver | undefined =>
  EXACT.get(provisioner) ?? PATTERNS.find((driver) => matches(driver.provisioner, provisioner));

function matches(pattern: string, name: string): boolean {
  const [prefix = "", suffix = ""] = pattern.split("*");
  return name.length >= prefix.length + suffix.length && name.startsWith(prefix) && name.endsWith(suffix);
}

/** A disk with a file system is one node's; shares and directories are everybody's. */
export const givesReadWriteMany = ({ kind, readWriteMany, sharesMany }: StorageDriver): boolean =>
  (readWriteMany ?? (kind === "block" && !sharesMany ? "refused" : "given")) === "given";

/** True where a volume moves from node to node, and one node at a time holds it. */
export const movesBetweenNodes = ({ kind, boundTo }: StorageDriver): boolean =>
  (kind === "block" || kind === "mixed") && boundTo !== "node";

/** The volume that a driver is asked about. */
export interface VolumeTraits {
  /** True where the PersistentVolume names a file system: by a parameter of its class, or by the driver's `defaultFsType`. */
  readonly fsType: boolean;
  /** True where its access modes hold ReadWriteOnce or ReadWriteOncePod, whatever else they hold; inline volumes count as such. */
  readonly readWriteOnce: boolean;
}

/**
 * Whether a pod's fsGroup reaches the files: "with-fstype" says that it does not, but would if the volume named a file
 * system. A volume of mode Block never gets a group, nor does one that the pod's volume source makes read-only; a local
 * volume gets it at the first mount on a node only (pkg/volume/csi/csi_mounter.go, supportsFSGroup; pkg/volume/local).
 */
export function appliesGroup(driver: StorageDriver, volume: VolumeTraits): "always" | "never" | "with-fstype" {
  if (!driver.csi) return driver.makes === "local" ? "always" : "never";
  if (driver.delegatesGroup || driver.fsGroupPolicy === "File") return "always";
  if (driver.fsGroupPolicy === "None" || !volume.readWriteOnce) return "never";
  if (volume.fsType) return "always";
  // What is no disk has no file system to name, unless the driver's own deployment makes one up.
  const mayName = driver.kind === "block" || driver.kind === "mixed" || driver.defaultFsType !== undefined;
  return mayName ? "with-fstype" : "never";
}
