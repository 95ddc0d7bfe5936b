import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { mayBeMistyped } from "./may-be-mistyped.ts";
import type { Resource } from "./resource.ts";
import type { SuspectValue } from "./suspect-value.ts";
import { suspectsIn } from "./suspects-in.ts";
import type { Workload } from "./workload.ts";

interface Objects {
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
}

/**
 * In the objects of the input, and in the workloads that operators make of them. Looked for once: several rules ask, each
 * for its own kind of value.
 */
export const suspectValues = remembered(({ resources, workloads }: Objects): readonly SuspectValue[] => [
  ...resources.flatMap((resource) => suspects(resource, resource.node, resource.node.raw)),
  ...workloads.flatMap(({ isMade, resource, node }) => (isMade ? suspects(resource, node, node.json) : NONE)),
]);

const NONE: readonly SuspectValue[] = [];

const suspects = (resource: Resource, root: Node<unknown>, value: unknown): readonly SuspectValue[] =>
  mayBeMistyped(value) ? suspectsIn(resource, root, value) : NONE;
