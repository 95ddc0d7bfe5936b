import type { Node } from "../yaml/node.ts";
import type { Manifest } from "./manifest.ts";

/** Helm reads hooks from this annotation, several split by commas (helm.sh/helm pkg/release/v1/hook.go). */
const ANNOTATION = "helm.sh/hook";

export function hooksOf(resource: Node<Manifest>): readonly string[] {
  const text = resource.get("metadata").get("annotations").get(ANNOTATION).text;
  return text === undefined ? [] : text.split(",").flatMap((hook) => hook.trim() || []);
}
