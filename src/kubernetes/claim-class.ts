import type { PersistentVolume, PersistentVolumeClaim } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import { CLASS_ANNOTATION } from "./class-annotation.ts";
import { isStorageClass } from "./kinds.ts";
import type { Resource } from "./resource.ts";

const DEFAULT_CLASS = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
] as const;

/**
 * Where a claim names the class that it asks for, or a volume the one that it passes for; empty text is that of volumes
 * made by hand. undefined where neither field nor annotation holds a text.
 */
export function askedClass(object: Node<PersistentVolumeClaim | PersistentVolume>): Node<string> | undefined {
  const annotation = object.get("metadata").get("annotations").get(CLASS_ANNOTATION);
  const at = annotation.state === "present" ? annotation : object.get("spec").get("storageClassName");
  return at.text === undefined ? undefined : at;
}

/** True for the class of claims that name none. */
export const isDefaultClass = (resource: Resource): boolean =>
  isStorageClass(resource) &&
  DEFAULT_CLASS.some((name) => resource.node.get("metadata").get("annotations").get(name).text === "true");

/**
 * True of a claim of a certain volume, or of one with certain labels, which waits for a person: no class makes a disk for
 * it. An empty volume name is none.
 */
export function isMadeByHand(request: Node<PersistentVolumeClaim>): boolean {
  const spec = request.get("spec");
  return askedClass(request)?.text === "" || !!spec.get("volumeName").text || spec.get("selector").state === "present";
}
