import type { PersistentVolumeClaim } from "kubernetes-types/core/v1.js";
import { isClaim } from "../kubernetes/kinds.ts";
import { podCount } from "../kubernetes/pod-count.ts";
import type { Resource } from "../kubernetes/resource.ts";
import { movesBetweenNodes } from "../kubernetes/storage-drivers.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { Node } from "../yaml/node.ts";
import type { Claim } from "./claims.ts";
import type { Release } from "./release.ts";

/** A workload's use of a claim of the input that one node, or one pod, may use at a time. */
export interface ClaimUse {
  readonly workload: Workload;
  readonly claim: Resource;
  /** The claim's name, where the pod refers to it. */
  readonly at: Node<string>;
  /** The access mode that makes it exclusive. */
  readonly mode: Node<string>;
  /** True for ReadWriteOncePod, which the scheduler itself keeps to one pod, whatever the driver. */
  readonly onePod: boolean;
}

/** By claim, in the order of the input; each workload once for a claim. */
export function exclusiveClaimUses(release: Release): ReadonlyMap<Resource, readonly ClaimUse[]> {
  const uses = new Map<Resource, ClaimUse[]>();
  if (!release.resources.some(isClaim)) return uses;
  for (const workload of release.workloads)
    for (const use of usesOf(workload, release)) {
      const others = uses.get(use.claim);
      if (!others) uses.set(use.claim, [use]);
      else if (others.at(-1)?.workload !== workload) others.push(use);
    }
  return uses;
}

function* usesOf(workload: Workload, release: Release): Iterable<ClaimUse> {
  const named = workload.volumes.filter(({ source }) => source === "persistentVolumeClaim");
  if (named.length === 0 || !runsBeside(workload)) return;
  const attached = new Set(
    workload.containers.flatMap(({ mounts, devices }) => [
      ...mounts.map((mount) => mount.get("name").text),
      ...devices.map((device) => device.get("name").text),
    ]),
  );
  const namespace = release.namespaceOf(workload.resource);
  for (const volume of named) {
    const at = volume.node.get("persistentVolumeClaim").get("claimName");
    const claim =
      at.text && attached.has(volume.name) ? release.find("", "PersistentVolumeClaim", namespace, at.text) : undefined;
    const mode = claim && exclusiveMode(claim.as<PersistentVolumeClaim>());
    if (!claim || !mode) continue;
    const onePod = mode.text === ONE_POD;
    if (onePod || mayBeElsewhere(release.claims.ofVolume(workload, volume)))
      yield { workload, claim, at, mode, onePod };
  }
}

const ONE_POD = "ReadWriteOncePod";

/** A claim that may also be shared is given a volume that can be (pkg/volume/util/util.go, IsMultiAttachAllowed). */
function exclusiveMode(claim: Node<PersistentVolumeClaim>): Node<string> | undefined {
  const modes = claim.get("spec").get("accessModes").items();
  if (!modes.every(({ text }) => text === "ReadWriteOnce" || text === ONE_POD)) return undefined;
  return modes.find(({ text }) => text === ONE_POD) ?? modes[0];
}

/**
 * False for what every node can reach at once, and for what keeps its pods on one node. What a person made may be either;
 * where nobody knows the class, disks are the rule, unless its name says otherwise.
 */
function mayBeElsewhere(claim: Claim | undefined): boolean {
  const { disk, asked } = claim ?? {};
  if (disk?.driver) return movesBetweenNodes(disk.driver);
  return disk?.rootOwner !== "given" && !NO_MOVING_DISK.test(asked?.text ?? "");
}

/** Classes of shared file systems, and of the nodes' own disks: nfs-client, efs-sc, rook-cephfs, standard-rwx, local-path. */
const NO_MOVING_DISK =
  /(?:^|[-._])(?:nfs|efs|nas|smb|cifs|rwx|cephfs|azurefile|filestore|glusterfs|lustre|juicefs|local|hostpath)(?:[-._]|$)/i;

/** Hooks that Helm runs while the release has no pods. */
const ALONE: ReadonlySet<string> = new Set(["pre-install", "post-delete", "crd-install"]);

const runsBeside = (workload: Workload): boolean => {
  const { hooks } = workload.resource;
  return podCount(workload).pods !== 0 && (hooks.length === 0 || !hooks.every((hook) => ALONE.has(hook)));
};
