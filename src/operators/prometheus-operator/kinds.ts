import type { OperatedKind } from "../operator.ts";
import { alertmanager } from "./alertmanager.ts";
import { prometheus } from "./prometheus.ts";
import { prometheusAgent } from "./prometheus-agent.ts";
import { thanosRuler } from "./thanos-ruler.ts";

const KINDS: ReadonlyMap<string, OperatedKind> = new Map([
  ["Alertmanager", alertmanager],
  ["Prometheus", prometheus],
  ["PrometheusAgent", prometheusAgent],
  ["ThanosRuler", thanosRuler],
]);

/** The kinds that become pods. */
export const operatedKind = (kind: string): OperatedKind | undefined => KINDS.get(kind);
