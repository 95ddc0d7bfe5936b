import type { PodTemplateSpec } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import type { Manifest } from "./manifest.ts";

type Shape = (manifest: Node<Manifest>) => Node<PodTemplateSpec>;

const inSpec: Shape = (manifest) => manifest.get("spec").get("template");
/** A Pod reads like a template: metadata and spec stand in the same places. */
const itself: Shape = (manifest) => manifest as unknown as Node<PodTemplateSpec>;

const SHAPES: Readonly<Record<string, Shape>> = {
  "v1/Pod": itself,
  "v1/PodTemplate": (manifest) => manifest.get("template"),
  "v1/ReplicationController": inSpec,
  "apps/v1/DaemonSet": inSpec,
  "apps/v1/Deployment": inSpec,
  "apps/v1/ReplicaSet": inSpec,
  "apps/v1/StatefulSet": inSpec,
  "batch/v1/CronJob": (manifest) => manifest.get("spec").get("jobTemplate").get("spec").get("template"),
  "batch/v1/Job": inSpec,
};

/** Where a built-in kind holds its pod; undefined for a kind that holds none. */
export function podTemplateOf(manifest: Node<Manifest>): Node<PodTemplateSpec> | undefined {
  const kind = `${manifest.get("apiVersion").text}/${manifest.get("kind").text}`;
  return Object.hasOwn(SHAPES, kind) ? SHAPES[kind]?.(manifest) : undefined;
}
