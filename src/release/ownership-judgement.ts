import type { Container } from "../kubernetes/container.ts";
import { mayHaveCapability, processUser } from "../kubernetes/process.ts";
import { givesWriting, opensToEveryone } from "../shell/mode.ts";
import type { OwnershipCall } from "../shell/ownership.ts";
import type { Claim } from "./claims.ts";
import { isRootName, type OwnershipChange, type OwnershipTarget, ownershipChanges } from "./ownership.ts";
import { givesAway, type OwnershipFailure, ownershipFailure } from "./ownership-failure.ts";
import { type PodSecurityRefusal, podSecurityRefusal } from "./pod-security-refusal.ts";
import type { Release } from "./release.ts";

/**
 * What a change by hand amounts to, the gravest first. fails: the kernel refuses it. refused: the namespace lets no such
 * pod in. squashed: a server takes root for nobody. without-effect: the owner comes from mount options. opens: everybody
 * may write afterwards. locked-out: it works once, and fails on what the first start has left. relied-on: nothing else
 * gives the pod its disk. redundant: something else does. stand-in: fsGroup cannot, but the driver has a way of its own.
 */
const VERDICTS = [
  "fails",
  "refused",
  "squashed",
  "without-effect",
  "opens",
  "locked-out",
  "relied-on",
  "redundant",
  "stand-in",
] as const;

interface Judged {
  readonly change: OwnershipChange;
  readonly target: OwnershipTarget;
  /** The disk behind the volume, where it has one. */
  readonly claim: Claim | undefined;
  /** False where it rests on facts that the input does not show: the user of an image, the owner of an older volume. */
  readonly certain: boolean;
}

export type OwnershipJudgement = Judged &
  (
    | { readonly verdict: "fails"; readonly failure: OwnershipFailure }
    | { readonly verdict: "refused"; readonly refusal: PodSecurityRefusal }
    | { readonly verdict: Exclude<(typeof VERDICTS)[number], "fails" | "refused"> }
  );

/** Whether there is one asks for as much as what it is. */
const JUDGED = new WeakMap<Container, readonly OwnershipJudgement[]>();

/** The gravest judgement of each volume that the container's commands change. */
export function ownershipJudgements(container: Container, release: Release): readonly OwnershipJudgement[] {
  let judged = JUDGED.get(container);
  if (!judged) {
    judged = judgementsOf(container, release);
    JUDGED.set(container, judged);
  }
  return judged;
}

function judgementsOf(container: Container, release: Release): readonly OwnershipJudgement[] {
  const gravest = new Map<string, OwnershipJudgement>();
  if (container.workload.isWindows || !processUser(container).starts) return [];
  for (const change of ownershipChanges(container, release))
    for (const target of change.targets) {
      const judgement = judge(change, target, release);
      const volume = target.mount.get("name").text ?? "";
      const other = gravest.get(volume);
      if (judgement && (!other || rank(judgement) < rank(other))) gravest.set(volume, judgement);
    }
  return [...gravest.values()];
}

const rank = ({ verdict }: OwnershipJudgement): number => VERDICTS.indexOf(verdict);

function judge(change: OwnershipChange, target: OwnershipTarget, release: Release): OwnershipJudgement | undefined {
  const { container, call, user } = change;
  const { volume } = target;
  const claim = volume && release.claims.ofVolume(container.workload, volume);
  const judged = { change, target, claim };
  const failure = ownershipFailure(change, target, release);
  if (failure) return { ...judged, verdict: "fails", failure, certain: failure.certain };
  // Another user reaches only what is its own.
  if (user.root === false || givesNothing(call)) return undefined;

  const isCertainlyRoot = user.root === true && call.runsAs === "container";
  const refusal = podSecurityRefusal(container, volume, isCertainlyRoot, release);
  if (refusal) return { ...judged, verdict: "refused", refusal, certain: true };
  if (!volume) {
    const mayBe = container.workload.mayHaveVolume(target.mount.get("name").text ?? "");
    return mayBe ? undefined : { ...judged, verdict: "relied-on", certain: true };
  }
  if (volume.source === "emptyDir") return { ...judged, verdict: "redundant", certain: true };
  return claim && !claim.disk.block ? judgeClaim({ ...judged, claim, target: { ...target, volume } }) : undefined;
}

type OnClaim = Omit<Judged, "certain"> & { readonly claim: Claim };

function judgeClaim(judged: OnClaim): OwnershipJudgement | undefined {
  const { change, claim } = judged;
  const { container, call } = change;
  const { disk, volume } = claim;
  if (isNfs(claim) && givesAway(call.verb))
    return call.ignored ? undefined : { ...judged, verdict: "squashed", certain: false };
  if (disk.driver?.ownerFromMount && !speaksNfs(claim)) return { ...judged, verdict: "without-effect", certain: false };
  const context = container.workload.podSecurityContext;
  const isAsked = context.get("fsGroup").number !== undefined;
  if (disk.rootOwner === "everybody") return { ...judged, verdict: "redundant", certain: false };
  if (disk.rootOwner === "given") return undefined;
  if (disk.group === "never")
    return disk.driver?.instead === undefined ? undefined : { ...judged, verdict: "stand-in", certain: false };
  if (call.mode !== undefined && opensToEveryone(call.mode) && !isSticky(call.mode))
    return { ...judged, verdict: "opens", certain: true };

  const needs = writersNeed(container, volume.name);
  if (needs === "nothing") return undefined;
  if (isAsked && disk.group !== "with-fstype") {
    // Where kubelet surely gives all of it to the group, root is a member and may enter.
    const isOpened = disk.group === "applied" && context.get("fsGroupChangePolicy").text !== "OnRootMismatch";
    if (!isOpened && failsOnRestart(change)) return { ...judged, verdict: "locked-out", certain: false };
    if (container.role === "init") return { ...judged, verdict: "redundant", certain: true };
  }
  return isOneOff(container) ? undefined : { ...judged, verdict: "relied-on", certain: needs === "it" };
}

/** What runs once changes owners once, as one does it where a disk moves to another user. */
const isOneOff = ({ role, workload }: Container): boolean =>
  role === "main" && (workload.kind === "Job" || workload.kind === "CronJob");

const isNfs = ({ persistentVolume, disk }: Claim): boolean =>
  persistentVolume !== undefined &&
  (persistentVolume.get("spec").get("nfs").state === "present" || disk.driver?.provisioner === "nfs.csi.k8s.io");

/** Azure's shares come through SMB or FUSE unless something asks for NFS, which has owners of its own. */
const speaksNfs = ({ persistentVolume, storageClass }: Claim): boolean =>
  [
    persistentVolume?.get("spec").get("csi").get("volumeAttributes"),
    storageClass?.as<{ readonly parameters: Readonly<Record<string, string>> }>().get("parameters"),
  ].some((fields) => /^nfs/i.test(fields?.get("protocol").text ?? ""));

/** CHOWN changes owners; entering a closed directory of another user takes DAC_OVERRIDE or DAC_READ_SEARCH. */
export const failsOnRestart = ({ container, call, user }: OwnershipChange): boolean =>
  call.recursive &&
  !call.ignored &&
  user.root === true &&
  !mayHaveCapability(container, "DAC_OVERRIDE") &&
  !mayHaveCapability(container, "DAC_READ_SEARCH");

/**
 * Whether what writes the volume later needs the change: another user than root does, root and nobody do not. Root that
 * goes on as another user leaves the pod's groups behind; a container that changes owners itself may be such a one.
 */
function writersNeed({ role, workload }: Container, volume: string): "it" | "maybe" | "nothing" {
  if (role !== "init") return "maybe";
  const writers = workload.containers.filter(
    (container) =>
      (container.role === "main" || container.role === "sidecar") &&
      container.mounts.some((mount) => mount.get("name").text === volume && mount.get("readOnly").boolean !== true),
  );
  const roots = writers.map((writer) => processUser(writer).root);
  if (roots.includes(false)) return "it";
  return roots.includes(undefined) ? "maybe" : "nothing";
}

/** A mode that lets nobody else write, or an owner that is the process itself or root. */
function givesNothing({ verb, mode, recursive, user, group, ownIds }: OwnershipCall): boolean {
  if (verb === "setfacl") return mode === undefined || !givesWriting(mode);
  if (mode !== undefined && (opensToEveryone(mode) || (recursive && givesWriting(mode)))) return false;
  return verb === "chmod" || ownIds || (isRoot(user) && isRoot(group));
}

/** As on /tmp: everybody may write, and nobody may touch what others wrote. */
const isSticky = (mode: string): boolean => /^0*[1357]\d{3}$/.test(mode) || (!mode.includes(":") && mode.includes("t"));

const isRoot = (name: string | undefined): boolean => name === undefined || isRootName(name);
