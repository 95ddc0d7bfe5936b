import type { PersistentVolumeClaim, Volume, VolumeMount } from "kubernetes-types/core/v1.js";
import { governed, merged, type Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import { orDefault } from "../or-default.ts";
import { overlaid } from "../overlaid.ts";
import type { StorageSpec } from "./fields.ts";

export interface DataVolume {
  /** Empty where a claim template holds the data. */
  readonly volumes: readonly Template<Volume>[];
  readonly claims: readonly Template<PersistentVolumeClaim>[];
  readonly mount: Template<VolumeMount>;
}

/**
 * Where the data is kept: emptyDir wins over ephemeral, ephemeral over volumeClaimTemplate
 * (pkg/prometheus/server/statefulset.go, makeStatefulSet; pkg/prometheus/common.go, VolumeClaimName).
 */
export function dataVolume(
  storage: Node<StorageSpec>,
  defaults: { readonly name: string; readonly mountPath: string; readonly subPath?: string },
): DataVolume {
  const claim = storage.get("volumeClaimTemplate");
  const source = (["emptyDir", "ephemeral"] as const).find((name) => storage.get(name).state === "present");
  const isStored = storage.state === "present";
  const isClaimed = isStored && !source;
  // The mount takes the template's name even where emptyDir or ephemeral wins over the template.
  const claimName = orDefault(claim.get("metadata").get("name"), defaults.name);
  return {
    volumes: isClaimed ? [] : [volumeOf(storage, source, defaults.name)],
    claims: isClaimed ? [claimTemplate(claim, claimName)] : [],
    mount: {
      name: isStored ? claimName : governed<string>(storage, defaults.name),
      mountPath: defaults.mountPath,
      ...(isStored && defaults.subPath && subPathOf(storage, defaults.subPath)),
    },
  };
}

/** Data in an emptyDir that nobody asked for is gone with the pod. */
function volumeOf(
  storage: Node<StorageSpec>,
  source: "emptyDir" | "ephemeral" | undefined,
  name: string,
): Template<Volume> {
  return source
    ? governed<Volume>(storage.get(source), { name, [source]: storage.get(source) })
    : governed<Volume>(storage, { name, emptyDir: {} });
}

/** Of the metadata the CRD has just name, labels and annotations. */
function claimTemplate(claim: Node<PersistentVolumeClaim>, name: Template<string>): Template<PersistentVolumeClaim> {
  const metadata = claim.get("metadata");
  const spec = claim.get("spec");
  return merged<PersistentVolumeClaim>(claim, {
    apiVersion: claim.get("apiVersion"),
    kind: claim.get("kind"),
    metadata: merged(metadata, { name, labels: metadata.get("labels"), annotations: metadata.get("annotations") }),
    spec: overlaid(spec, { accessModes: orDefault(spec.get("accessModes"), ["ReadWriteOnce"]) }),
  });
}

function subPathOf(storage: Node<StorageSpec>, subPath: string): Template<VolumeMount> | undefined {
  const disabled = storage.get("disableMountSubPath");
  return disabled.boolean ? undefined : { subPath: governed<string>(disabled, subPath) };
}
