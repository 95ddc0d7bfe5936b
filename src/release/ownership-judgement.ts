import type { Container } from "../kubernetes/container.ts";
import { processUser } from "../kubernetes/process.ts";
import { givesWriting, opensToEveryone } from "../shell/mode.ts";
import type { OwnershipCall } from "../shell/ownership.ts";
import { type OwnershipChange, type OwnershipTarget, ownershipChanges } from "./ownership.ts";
import { type OwnershipFailure, ownershipFailure } from "./ownership-failure.ts";
import type { Release } from "./release.ts";

/**
 * What a change by hand amounts to, the gravest first. fails: the kernel refuses it, so the pod never starts. opens:
 * everybody may write afterwards. relied-on: nothing else gives the pod its disk. redundant: something else does.
 */
const VERDICTS = ["fails", "opens", "relied-on", "redundant"] as const;

export interface OwnershipJudgement {
  readonly verdict: (typeof VERDICTS)[number];
  readonly change: OwnershipChange;
  readonly target: OwnershipTarget;
  /** Where `verdict` is "fails". */
  readonly failure?: OwnershipFailure;
}

/** The gravest judgement of each volume that the container's command changes. */
export function ownershipJudgements(container: Container, release: Release): readonly OwnershipJudgement[] {
  const gravest = new Map<string, OwnershipJudgement>();
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
  const { container, call } = change;
  const { volume } = target;
  const { workload } = container;
  const failure = ownershipFailure(change, target, claims);
  if (failure) return { verdict: "fails", change, target, failure };
  // Another user reaches only what is its own.
  if (processUser(container).root === false || givesNothing(call)) return undefined;

  if (!volume)
    return workload.mayHaveVolume(target.mount.get("name").text ?? "")
      ? undefined
      : { verdict: "relied-on", change, target };
  if (volume.source === "emptyDir") return { verdict: "redundant", change, target };
  if (!volume.persistent || claims.ofVolume(workload, volume)?.group === "never") return undefined;
  if (call.mode !== undefined && opensToEveryone(call.mode)) return { verdict: "opens", change, target };
  const isGiven = workload.podSecurityContext.get("fsGroup").number !== undefined;
  return { verdict: isGiven ? "redundant" : "relied-on", change, target };
}

/** A mode that lets nobody else write, or an owner that is the process itself or root. */
function givesNothing({ verb, mode, recursive, user, group, ownIds }: OwnershipCall): boolean {
  if (verb === "chmod") return mode === undefined || !(opensToEveryone(mode) || (recursive && givesWriting(mode)));
  return ownIds || (isRoot(user) && isRoot(group));
}

const isRoot = (name: string | undefined): boolean => name === undefined || name === "root" || /^0+$/.test(name);
