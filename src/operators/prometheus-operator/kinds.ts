import type { OperatedKind } from "../operator.ts";
import { alertmanager } from "./alertmanager.ts";
import { prometheus } from "./prometheus.ts";
import { prometheusAgent } from "./prometheus-agent.ts";
import { thanosRuler } from "./thanos-ruler.ts";

/** Read into the configuration of the others; no object of its own. */
const CONFIGURATION: OperatedKind = { workloads: () => [], services: () => [] };

const KINDS: ReadonlyMap<string, OperatedKind> = new Map([
  ["Alertmanager", alertmanager],
  ["AlertmanagerConfig", CONFIGURATION],
  ["PodMonitor", CONFIGURATION],
  ["Probe", CONFIGURATION],
  ["Prometheus", prometheus],
  ["PrometheusAgent", prometheusAgent],
  ["PrometheusRule", CONFIGURATION],
  ["ScrapeConfig", CONFIGURATION],
  ["ServiceMonitor", CONFIGURATION],
  ["ThanosRuler", thanosRuler],
]);

export const operatedKind = (kind: string): OperatedKind | undefined => KINDS.get(kind);
