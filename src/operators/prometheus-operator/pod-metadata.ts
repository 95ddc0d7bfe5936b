import { governed, type Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import { overlaid } from "../overlaid.ts";
import type { Instance } from "./fields.ts";

export const APP_LABEL = "app.kubernetes.io/name";
const VERSION_LABEL = "app.kubernetes.io/version";
export const DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

export type Labels = Readonly<Record<string, Template<string>>>;

/** By these the pods of one resource are told from all others. */
export const identityLabels = (instance: Node<Instance>, app: string): Labels => ({
  [APP_LABEL]: app,
  "app.kubernetes.io/instance": instance.get("metadata").get("name"),
  "app.kubernetes.io/managed-by": "prometheus-operator",
});

/** What is generated wins over spec.podMetadata, but for the version. The resource's own labels do not reach its pods. */
export function podMetadata(instance: Node<Instance>, labels: Labels, annotations: Labels) {
  const spec = instance.get("spec");
  const written = spec.get("podMetadata");
  const version = spec.get("version");
  const isVersioned = version.text !== undefined && written.get("labels").get(VERSION_LABEL).state === "absent";
  const versionLabel = isVersioned && { [VERSION_LABEL]: governed<string>(version, version.text.replace(/^v/, "")) };
  return {
    labels: overlaid(written.get("labels"), { ...versionLabel, ...labels }),
    annotations: overlaid(written.get("annotations"), annotations),
  };
}
