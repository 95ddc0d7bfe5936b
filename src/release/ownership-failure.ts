import { mayHaveCapability, processUser } from "../kubernetes/process.ts";
import type { VolumeSource } from "../kubernetes/volume.ts";
import type { Claim, Claims } from "./claims.ts";
import type { OwnershipChange, OwnershipTarget } from "./ownership.ts";

/** Why the kernel certainly refuses a change. */
export type OwnershipFailure = "read-only" | "not-the-owner" | "no-capability";

/** kubelet mounts these read-only, whatever the mount says (pkg/volume/{configmap,secret,downwardapi,projected,image}). */
const READ_ONLY: ReadonlySet<VolumeSource> = new Set(["configMap", "downwardAPI", "image", "projected", "secret"]);

/** Their root belongs to root when it is first mounted; a share's root belongs to whomever the server says. */
const MADE_BY_ROOT: ReadonlySet<VolumeSource> = new Set([
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "volumeClaimTemplate",
]);

const isReadOnlySource = (source: VolumeSource): boolean => READ_ONLY.has(source);

/**
 * undefined where the change may succeed, or where nobody notices that it fails. Only a path that is certainly there
 * counts: a search that finds nothing changes nothing, and fails at nothing.
 */
export function ownershipFailure(
  { container, call }: OwnershipChange,
  target: OwnershipTarget,
  claims: Claims,
): OwnershipFailure | undefined {
  const { volume, mount, argument } = target;
  if (!volume || call.ignored || call.conditional || argument.reach !== "exact") return undefined;
  if (isReadOnlySource(volume.source) || isReadOnly(mount.get("readOnly").boolean, volume)) return "read-only";
  if (!MADE_BY_ROOT.has(volume.source) || isShared(claims.ofVolume(container.workload, volume))) return undefined;

  const user = processUser(container);
  if (user.root === true)
    return target.root && call.verb !== "chmod" && !mayHaveCapability(container, "CHOWN") && leavesRoot(call.user)
      ? "no-capability"
      : undefined;
  if (user.root === undefined || isTightening(call.verb, call.mode)) return undefined;
  if (target.root) return call.ownIds ? undefined : "not-the-owner";
  // A directory that the script has made itself belongs to its user, who may not give it away.
  const givesAway =
    call.verb === "chown" && call.user !== undefined && /^\d+$/.test(call.user) && Number(call.user) !== user.uid;
  return argument.made && givesAway && user.uid !== undefined ? "not-the-owner" : undefined;
}

/** A server, not the first mount, decides who owns the root of a share. */
const isShared = (claim: Claim | undefined): boolean =>
  claim?.driver?.kind === "shared" || claim?.driver?.kind === "mixed";

const isReadOnly = (mount: boolean | undefined, volume: NonNullable<OwnershipTarget["volume"]>): boolean =>
  mount === true || volume.node.get("persistentVolumeClaim").get("readOnly").boolean === true;

/** Root may always leave its own files to itself, and give them to a group that it is in: only another user is refused for certain. */
const leavesRoot = (user: string | undefined): boolean => user !== undefined && user !== "root" && !/^0+$/.test(user);

/** chmod 700 restores what a strict program asks for: a person who writes that knows whose files they are. */
const isTightening = (verb: string, mode: string | undefined): boolean =>
  verb === "chmod" && mode !== undefined && /^0?[0-7]00$/.test(mode);
