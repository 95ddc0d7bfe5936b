import type { Operator } from "../operator.ts";
import { operatedKind } from "./kinds.ts";

export const prometheusOperator: Operator = {
  name: "prometheus-operator",
  group: "monitoring.coreos.com",
  kind: (name) => operatedKind(name),
};
