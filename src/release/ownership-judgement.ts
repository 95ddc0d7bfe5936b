import type { Container } from "../kubernetes/container.ts";
import { processUser } from "../kubernetes/process.ts";
import { givesWriting, opensToEveryone } from "../shell/mode.ts";
import type { OwnershipCall } from "../shell/ownership.ts";
import type { Claim } from "./claims.ts";
import { isRootName, type OwnershipChange, type OwnershipTarget, ownershipChanges } from "./ownership.ts";
import { type OwnershipFailure, ownershipFailure } from "./ownership-failure.ts";
import type { Release } from "./release.ts";

/**
 * What a change by hand amounts to, the gravest first. fails: the kernel refuses it, so the pod never starts. opens:
 * everybody may write afterwards. relied-on: nothing else gives the pod its disk. redundant: something else does.
 */
const VERDICTS = ["fails", "opens", "relied-on", "redundant"] as const;

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
    | { readonly verdict: Exclude<(typeof VERDICTS)[number], "fails"> }
  );

/** The gravest judgement of each volume that the container's command changes. */
export function ownershipJudgements(container: Container, release: Release): readonly OwnershipJudgement[] {
  const gravest = new Map<string, OwnershipJudgement>();
  if (container.workload.isWindows || !processUser(container).starts) return [];
  for (const change of ownershipChanges(container))
    for (const target of change.targets) {
      const judgement = judge(change, target, release);
      const volume = target.mount.get("name").text ?? "";
      const other = gravest.get(volume);
      if (judgement && (!other || rank(judgement) < rank(other))) gravest.set(volume, judgement);
    }
  return [...gravest.values()];
}

const rank = ({ verdict }: OwnershipJudgement): number => VERDICTS.indexOf(verdict);

function judge(change: OwnershipChange, target: OwnershipTarget, { claims }: Release): OwnershipJudgement | undefined {
  const { container, call, user } = change;
  const { workload } = container;
  const { volume } = target;
  const claim = volume && claims.ofVolume(workload, volume);
  const judged = { change, target, claim };
  const failure = ownershipFailure(change, target, claims);
  if (failure) return { ...judged, verdict: "fails", failure, certain: failure.certain };
  // Another user reaches only what is its own.
  if (user.root === false || givesNothing(call)) return undefined;

  if (!volume) {
    const mayBe = workload.mayHaveVolume(target.mount.get("name").text ?? "");
    return mayBe ? undefined : { ...judged, verdict: "relied-on", certain: true };
  }
  if (volume.source === "emptyDir") return { ...judged, verdict: "redundant", certain: true };
  if (!claim || claim.disk.block || claim.disk.group === "never" || claim.disk.rootOwner === "given") return undefined;
  if (call.mode !== undefined && opensToEveryone(call.mode) && !isSticky(call.mode))
    return { ...judged, verdict: "opens", certain: true };

  const isAsked = workload.podSecurityContext.get("fsGroup").number !== undefined;
  const isGiven = isAsked && claim.disk.group !== "with-fstype";
  if (isGiven || claim.disk.rootOwner === "everybody") return { ...judged, verdict: "redundant", certain: isGiven };
  const needs = writersNeed(container, volume.name);
  return needs === "nothing" ? undefined : { ...judged, verdict: "relied-on", certain: needs === "it" };
}

/** Whether what writes the volume later needs the change: another user than root does; root and nobody do not. */
function writersNeed({ workload }: Container, volume: string): "it" | "maybe" | "nothing" {
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
  if (verb === "chmod") return mode === undefined || !(opensToEveryone(mode) || (recursive && givesWriting(mode)));
  return ownIds || (isRoot(user) && isRoot(group));
}

/** As on /tmp: everybody may write, and nobody may touch what others wrote. */
const isSticky = (mode: string): boolean => /^[1357]\d{3}$/.test(mode) || mode.includes("t");

const isRoot = (name: string | undefined): boolean => name === undefined || isRootName(name);
