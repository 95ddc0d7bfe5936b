import type { PersistentVolume } from "kubernetes-types/core/v1.js";
import type { StorageDriver } from "../kubernetes/storage-drivers.ts";
import type { KubernetesVersion } from "../kubernetes/version.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { Node } from "../yaml/node.ts";
import type { Claim } from "./claims.ts";

/**
 * Why a pod's fsGroup never reaches the files of a claim. policy: its driver has fsGroupPolicy None. share: its driver
 * makes no disks, so nothing names a file system. class, volume: the class that the config knows, or the PersistentVolume
 * of the input, names none. many: its access modes lack ReadWriteOnce. one-pod: they hold ReadWriteOncePod alone, which
 * kubelet overlooks. hostPath, nfs: kubelet gives no such volume to a group.
 */
export type GroupObstacle =
  | {
      readonly reason: "policy" | "share";
      readonly driver: StorageDriver;
      /** A person made the volume. */
      readonly byHand: boolean;
    }
  | {
      readonly reason: "class" | "volume" | "many" | "one-pod";
      readonly driver: StorageDriver;
      readonly at: Node<unknown>;
    }
  | { readonly reason: "hostPath" | "nfs"; readonly at: Node<Directory>; readonly driver: undefined };

/** Of a node, where it names no server. */
interface Directory {
  readonly path: string;
  readonly server?: string;
  readonly readOnly?: boolean;
}

/** From this minor version on kubelet takes ReadWriteOncePod for what it is (kubernetes/kubernetes#128244). */
const ONE_POD_COUNTS = 32;

/**
 * undefined where fsGroup is applied, where nobody knows, and where something else gives the files away: everybody may
 * write, parameters or mount options name an owner. A class of the input that names no file system is a fault of its own.
 */
export function groupObstacle(claim: Claim, kubernetes: KubernetesVersion): GroupObstacle | undefined {
  const { disk, persistentVolume, volume } = claim;
  if (disk.block || disk.readOnly || volume.readOnly || disk.rootOwner === "everybody") return undefined;
  if (persistentVolume) {
    if (isGivenByHand(persistentVolume)) return undefined;
    const directory = directoryOf(persistentVolume.get("spec"));
    if (directory) return directory;
  } else if (disk.rootOwner === "given") return undefined;
  const { driver } = disk;
  if (!driver?.csi || driver.delegatesGroup || driver.fsGroupPolicy === "File") return undefined;
  if (driver.fsGroupPolicy === "None") return { reason: "policy", driver, byHand: persistentVolume !== undefined };
  return obstacleOfPolicy(claim, driver, kubernetes);
}

/**
 * The same of a directory that stands in the pod itself. One of a node counts where kubelet makes it, as root, if it is
 * missing: another was there before the pod, and somebody has given it an owner.
 */
export function inlineObstacle({ source, node, readOnly }: Volume): GroupObstacle | undefined {
  if ((source !== "nfs" && source !== "hostPath") || readOnly) return undefined;
  const isMade = source === "nfs" || node.get("hostPath").get("type").text === "DirectoryOrCreate";
  return isMade ? directoryOf(node) : undefined;
}

function directoryOf(
  sources: Node<{ readonly hostPath?: Directory; readonly nfs?: Directory }>,
): GroupObstacle | undefined {
  const reason = (["hostPath", "nfs"] as const).find((field) => isPresent(sources.get(field)));
  const isWritable = reason && sources.get(reason).get("readOnly").boolean !== true;
  return isWritable ? { reason, at: sources.get(reason), driver: undefined } : undefined;
}

/** Under ReadWriteOnceWithFSType, in the order in which each is to be mended. */
function obstacleOfPolicy(
  claim: Claim,
  driver: StorageDriver,
  { minor }: KubernetesVersion,
): GroupObstacle | undefined {
  const { disk, persistentVolume, spec, asked, storageClass } = claim;
  const modes = (persistentVolume ? accessModes(persistentVolume.get("spec")) : spec && accessModes(spec)) ?? [];
  const isShare = driver.kind === "shared" && driver.defaultFsType === undefined;
  if (disk.group === "never" && isShare) return { reason: "share", driver, byHand: persistentVolume !== undefined };

  const many = modes.find(({ text }) => text === "ReadWriteMany");
  if (disk.group === "never" && many) return mayServeMany(driver) ? { reason: "many", driver, at: many } : undefined;
  const [only] = modes;
  if (minor < ONE_POD_COUNTS && modes.length === 1 && only?.text === "ReadWriteOncePod")
    return { reason: "one-pod", driver, at: only };

  if (disk.group !== "with-fstype" || storageClass) return undefined;
  if (persistentVolume) return { reason: "volume", driver, at: persistentVolume.get("spec").get("csi").get("fsType") };
  return asked && { reason: "class", driver, at: asked };
}

/** A driver of disks alone makes no such volume, which is another fault. */
const mayServeMany = ({ kind, sharesMany }: StorageDriver): boolean =>
  kind === "block" ? sharesMany === "root" : sharesMany !== "everybody";

const accessModes = (spec: { get(field: "accessModes"): Node<string[]> }): readonly Node<string>[] =>
  spec.get("accessModes").items();

/** kubelet adds the group of this annotation to the processes (pkg/kubelet/volumemanager, GetExtraSupplementalGroupsForPod). */
const GID_ANNOTATION = "pv.beta.kubernetes.io/gid";

/** Mount options that name an owner, a group that whoever mounts it gets, or an access point of Amazon EFS, which has one. */
function isGivenByHand(volume: Node<PersistentVolume>): boolean {
  const spec = volume.get("spec");
  return (
    spec
      .get("mountOptions")
      .items()
      .some(({ text }) => text !== undefined && /^[ug]id=/.test(text)) ||
    isPresent(volume.get("metadata").get("annotations").get(GID_ANNOTATION)) ||
    spec.get("csi").get("volumeHandle").text?.includes("::fsap-") === true
  );
}

const isPresent = (node: Node<unknown>): boolean => node.state === "present";
