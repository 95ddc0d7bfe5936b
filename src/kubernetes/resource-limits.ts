import type { Node } from "../yaml/node.ts";
import type { Container } from "./container.ts";
import type { PodFields } from "./newer-fields.ts";
import { quantityValue } from "./quantity.ts";
import type { KubernetesVersion } from "./version.ts";
import type { Workload } from "./workload.ts";

/** What a container, or a whole pod, may use of a resource. */
export interface Limit {
  /** The container that has the limit; undefined for the pod's own. */
  readonly container: Container | undefined;
  readonly node: Node<string>;
  /** As it is written. */
  readonly text: string;
  /** NaN where nobody can tell, as of a placeholder. */
  readonly value: number;
}

/** undefined where there is none, which is also what zero means. */
export function limitOf(container: Container, resource: string): Limit | undefined {
  return limitAt(container.node.get("resources").get("limits").get(resource), container);
}

/** The limit of memory that all containers of the pod have together; older versions drop the field. */
export function podMemoryLimit({ pod }: Workload, { minor }: KubernetesVersion): Limit | undefined {
  if (minor < 34) return undefined;
  return limitAt((pod as Node<PodFields>).get("resources").get("limits").get("memory"), undefined);
}

/** The runtime class may add its overhead to the limits of the pod. */
export const mayHaveOverhead = ({ pod }: Workload): boolean =>
  pod.get("overhead").state === "present" || pod.get("runtimeClassName").state === "present";

/** What is written there, for the container or the whole pod; undefined for zero, too. */
export function limitAt(node: Node<string>, container: Container | undefined): Limit | undefined {
  if (node.state !== "present") return undefined;
  const value = quantityOf(node);
  return value === 0 ? undefined : { container, node, text: node.text ?? node.writtenText ?? "", value };
}

/** The number that a quantity is, written as a text or a number; NaN for what is none. */
export const quantityOf = ({ text, number }: Node<string>): number =>
  (text === undefined ? number : quantityValue(text)) ?? Number.NaN;
