import { isMapping, member } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { containerLook } from "./container-look.ts";
import { isEverydayClaim } from "./everyday-claim.ts";
import { areAll, hasOnly, IN_SET, isEverydaySpec, isEverydayTemplate, OUTSIDE } from "./everyday-spec.ts";
import { isClaim } from "./kinds.ts";
import type { Resource } from "./resource.ts";
import type { Workload } from "./workload.ts";

// Most pods have nothing odd about their volumes, mounts and security contexts, and a look at the plain values sees that
// for a tenth of what the scans proper cost, and without their code. What is not plain enough is left to them; the scans
// and this look are held against each other by test/kubernetes/everyday-pod.test.ts.

/** True where something about the pod's storage may be wrong. Several rules ask. */
export const mayBeOdd = remembered((workload: Workload): boolean => !isEverydayPod(workload));

export const mayBeOddlyMounted = containerLook(mayBeOdd);

interface Objects {
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
}

/** True where a request for a disk may be wrong, or asks for a raw one. */
export const mayAskOddly = remembered(
  ({ resources, workloads }: Objects): boolean =>
    resources.some((resource) => isClaim(resource) && !isEverydayClaim(member(resource.node.raw, "spec"))) ||
    workloads.some((workload) => mayBeOdd(workload) && asksOddly(workload)),
);

/** Of a pod that has something odd about it, which need not be its claims. */
function asksOddly(workload: Workload): boolean {
  if (workload.isMade) return workload.volumes.some(({ request }) => request !== undefined);
  return (
    !areAll(workload.claimTemplates?.raw, isEverydayTemplate) ||
    !areAll(member(workload.pod.raw, "volumes"), (volume) => isMapping(volume) && volume["ephemeral"] === undefined)
  );
}

/** True where a claim of the input asks for a raw disk. */
export const asksForDevice = remembered(({ resources }: Objects): boolean =>
  resources.some(
    (resource) => isClaim(resource) && member(member(resource.node.raw, "spec"), "volumeMode") === "Block",
  ),
);

function isEverydayPod(workload: Workload): boolean {
  if (workload.isMade) return false;
  const { pod, claimTemplates } = workload;
  for (let holder = pod.parent; holder; holder = holder.parent)
    if (!hasOnly(holder.raw, claimTemplates && holder.step === "spec" ? IN_SET : OUTSIDE)) return false;
  return isEverydaySpec(pod.raw, claimTemplates?.raw);
}
