import type { PersistentVolumeClaim, PodTemplateSpec } from "kubernetes-types/core/v1.js";
import type { ObjectMeta } from "kubernetes-types/meta/v1.js";
import { governed, type Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import type { MadeManifest } from "../operator.ts";
import { orDefault } from "../or-default.ts";
import type { Instance } from "./fields.ts";

interface StatefulSetParts {
  readonly name: string;
  /** The Service that is made unless spec.serviceName names another. */
  readonly serviceName: string;
  readonly selector: Template<Record<string, string>>;
  readonly template: Template<PodTemplateSpec>;
  readonly claims: readonly Template<PersistentVolumeClaim>[];
}

export function statefulSet(instance: Node<Instance>, parts: StatefulSetParts): Template<MadeManifest> {
  const spec = instance.get("spec");
  const replicas = spec.get("replicas");
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: madeMetadata(instance, parts.name),
    spec: {
      replicas: (replicas.number ?? -1) < 0 ? governed(replicas, 1) : replicas,
      selector: { matchLabels: parts.selector },
      serviceName: orDefault(spec.get("serviceName"), parts.serviceName),
      template: parts.template,
      volumeClaimTemplates: parts.claims,
    },
  };
}

/** Its name is the resource's with a prefix, its namespace the resource's. */
export function madeMetadata(instance: Node<Instance>, name: string): Template<ObjectMeta> {
  const metadata = instance.get("metadata");
  return { name: governed<string>(metadata.get("name"), name), namespace: metadata.get("namespace") };
}
