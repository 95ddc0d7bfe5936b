import { CLASS_ANNOTATION } from "../kubernetes/class-annotation.ts";
import { mayBeOdd } from "../kubernetes/everyday-pod.ts";
import { isClaim } from "../kubernetes/kinds.ts";
import { member } from "../yaml/node.ts";
import type { Release } from "./release.ts";

/** True where a claim or a claim template of the input names a class that the input does not hold. */
export const namesClassElsewhere = (release: Release): boolean =>
  release.resources.some((resource) => {
    if (isClaim(resource)) return isElsewhere(resource.node.raw, release);
    if (resource.kind !== "StatefulSet") return false;
    const templates = member(member(resource.node.raw, "spec"), "volumeClaimTemplates");
    return Array.isArray(templates) && templates.some((template) => isElsewhere(template, release));
  }) ||
  // Ephemeral volumes, and what operators make, are never everyday.
  release.workloads.some(
    (workload) =>
      mayBeOdd(workload) &&
      workload.volumes.some(({ request }) => request !== undefined && isElsewhere(request.json, release)),
  );

const isElsewhere = (claim: unknown, release: Release): boolean =>
  isMissing(member(member(claim, "spec"), "storageClassName"), release) ||
  isMissing(member(member(member(claim, "metadata"), "annotations"), CLASS_ANNOTATION), release);

const isMissing = (name: unknown, release: Release): boolean =>
  typeof name === "string" && name !== "" && release.find("storage.k8s.io", "StorageClass", "", name) === undefined;
