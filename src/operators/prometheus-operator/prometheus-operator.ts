import type { OperatedKind, Operator } from "../operator.ts";
import { operatedKind } from "./kinds.ts";

/** Kinds that are read into the configuration of the others, and become no object. */
const CONFIGURATIONS: ReadonlySet<string> = new Set([
  "AlertmanagerConfig",
  "PodMonitor",
  "Probe",
  "PrometheusRule",
  "ScrapeConfig",
  "ServiceMonitor",
]);
const NOTHING: OperatedKind = { workloads: () => [], services: () => [] };

export const prometheusOperator: Operator = {
  name: "prometheus-operator",
  group: "monitoring.coreos.com",
  kind: (name) => (CONFIGURATIONS.has(name) ? NOTHING : operatedKind(name)),
};
