import type { Workload } from "../kubernetes/workload.ts";
import type { Release } from "./release.ts";

/** The annotations of a Namespace that hold what OpenShift allots to it. */
const USERS = "openshift.io/sa.scc.uid-range";
const GROUPS = "openshift.io/sa.scc.supplemental-groups";

/** Where the range for all namespaces begins, as long as nobody changed it (openshift/api, security: uidAllocatorRange). */
const FIRST = 1_000_000_000;

/**
 * True where the namespace's annotations allot the id, or it is as high as the ids that OpenShift allots. Without groups of
 * its own the namespace has its users', and of all groups the first alone serves as fsGroup
 * (openshift/apiserver-library-go: securitycontextconstraints/sccmatching/matcher.go, getPreallocatedFSGroup).
 */
export function mayBeAllotted(
  id: number,
  field: "runAsUser" | "fsGroup",
  workload: Workload,
  release: Release,
): boolean {
  if (id >= FIRST) return true;
  const namespace = release.find("", "Namespace", "", release.namespaceOf(workload.resource));
  const annotations = namespace?.node.get("metadata").get("annotations");
  const users = annotations?.get(USERS).text ?? "";
  if (field === "runAsUser") return isWithin(id, users);
  const [, first] = RANGE.exec(annotations?.get(GROUPS).text ?? users) ?? [];
  return id === Number(first);
}

/** 1000/20, which are twenty, or 1000-1019. */
const RANGE = /^\s*(\d{1,10})([-/])(\d{1,10})/;

function isWithin(id: number, range: string): boolean {
  const [, from, mark, to] = RANGE.exec(range) ?? [];
  const first = Number(from);
  return id >= first && id <= (mark === "/" ? first + Number(to) - 1 : Number(to));
}
