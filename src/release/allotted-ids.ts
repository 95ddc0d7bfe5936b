import type { Workload } from "../kubernetes/workload.ts";
import type { Release } from "./release.ts";

/** The annotations of a Namespace that hold what OpenShift allots to it. */
const RANGES = { runAsUser: "openshift.io/sa.scc.uid-range", fsGroup: "openshift.io/sa.scc.supplemental-groups" };

/** Where the range for all namespaces begins, as long as nobody changed it (openshift/api, security: uidAllocatorRange). */
const FIRST = 1_000_000_000;

/** True where the id may be of the namespace's own range: its annotation says so, or the id is as high as those are. */
export function mayBeAllotted(id: number, field: keyof typeof RANGES, workload: Workload, release: Release): boolean {
  if (id >= FIRST) return true;
  const namespace = release.find("", "Namespace", "", release.namespaceOf(workload.resource));
  const ranges = namespace?.node.get("metadata").get("annotations").get(RANGES[field]).text ?? "";
  return ranges.split(",").some((range) => isWithin(id, range));
}

/** 1000/20, which are twenty, or 1000-1019. */
function isWithin(id: number, range: string): boolean {
  const [, from, mark, to] = /^\s*(\d{1,10})([-/])(\d{1,10})\s*$/.exec(range) ?? [];
  const first = Number(from);
  return id >= first && id <= (mark === "/" ? first + Number(to) - 1 : Number(to));
}
