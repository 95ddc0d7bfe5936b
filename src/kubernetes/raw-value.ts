import { member } from "../yaml/node.ts";
import type { Resource } from "./resource.ts";
import type { Workload } from "./workload.ts";

// Objects as they were read. To look through all of one, nodes for its fields would cost more than the look.

export const rawValue = ({ document, node }: Resource): unknown => node.base.reduce<unknown>(member, document.value);

/** The pod's spec, of what a person wrote. */
export const rawPod = ({ pod, resource }: Workload): unknown => pod.steps().reduce<unknown>(member, rawValue(resource));

/** The claim templates of a StatefulSet that a person wrote. */
export const rawTemplates = ({ kind, resource }: Workload): unknown =>
  kind === "StatefulSet" ? member(member(rawValue(resource), "spec"), "volumeClaimTemplates") : undefined;

/** Of all kinds, in the order in which they start. */
export function rawContainers(workload: Workload): readonly unknown[] {
  const pod = rawPod(workload);
  return CONTAINERS.reduce<readonly unknown[]>((all, name) => {
    const list = member(pod, name);
    return Array.isArray(list) ? all.concat(list) : all;
  }, []);
}

const CONTAINERS = ["initContainers", "containers", "ephemeralContainers"];
