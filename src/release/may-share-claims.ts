import { isClaim } from "../kubernetes/kinds.ts";
import { podDisks } from "../kubernetes/pod-disks.ts";
import { rawValue } from "../kubernetes/raw-value.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { member } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import type { Release } from "./release.ts";

/** True where the workload names a claim, and some claim of the input is for one node or pod. */
export const mayShareClaims = (workload: Workload, { release }: { readonly release: Release }): boolean =>
  hasExclusiveClaim(release) && podDisks(workload).claims.length > 0;

const hasExclusiveClaim = remembered(({ resources }: Release): boolean =>
  resources.some((resource) => {
    if (!isClaim(resource)) return false;
    const modes = member(member(rawValue(resource), "spec"), "accessModes");
    return Array.isArray(modes) && modes.every((mode) => mode === "ReadWriteOnce" || mode === "ReadWriteOncePod");
  }),
);
