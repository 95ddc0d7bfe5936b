import type { Container } from "../kubernetes/container.ts";
import { mayHaveCapability, processUser } from "../kubernetes/process.ts";
import type { Volume, VolumeSource } from "../kubernetes/volume.ts";
import { FILE_SOURCES } from "../kubernetes/volume-source.ts";
import type { Claims } from "./claims.ts";
import { isRootName, type OwnershipChange, type OwnershipTarget, ownershipChanges } from "./ownership.ts";
import type { Release } from "./release.ts";

/** Why the kernel refuses a change. */
export interface OwnershipFailure {
  readonly reason: "read-only" | "not-the-owner" | "no-capability";
  /** False where the volume may have been there before, with another owner. */
  readonly certain: boolean;
}

/** kubelet mounts these read-only, whatever the mount says (pkg/volume/{configmap,secret,downwardapi,projected,image}). */
const READ_ONLY: ReadonlySet<VolumeSource> = new Set([...FILE_SOURCES, "image"]);

/**
 * undefined where the change may succeed, or where nobody notices that it fails. Only a path that is certainly there
 * counts: a search that finds nothing changes nothing, and fails at nothing.
 */
export function ownershipFailure(
  change: OwnershipChange,
  target: OwnershipTarget,
  release: Release,
): OwnershipFailure | undefined {
  const { container, call, user } = change;
  const { volume, mount, argument } = target;
  if (!volume || call.ignored || call.conditional || argument.reach !== "exact") return undefined;
  if (READ_ONLY.has(volume.source) || mount.get("readOnly").boolean === true || volume.readOnly)
    return { reason: "read-only", certain: true };
  const owner = rootOwner(container, volume, release.claims);
  if (owner === "other" || isHandedOver(change, volume, release)) return undefined;

  if (user.root === true) {
    const isRefused =
      target.root && givesAway(call.verb) && leavesRoot(call.user) && !mayHaveCapability(container, "CHOWN");
    return isRefused ? { reason: "no-capability", certain: owner === "root" } : undefined;
  }
  if (user.root === undefined || isTightening(call.verb, call.mode)) return undefined;
  const certain = owner === "root" && !mayBePrepared(container, volume);
  if (target.root) return call.ownIds ? undefined : { reason: "not-the-owner", certain };
  // A directory that the script has made itself belongs to its user, who may not give it away.
  const leavesUser =
    call.verb === "chown" && call.user !== undefined && /^\d+$/.test(call.user) && Number(call.user) !== user.uid;
  return argument.made && leavesUser && user.uid !== undefined ? { reason: "not-the-owner", certain: true } : undefined;
}

/** Whose the root of a volume is when its first pod starts. other: a server or a person decides. */
function rootOwner({ workload }: Container, volume: Volume, claims: Claims): "root" | "presumably-root" | "other" {
  if (volume.source === "emptyDir") return "root";
  const disk = claims.ofVolume(workload, volume)?.disk;
  if (!disk || disk.block || disk.rootOwner === "given") return "other";
  if (disk.rootOwner !== "presumably-root") return "root";
  return disk.driver ? "other" : "presumably-root";
}

/** True where an earlier call, which may be root's, changes the owner of the volume first. */
function isHandedOver({ container, call }: OwnershipChange, volume: Volume, release: Release): boolean {
  if (othersBefore(container).some((other) => handovers(other, release).byVolume.has(volume))) return true;
  const { byVolume, places } = handovers(container, release);
  return (byVolume.get(volume) ?? Number.POSITIVE_INFINITY) < (places.get(call) ?? 0);
}

/** Where, among the changes of a container, one that may be root's changes the owner of a volume first; and where each call stands. */
interface Handovers {
  readonly byVolume: ReadonlyMap<Volume, number>;
  /** Equal scripts share their calls: the first place counts. */
  readonly places: ReadonlyMap<OwnershipChange["call"], number>;
}

/** Each target of a call asks. */
const HANDOVERS = new WeakMap<Container, Handovers>();

function handovers(container: Container, release: Release): Handovers {
  const known = HANDOVERS.get(container);
  if (known) return known;
  const byVolume = new Map<Volume, number>();
  const places = new Map<OwnershipChange["call"], number>();
  for (const [place, { call, user, targets }] of ownershipChanges(container, release).entries()) {
    if (!places.has(call)) places.set(call, place);
    if (user.root === false) continue;
    for (const { volume } of targets) if (volume && !byVolume.has(volume)) byVolume.set(volume, place);
  }
  const found = { byVolume, places };
  HANDOVERS.set(container, found);
  return found;
}

/** True where another container, which may be root, has the volume before: cp -a DIR/. gives its root away, too. */
const mayBePrepared = (container: Container, volume: Volume): boolean =>
  othersBefore(container).some(
    (other) =>
      processUser(other).root !== false &&
      other.mounts.some((mount) => mount.get("readOnly").boolean !== true && other.volumeOf(mount) === volume),
  );

/** The containers that have run, or may by then: those that start together wait for nobody, and start again. */
function othersBefore(container: Container): readonly Container[] {
  const { containers } = container.workload;
  if (container.role !== "main") return containers.slice(0, containers.indexOf(container));
  return containers.filter((other) => other !== container && other.role !== "ephemeral");
}

/** chmod and setfacl change what others may do: that takes another capability, FOWNER. */
export const givesAway = (verb: OwnershipChange["call"]["verb"]): boolean => verb === "chown" || verb === "chgrp";

/** Root may always leave its own files to itself, and give them to a group that it is in: only another user is refused for certain. */
const leavesRoot = (user: string | undefined): boolean => user !== undefined && !isRootName(user);

/** chmod 700 restores what a strict program asks for: a person who writes that knows whose files they are. */
const isTightening = (verb: string, mode: string | undefined): boolean =>
  verb === "chmod" && mode !== undefined && /^0?[0-7]00$/.test(mode);
