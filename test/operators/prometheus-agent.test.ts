import { describe, expect, it } from "vitest";
import { workloadsMadeOf } from "../../src/operators/operators.ts";
import { at, container, custom, made } from "./made.ts";

const agent = (spec: string) => made("PrometheusAgent", spec, "monitoring.coreos.com/v1alpha1");

describe("an agent in StatefulSets", () => {
  it("has names that begin with prom-agent, and containers named as Prometheus' are", () => {
    const workload = agent("initContainers: [{ name: setup }]");
    expect(workload.name).toBe("prom-agent-k");
    expect(workload.kind).toBe("StatefulSet");
    expect(workload.containers.map(({ name }) => name)).toEqual([
      "init-config-reloader",
      "setup",
      "prometheus",
      "config-reloader",
    ]);
    expect(workload.volumes.map(({ name }) => name)).toEqual([
      "config",
      "tls-assets",
      "config-out",
      "web-config",
      "prom-agent-k-db",
    ]);
    expect(workload.volume("config")?.node.get("secret").get("secretName").text).toBe("prom-agent-k");
  });

  it("has no rules and no Thanos", () => {
    const workload = agent("thanos: {}");
    expect(workload.mayHaveVolume("prom-agent-k-rulefiles-0")).toBe(false);
    expect(workload.mayHaveVolume("thanos-prometheus-http-client-file")).toBe(false);
    expect(workload.containers.some(({ name }) => name === "thanos-sidecar")).toBe(false);
  });

  it("carries no label `prometheus`", () => {
    expect(agent("{}").podLabels.json).toEqual({
      "app.kubernetes.io/name": "prometheus-agent",
      "app.kubernetes.io/instance": "k",
      "app.kubernetes.io/managed-by": "prometheus-operator",
      "operator.prometheus.io/name": "k",
      "operator.prometheus.io/shard": "0",
    });
  });

  it("comes in shards", () => {
    const workloads = workloadsMadeOf(custom("PrometheusAgent", "shards: 2"));
    expect(workloads.map(({ name }) => name)).toEqual(["prom-agent-k", "prom-agent-k-shard-1"]);
  });
});

describe("an agent in a DaemonSet", () => {
  const spec = `mode: DaemonSet
shards: 3
replicas: 2
storage: { volumeClaimTemplate: { metadata: { name: mine } } }
volumes: [{ name: users }]
volumeMounts:
- { name: users, mountPath: /users }
- { name: prom-agent-k-db, mountPath: /db }`;

  it("is one, without replicas, Service and claims", () => {
    const workload = agent(spec);
    expect(workload.kind).toBe("DaemonSet");
    expect(workload.name).toBe("prom-agent-k");
    expect(workload.node.get("spec").get("replicas").state).toBe("absent");
    expect(workload.node.get("spec").get("serviceName").state).toBe("absent");
    expect(workload.node.get("spec").get("volumeClaimTemplates").state).toBe("absent");
    expect(workload.podLabels.get("operator.prometheus.io/shard").state).toBe("absent");
  });

  it("keeps no data and leaves spec.volumes out, so that the user's mounts of them lead nowhere", () => {
    const workload = agent(spec);
    expect(workload.volumes.map(({ name }) => name)).toEqual(["config", "tls-assets", "config-out", "web-config"]);
    const { mounts } = container(workload, "prometheus");
    expect(mounts.some((mount) => mount.get("mountPath").text === "/prometheus")).toBe(false);
    const lost = mounts.filter((mount) => !workload.mayHaveVolume(mount.get("name").text ?? ""));
    expect(lost.map((mount) => at(mount.get("name")))).toEqual(["11:13 users", "12:13 prom-agent-k-db"]);
  });
});
