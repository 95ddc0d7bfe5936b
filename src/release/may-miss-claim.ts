import type { Workload } from "../kubernetes/workload.ts";
import type { Release } from "./release.ts";

/** True where the workload names a claim that the input does not hold under that very name and namespace. */
export const mayMissClaim = (workload: Workload, { release }: { readonly release: Release }): boolean =>
  workload.volumes.some(
    ({ source, claimName }) =>
      source === "persistentVolumeClaim" &&
      !!claimName &&
      !release.find("", "PersistentVolumeClaim", release.namespaceOf(workload.resource), claimName),
  );
