import type { DeploymentStrategy } from "kubernetes-types/apps/v1.js";
import type { HorizontalPodAutoscaler } from "kubernetes-types/autoscaling/v2.js";
import { isPinned, seeks } from "../kubernetes/node-binding.ts";
import { podCount } from "../kubernetes/pod-count.ts";
import { surgingStrategy } from "../kubernetes/rolling-update.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { type ClaimUse, exclusiveClaimUses } from "./claim-use.ts";
import { grouped } from "./grouped.ts";
import type { Release } from "./release.ts";

/**
 * Why a claim has more pods than it may have. pods: the workload runs several, or one on every node. autoscaler: it may
 * grow to several. workload: another one uses the claim too. surge: a rollout starts the new pod beside the old one.
 */
type Cause =
  | { readonly cause: "pods"; readonly pods: number; readonly source: Node<unknown> }
  | { readonly cause: "autoscaler"; readonly pods: number; readonly least: number; readonly source: Node<unknown> }
  | { readonly cause: "workload"; readonly other: ClaimUse }
  | { readonly cause: "surge"; readonly strategy: Node<DeploymentStrategy> };

/** At most one for a workload and a claim. */
export type ClaimConflict = Cause & {
  readonly use: ClaimUse;
  /** False where it depends on the nodes that the pods land on, or on when they run. */
  readonly certain: boolean;
};

/** What is wrong with how a workload of the release shares its claims. */
export function claimConflicts(workload: Workload, release: Release): readonly ClaimConflict[] {
  return conflictsOf(release).get(workload) ?? [];
}

/** Several rules ask of every workload; the release is searched once. */
const conflictsOf = remembered((release: Release) => grouped(search(release), ({ use }) => use.workload));

function* search(release: Release): Iterable<ClaimConflict> {
  const claims = exclusiveClaimUses(release);
  const scalers = claims.size > 0 ? autoscalers(release) : new Map<string, Growth>();
  const growth = ({ resource }: Workload) =>
    scalers.get(identity(release.namespaceOf(resource), resource.kind, resource.name));
  for (const uses of claims.values()) {
    const first = uses.find(stays);
    for (const use of uses) {
      const conflict = severalPods(use, growth(use.workload)) ?? (first && besideOther(use, first)) ?? surge(use);
      if (conflict) yield conflict;
    }
  }
}

/** Kinds whose pods hold a claim until somebody stops them. Jobs end, as hooks do: two of them take turns. */
const STAYS: ReadonlySet<string> = new Set([
  "DaemonSet",
  "Deployment",
  "Pod",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
]);

const stays = ({ workload }: ClaimUse): boolean => STAYS.has(workload.kind) && workload.resource.hooks.length === 0;

function severalPods(use: ClaimUse, growth: Growth | undefined): ClaimConflict | undefined {
  const { workload, onePod } = use;
  if (isTogether(use, use)) return undefined;
  const { pods = 1, at } = podCount(workload);
  // How many nodes a DaemonSet has is not in the input; what several pods of a Job do, they may do in turn.
  const certain = onePod && Number.isFinite(pods) && workload.kind !== "Job" && workload.kind !== "CronJob";
  if (pods > 1) return { use, cause: "pods", pods, source: at, certain };
  // An autoscaler does not rest below its least.
  return growth && { use, cause: "autoscaler", ...growth, certain: onePod && growth.least > 1 };
}

/** True where the pods meet on one node, which is enough but for ReadWriteOncePod. */
const isTogether = ({ workload: one, onePod }: ClaimUse, { workload: other }: ClaimUse): boolean =>
  !onePod && (isPinned(one) || isPinned(other) || seeks(one, other) || seeks(other, one));

interface Growth {
  readonly pods: number;
  readonly least: number;
  /** The field that asks for several. */
  readonly source: Node<number>;
}

/** Autoscalers that may make more than one pod, by what they scale. */
function autoscalers(release: Release): ReadonlyMap<string, Growth> {
  const scalers = new Map<string, Growth>();
  for (const resource of release.resources) {
    if (resource.group !== "autoscaling" || resource.kind !== "HorizontalPodAutoscaler") continue;
    const spec = resource.as<HorizontalPodAutoscaler>().get("spec");
    const target = spec.get("scaleTargetRef");
    const [min, max] = [spec.get("minReplicas"), spec.get("maxReplicas")];
    const [least, pods] = [min.number ?? 1, max.number ?? 0];
    if (pods < 2) continue;
    const scaled = identity(release.namespaceOf(resource), target.get("kind").text, target.get("name").text);
    scalers.set(scaled, { least, pods, source: least > 1 ? min : max });
  }
  return scalers;
}

const identity = (...parts: readonly (string | undefined)[]): string => parts.join("\0");

function besideOther(use: ClaimUse, first: ClaimUse): ClaimConflict | undefined {
  const { kind, resource } = use.workload;
  if (use === first || isTogether(use, first)) return undefined;
  // A Job may run before the other starts, as a hook may; a CronJob comes back for as long as the other stays.
  const meet = kind !== "Job" && resource.hooks.length === 0;
  return { use, cause: "workload", other: first, certain: use.onePod && meet };
}

function surge(use: ClaimUse): ClaimConflict | undefined {
  const strategy = surgingStrategy(use.workload);
  return strategy && !isTogether(use, use) ? { use, cause: "surge", strategy, certain: use.onePod } : undefined;
}
