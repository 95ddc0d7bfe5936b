import type { Workload } from "../kubernetes/workload.ts";
import type { Release } from "./release.ts";

/** True where the workload names a claim, and the input shows what some claim asks for. */
export const mayShareClaims = (workload: Workload, { release }: { readonly release: Release }): boolean =>
  workload.volumes.some(({ source }) => source === "persistentVolumeClaim") && release.has("", "PersistentVolumeClaim");
