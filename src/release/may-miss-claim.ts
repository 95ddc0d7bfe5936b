import { isClaim } from "../kubernetes/kinds.ts";
import { claimsNamedBy } from "../kubernetes/pod-disks.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { Release } from "./release.ts";

/** True where the workload names a claim that the input does not hold under that very name and namespace. */
export const mayMissClaim = (workload: Workload, { release }: { readonly release: Release }): boolean =>
  claimsNamedBy(workload).some(
    (name) => !release.find("", "PersistentVolumeClaim", release.namespaceOf(workload.resource), name),
  );

/** True where the input has pods, and a claim that none of them names in the very namespace. */
export function mayHoldIdleClaim(release: Release): boolean {
  const { resources, workloads } = release;
  const claims = resources.filter(isClaim);
  if (claims.length === 0 || workloads.length === 0) return false;
  const named = new Set(
    workloads.flatMap((workload) => {
      const namespace = release.namespaceOf(workload.resource);
      return claimsNamedBy(workload).map((name) => `${namespace}/${name}`);
    }),
  );
  return claims.some((claim) => !named.has(`${release.namespaceOf(claim)}/${claim.name}`));
}
