import type { Node } from "../../yaml/node.ts";
import type { MadeWorkload, OperatedKind } from "../operator.ts";
import type { Instance, PrometheusAgentSpec } from "./fields.ts";
import { webPortName } from "./generated-container.ts";
import { governingService } from "./governing-service.ts";
import { logFile } from "./log-file.ts";
import { mayDeclareOf } from "./may-declare.ts";
import { prometheusData, prometheusLabels, prometheusMetadata, prometheusPod } from "./prometheus-pod.ts";
import { shardsOf } from "./shards.ts";
import { madeMetadata } from "./stateful-set.ts";

const APP = "prometheus-agent";
const SERVICE = "prometheus-agent-operated";

type Agent = Node<Instance<PrometheusAgentSpec>>;

/** monitoring.coreos.com/v1alpha1 PrometheusAgent becomes a StatefulSet a shard, or one DaemonSet (pkg/prometheus/agent). */
export const prometheusAgent: OperatedKind = {
  workloads(resource) {
    const agent = resource.as<Instance<PrometheusAgentSpec>>();
    const base = `prom-agent-${resource.name}`;
    if (isOnEveryNode(agent)) return [daemonSet(agent, base)];
    const spec = agent.get("spec");
    const data = prometheusData(spec, base);
    const pod = prometheusPod(spec, { base, data, log: logFile(spec) });
    return shardsOf(agent, { base, serviceName: SERVICE, labels: prometheusLabels(agent, APP), data, pod });
  },
  services(resource) {
    const agent = resource.as<Instance<PrometheusAgentSpec>>();
    const web = webPortName(agent.get("spec"));
    const ports = [{ name: web, port: 9090, targetPort: web }];
    return isOnEveryNode(agent) ? [] : governingService(agent, { name: SERVICE, app: APP, ports });
  },
};

const isOnEveryNode = (agent: Agent): boolean => agent.get("spec").get("mode").text === "DaemonSet";

function daemonSet(agent: Agent, base: string): MadeWorkload {
  const spec = agent.get("spec");
  const labels = prometheusLabels(agent, APP);
  const pod = prometheusPod(spec, { base, log: logFile(spec) });
  return {
    mayDeclare: mayDeclareOf(agent, pod.added),
    object: {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: madeMetadata(agent, base),
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: prometheusMetadata(agent, labels), spec: pod.spec },
      },
    },
  };
}
