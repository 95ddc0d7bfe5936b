import type { PersistentVolumeClaim } from "kubernetes-types/core/v1.js";
import type { Volume } from "../kubernetes/volume.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { Node } from "../yaml/node.ts";
import type { Release } from "./release.ts";

/** The claim behind a volume: its template, or the claim of the input that it names. undefined where that lies outside. */
export function requestedClaim(
  release: Release,
  workload: Workload,
  { request, claimName }: Volume,
): Node<PersistentVolumeClaim> | undefined {
  if (request || claimName === undefined) return request;
  const namespace = release.namespaceOf(workload.resource);
  return release.find("", "PersistentVolumeClaim", namespace, claimName)?.as<PersistentVolumeClaim>();
}
