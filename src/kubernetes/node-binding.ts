import type { NodeSelectorTerm, PodAffinityTerm } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
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
  const affinity = workload.pod.get("affinity").get("podAffinity");
  const terms: readonly Node<PodAffinityTerm>[] = [
    ...affinity.get("requiredDuringSchedulingIgnoredDuringExecution").items(),
    ...affinity
      .get("preferredDuringSchedulingIgnoredDuringExecution")
      .items()
      .map((term) => term.get("podAffinityTerm")),
  ];
  return terms.some(
    (term) => term.get("topologyKey").text === HOSTNAME && selects(term.get("labelSelector"), other.podLabels),
  );
}
