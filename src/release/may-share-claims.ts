import { isClaim } from "../kubernetes/kinds.ts";
import { claimsNamedBy } from "../kubernetes/pod-disks.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { member } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import type { Release } from "./release.ts";

/** True where the workload names a claim, and some claim of the input is for one node or pod. */
export const mayShareClaims = (workload: Workload, { release }: { readonly release: Release }): boolean =>
  hasExclusiveClaim(release) && claimsNamedBy(workload).length > 0;

const hasExclusiveClaim = remembered(({ resources }: Release): boolean =>
  resources.some((resource) => {
    if (!isClaim(resource)) return false;
    const modes = member(member(resource.node.raw, "spec"), "accessModes");
    return Array.isArray(modes) && modes.every((mode) => mode === "ReadWriteOnce" || mode === "ReadWriteOncePod");
  }),
);
