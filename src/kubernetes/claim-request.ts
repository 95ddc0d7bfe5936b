import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import { isClaim } from "./kinds.ts";
import { misplacedFields, nameOf } from "./misplaced-fields.ts";
import type { Resource } from "./resource.ts";
import type { Workload } from "./workload.ts";

export interface Objects {
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
}

/** Text that asks for a disk: a claim, the template of one in a StatefulSet, or that of a pod's ephemeral volume. */
export interface ClaimRequest {
  readonly source: "claim" | "claim template" | "ephemeral volume";
  /** The claim's, the template's or the volume's. */
  readonly name: string;
  readonly node: Node<PersistentVolumeClaim>;
  readonly spec: Node<PersistentVolumeClaimSpec>;
  /** The object that the API server is handed, and that an operator may have made. */
  readonly kind: string;
  readonly object: string;
  /** Completes a sentence: claim template "data" of StatefulSet/web. */
  readonly label: string;
  /** The custom resource of which an operator made the object; undefined where a person wrote it. */
  readonly madeOf: Resource | undefined;
}

/** Every request for a disk that the input shows. */
export function* claimRequests({ resources, workloads }: Objects): Iterable<ClaimRequest> {
  for (const resource of resources) {
    if (!isClaim(resource)) continue;
    const node = resource.as<PersistentVolumeClaim>();
    const { name, kind } = resource;
    const label = name === "" ? resource.label : `claim "${name}"`;
    yield { source: "claim", name, node, spec: node.get("spec"), kind, object: name, label, madeOf: undefined };
  }
  for (const workload of workloads) {
    // The claim of a custom resource whose claim template stands elsewhere lacks all of it: that is one fault.
    if (workload.isMade && misplacedFields(workload).some((field) => nameOf(field).startsWith("volumeClaimTemplate")))
      continue;
    for (const { source: from, name, request } of workload.volumes) {
      if (!request) continue;
      const source = from === "ephemeral" ? "ephemeral volume" : "claim template";
      yield {
        source,
        name,
        node: request,
        spec: request.get("spec"),
        kind: workload.kind,
        object: workload.name,
        label: `${source}${name === "" ? "" : ` "${name}"`} of ${workload.label}`,
        madeOf: workload.isMade ? workload.resource : undefined,
      };
    }
  }
}
