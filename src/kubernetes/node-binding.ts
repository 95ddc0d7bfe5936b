import type { NodeSelectorTerm, PodAffinityTerm } from "kubernetes-types/core/v1.js";
import type { LabelSelector } from "kubernetes-types/meta/v1.js";
import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { selects } from "./label-selector.ts";
import type { Workload } from "./workload.ts";

const HOSTNAME = "kubernetes.io/hostname";

/** True where the pods can run on one node only. */
export function isPinned({ pod }: Workload): boolean {
  if (pod.get("nodeName").text || pod.get("nodeSelector").get(HOSTNAME).text) return true;
  const terms = pod
    .get("affinity")
    .get("nodeAffinity")
    .get("requiredDuringSchedulingIgnoredDuringExecution")
    .get("nodeSelectorTerms")
    .items();
  return terms.length === 1 && terms.every(namesOneNode);
}

const namesOneNode = (term: Node<NodeSelectorTerm>): boolean =>
  term
    .get("matchExpressions")
    .items()
    .some(
      (expression) =>
        expression.get("key").text === HOSTNAME &&
        expression.get("operator").text === "In" &&
        expression.get("values").items().length === 1,
    );

/** True where the pods of `workload` are to run on the node of the pods of `other`, which may be itself; wished for counts too. */
export function seeks(workload: Workload, other: Workload): boolean {
  const selectors = sought(workload);
  return selectors === "too many" || selectors.some((selector) => selects(selector, other.podLabels));
}

/** Nobody writes as many conditions, and each of many workloads is held against them: they may mean anybody. */
const MOST_CONDITIONS = 500;

/** Which pods the workload's own are to run beside, on one node. */
const sought = remembered(({ pod }: Workload): readonly Node<LabelSelector>[] | "too many" => {
  const affinity = pod.get("affinity").get("podAffinity");
  const terms: readonly Node<PodAffinityTerm>[] = [
    ...affinity.get("requiredDuringSchedulingIgnoredDuringExecution").items(),
    ...affinity
      .get("preferredDuringSchedulingIgnoredDuringExecution")
      .items()
      .map((term) => term.get("podAffinityTerm")),
  ];
  const selectors: Node<LabelSelector>[] = [];
  let conditions = 0;
  for (const term of terms) {
    if (term.get("topologyKey").text !== HOSTNAME) continue;
    const selector = term.get("labelSelector");
    conditions += 1 + selector.get("matchLabels").entries().length;
    for (const expression of selector.get("matchExpressions").items())
      conditions += 1 + expression.get("values").items().length;
    if (conditions > MOST_CONDITIONS) return "too many";
    selectors.push(selector);
  }
  return selectors;
});
