import type { VolumeMount } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import type { Container } from "./container.ts";
import type { Workload } from "./workload.ts";

interface Mounting {
  readonly container: Container;
  readonly mount: Node<VolumeMount>;
}

/** For the other side of what is wrong with the volume of that name. */
export function mountedHere(workload: Workload, name: string): readonly { at: Node<string>; label: string }[] {
  const mounting = firstMount(workload, name);
  return mounting ? [{ at: mounting.mount.get("name"), label: `${mounting.container.label} mounts it here` }] : [];
}

/** Where a volume of that name is mounted first, in the order in which containers start. */
export const firstMount = (workload: Workload, name: string): Mounting | undefined => firstMounts(workload).get(name);

/**
 * False for a volume that kubelet passes over, because no container mounts it: whatever is wrong with its source keeps no
 * pod from starting (pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go, processPodVolumes).
 */
export const isMounted = (workload: Workload, name: string): boolean => firstMounts(workload).has(name);

const firstMounts = remembered(({ containers }: Workload): ReadonlyMap<string, Mounting> => {
  const found = new Map<string, Mounting>();
  for (const container of containers)
    for (const mount of container.mounts) {
      const { text } = mount.get("name");
      if (text !== undefined && !found.has(text)) found.set(text, { container, mount });
    }
  return found;
});
