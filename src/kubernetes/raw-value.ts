import { member } from "../yaml/node.ts";
import type { Resource } from "./resource.ts";
import type { Workload } from "./workload.ts";

// Objects as they were read. To look through all of one, nodes for its fields would cost more than the look.

export const rawValue = ({ document, node }: Resource): unknown => node.base.reduce<unknown>(member, document.value);

/** The pod's spec, of what a person wrote. */
export function rawPod({ pod, resource }: Workload): unknown {
  let value = rawValue(resource);
  for (const step of pod.steps()) value = member(value, step);
  return value;
}

/** The claim templates of a StatefulSet that a person wrote. */
export const rawTemplates = ({ kind, resource }: Workload): unknown =>
  kind === "StatefulSet" ? member(member(rawValue(resource), "spec"), "volumeClaimTemplates") : undefined;
