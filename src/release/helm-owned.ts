import type { Resource } from "../kubernetes/resource.ts";
import { helmSourceOf } from "./helm-source.ts";

/** What charts print on their objects; "heritage" is of Helm 2. */
const LABELS: Readonly<Record<string, RegExp>> = {
  "app.kubernetes.io/managed-by": /^Helm$/,
  heritage: /^(Helm|Tiller)$/,
  "helm.sh/chart": /./,
};

/** True where Helm makes the object and deletes it with its release: it is from a chart, and no hook. */
export const isHelmOwned = (resource: Resource): boolean =>
  resource.hooks.length === 0 &&
  (helmSourceOf(resource.document) !== undefined ||
    resource.node
      .get("metadata")
      .get("labels")
      .entries()
      .some(({ name, value }) => Object.hasOwn(LABELS, name) && LABELS[name]?.test(value.text ?? "")));
