import { member } from "../yaml/node.ts";
import type { Workload } from "./workload.ts";

const LISTS = ["initContainers", "containers", "ephemeralContainers"];

/** True where a container of a pod that a person wrote meets the test, as it was read. */
export function someContainer({ pod }: Workload, test: (container: unknown) => boolean): boolean {
  const spec = pod.raw;
  return LISTS.some((name) => {
    const containers = member(spec, name);
    return Array.isArray(containers) && containers.some(test);
  });
}
