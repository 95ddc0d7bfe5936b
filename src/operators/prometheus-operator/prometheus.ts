import type { Node } from "../../yaml/node.ts";
import type { OperatedKind } from "../operator.ts";
import type { Instance, PrometheusSpec } from "./fields.ts";
import { webPortName } from "./generated-container.ts";
import { governingService } from "./governing-service.ts";
import { logFile } from "./log-file.ts";
import { prometheusData, prometheusLabels, prometheusPod } from "./prometheus-pod.ts";
import { ruleFiles } from "./rule-files.ts";
import { shardsOf } from "./shards.ts";
import { thanosSidecar } from "./thanos-sidecar.ts";

const APP = "prometheus";
const SERVICE = "prometheus-operated";

/** monitoring.coreos.com/v1 Prometheus becomes a StatefulSet a shard (pkg/prometheus/server/statefulset.go, v0.93). */
export const prometheus: OperatedKind = {
  workloads(resource) {
    const instance = resource.as<Instance<PrometheusSpec>>();
    const spec = instance.get("spec");
    const base = `prometheus-${resource.name}`;
    const data = prometheusData(spec, base);
    const pod = prometheusPod(spec, {
      base,
      data,
      rules: ruleFiles(base, "/etc/prometheus/rules", { optional: true }),
      log: logFile(spec),
      ...(hasThanos(spec) && { thanos: thanosSidecar(spec.get("thanos"), base, data) }),
    });
    const labels = { ...prometheusLabels(instance, APP), prometheus: instance.get("metadata").get("name") };
    return shardsOf(instance, { base, serviceName: SERVICE, labels, data, pod });
  },
  services(resource) {
    const instance = resource.as<Instance<PrometheusSpec>>();
    const web = webPortName(instance.get("spec"));
    const grpc = { name: "grpc", port: 10901, targetPort: "grpc" };
    const ports = [{ name: web, port: 9090, targetPort: web }, ...(hasThanos(instance.get("spec")) ? [grpc] : [])];
    return governingService(instance, { name: SERVICE, app: APP, ports });
  },
};

const hasThanos = (spec: Node<PrometheusSpec>): boolean => spec.get("thanos").state === "present";
