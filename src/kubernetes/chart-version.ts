import type { ObjectMeta } from "kubernetes-types/meta/v1.js";
import type { Node } from "../yaml/node.ts";
import { VERSION_LABEL } from "./may-be-versioned.ts";

/** name-1.2.3, as charts label what they make; a plus is written as an underscore there. */
const CHART = /-(v?\d{1,9}\.\d{1,9}\.\d[\w.+-]{0,100})$/;

const CHART_LABELS: ReadonlySet<string> = new Set(["helm.sh/chart", "chart", "helm-chart", "app.kubernetes.io/chart"]);

/** The version of the chart that an object says it is made from; undefined where it does not say. */
export function chartVersionOf(metadata: Node<ObjectMeta>): string | undefined {
  for (const { name, value } of metadata.get("labels").entries())
    if (CHART_LABELS.has(name)) {
      const version = CHART.exec(value.text ?? "")?.[1];
      if (version !== undefined) return version;
    }
  return undefined;
}

/** Why a label or annotation has another value after an upgrade; undefined where nothing says that it has. */
export function changesWith(
  name: string,
  value: string,
  chartVersion: string | undefined,
): "version of the chart" | "version of the application" | undefined {
  if (CHART_LABELS.has(name) && CHART.test(value)) return "version of the chart";
  if (name === VERSION_LABEL && /\d/.test(value)) return "version of the application";
  const isVersioned = chartVersion !== undefined && (value === chartVersion || value.endsWith(`-${chartVersion}`));
  return isVersioned ? "version of the chart" : undefined;
}
