import { rawValue } from "../kubernetes/raw-value.ts";
import { member } from "../yaml/node.ts";
import type { Release } from "./release.ts";

/** True where a claim or a claim template of the input names a class that the input does not hold. */
export const namesClassElsewhere = (release: Release): boolean =>
  release.resources.some((resource) => {
    if (resource.kind === "PersistentVolumeClaim") return isElsewhere(member(rawValue(resource), "spec"), release);
    if (resource.kind !== "StatefulSet") return false;
    const templates = member(member(rawValue(resource), "spec"), "volumeClaimTemplates");
    return Array.isArray(templates) && templates.some((template) => isElsewhere(member(template, "spec"), release));
  }) ||
  // Ephemeral volumes, and what operators make, are few.
  release.workloads.some(({ isMade, kind, volumes }) =>
    volumes.some(
      ({ source, request }) =>
        (isMade || kind !== "StatefulSet" || source === "ephemeral") &&
        request !== undefined &&
        isMissing(request.get("spec").get("storageClassName").text, release),
    ),
  );

const isElsewhere = (spec: unknown, release: Release): boolean => isMissing(member(spec, "storageClassName"), release);

const isMissing = (name: unknown, release: Release): boolean =>
  typeof name === "string" && name !== "" && release.find("storage.k8s.io", "StorageClass", "", name) === undefined;
