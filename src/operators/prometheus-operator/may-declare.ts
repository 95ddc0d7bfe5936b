import type { Node } from "../../yaml/node.ts";
import { isSet } from "../or-default.ts";
import type { Instance } from "./fields.ts";
import type { MountedVolumes } from "./mounted-volumes.ts";

/** The name of the resource is in most names of volumes: where the API server generates it, nothing is certain. */
export function mayDeclareOf(instance: Node<Instance>, parts: readonly MountedVolumes[]): (volume: string) => boolean {
  const isNamed = isSet(instance.get("metadata").get("name"));
  return (volume) => !isNamed || parts.some((part) => part.mayDeclare?.(volume));
}
