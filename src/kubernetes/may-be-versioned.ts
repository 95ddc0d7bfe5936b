import { isMapping, member } from "../yaml/node.ts";
import type { Workload } from "./workload.ts";

export const VERSION_LABEL = "app.kubernetes.io/version";

/** True where the selector or a claim template may carry a version. */
export function mayBeVersioned({ resource, isMade }: Workload): boolean {
  if (isMade) return false;
  const spec = member(resource.node.raw, "spec");
  if (mayHoldVersion(member(member(spec, "selector"), "matchLabels"))) return true;
  const templates = member(spec, "volumeClaimTemplates");
  if (!Array.isArray(templates)) return false;
  return templates.some((template) => {
    const metadata = member(template, "metadata");
    return mayHoldVersion(member(metadata, "labels")) || mayHoldVersion(member(metadata, "annotations"));
  });
}

function mayHoldVersion(texts: unknown): boolean {
  if (!isMapping(texts)) return false;
  for (const name in texts) {
    const text = texts[name];
    if (typeof text === "string" && (name === VERSION_LABEL || /\d\.\d/.test(text))) return true;
  }
  return false;
}
