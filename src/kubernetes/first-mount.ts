import type { VolumeMount } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import type { Container } from "./container.ts";
import type { Workload } from "./workload.ts";

export interface Mounting {
  readonly container: Container;
  readonly mount: Node<VolumeMount>;
}

/** Where a volume of that name is mounted first, in the order in which containers start. */
export function firstMount({ containers }: Workload, name: string): Mounting | undefined {
  for (const container of containers)
    for (const mount of container.mounts) if (mount.get("name").text === name) return { container, mount };
  return undefined;
}
