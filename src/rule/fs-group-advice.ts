import type { Workload } from "../kubernetes/workload.ts";
import type { Release } from "../release/release.ts";
import { volumeGroup } from "../release/volume-group.ts";

/** set spec.securityContext.fsGroup to 2000 (its runAsGroup), with fsGroupChangePolicy "OnRootMismatch" */
export function fsGroupAdvice(workload: Workload, release: Release): string {
  const at = workload.podSecurityContext.get("fsGroup");
  const group = volumeGroup(workload, release);
  const to = group ? `${group.gid} (${group.why})` : "the group of the process";
  const caution = group?.caution === undefined ? "" : `; ${group.caution}`;
  return `set ${at.fieldPath} to ${to}, with fsGroupChangePolicy "OnRootMismatch"${caution}`;
}
