import { describe, expect, it } from "vitest";
import { isOperated, servicesMadeOf, workloadsMadeOf } from "../../src/operators/operators.ts";
import { at, custom, made, parsed } from "./made.ts";

describe("the registry of operators", () => {
  it.each([
    ["Prometheus", "v1", 1],
    ["PrometheusAgent", "v1alpha1", 1],
    ["Alertmanager", "v1", 1],
    ["ThanosRuler", "v1", 1],
    ["ServiceMonitor", "v1", 0],
    ["PodMonitor", "v1", 0],
    ["Probe", "v1", 0],
    ["PrometheusRule", "v1", 0],
    ["ScrapeConfig", "v1alpha1", 0],
    ["AlertmanagerConfig", "v1beta1", 0],
  ])("knows %s, also where no pods are made of it", (kind, version, workloads) => {
    const resource = custom(kind, "x: 1", `monitoring.coreos.com/${version}`);
    expect(isOperated(resource)).toBe(true);
    expect(workloadsMadeOf(resource)).toHaveLength(workloads);
  });

  it.each([
    ["Prometheus", "example.com/v1"],
    ["Prometheus", "v1"],
    ["Grafana", "monitoring.coreos.com/v1"],
    ["constructor", "monitoring.coreos.com/v1"],
    ["Deployment", "apps/v1"],
  ])("does not know %s of %s", (kind, apiVersion) => {
    const resource = custom(kind, "x: 1", apiVersion);
    expect(isOperated(resource)).toBe(false);
    expect(workloadsMadeOf(resource)).toEqual([]);
    expect(servicesMadeOf(resource)).toEqual([]);
  });

  it("says which operator makes what of which resource", () => {
    expect(made("Prometheus", "{}").label).toBe("the StatefulSet that prometheus-operator makes of Prometheus/k");
    const agent = made("PrometheusAgent", "mode: DaemonSet", "monitoring.coreos.com/v1alpha1");
    expect(agent.label).toBe("the DaemonSet that prometheus-operator makes of PrometheusAgent/k");
  });
});

describe("the object that is made", () => {
  it("is named after the resource, by the resource's name, in the resource's namespace", () => {
    const { node } = made("Alertmanager", "{}");
    expect(node.get("metadata").json).toEqual({ name: "alertmanager-k", namespace: "monitoring" });
    expect(at(node.get("metadata").get("name"))).toBe("3:19 k");
    expect(at(node.get("metadata").get("namespace"))).toBe("3:33 monitoring");
    expect(at(node.get("kind"))).toBeUndefined();
  });

  it("takes the replicas that are written, one where none or fewer than none are", () => {
    const replicas = (spec: string) => made("Prometheus", spec).node.get("spec").get("replicas");
    expect(replicas("replicas: 3").number).toBe(3);
    expect(replicas("replicas: 0").number).toBe(0);
    expect(replicas("replicas: -1").number).toBe(1);
    expect(at(replicas("replicas: -1"))).toBe("5:13 -1");
    expect(replicas("paused: true").number).toBe(1);
    expect(at(replicas("paused: true"))).toBe("4:1 spec (parent)");
  });

  it("belongs to the operator's Service or to the one that spec.serviceName names", () => {
    const serviceName = (spec: string) => made("ThanosRuler", spec).node.get("spec").get("serviceName").text;
    expect(serviceName("{}")).toBe("thanos-ruler-operated");
    expect(serviceName("serviceName: mine")).toBe("mine");
  });
});

describe("hostile resources", () => {
  const KINDS = ["Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler"];

  it.each(KINDS)("%s whose fields are of another kind than the CRD's becomes a workload all the same", (kind) => {
    const spec = `shards: text
replicas: text
storage: text
containers: { name: a }
initContainers: 5
volumes: text
volumeMounts: { a: 1 }
secrets: text
configMaps: [1, null, {}]
podMetadata: [1]
thanos: 1
version: 2.5
alertmanagerConfiguration: { templates: [1, null, { configMap: 1 }] }
queryConfig: 1
web: 1`;
    const workload = made(kind, spec);
    expect(workload.node.json).toBeDefined();
    expect(workload.containers.length).toBeGreaterThan(0);
    expect(workload.volumes.length).toBeGreaterThan(0);
  });

  it.each(KINDS)("%s with items that have no name or are no mappings keeps them as they are", (kind) => {
    const workload = made(
      kind,
      "containers: [1, null, {}, { image: a }]\nvolumes: [1, null, {}]\nvolumeMounts: [1, {}]",
    );
    expect(workload.containers.filter(({ name }) => name === "")).toHaveLength(4);
    expect(workload.volumes.filter(({ name }) => name === "")).toHaveLength(3);
  });

  it.each(KINDS)("%s without metadata or spec becomes a workload in which no volume is certainly missing", (kind) => {
    const [workload] = workloadsMadeOf(parsed(`apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\n`));
    expect(workload?.label).toContain(`makes of ${kind}/`);
    expect(workload?.mayHaveVolume("anything")).toBe(true);
  });

  it("a name that the API server generates leaves the names of volumes open", () => {
    const text = "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: { generateName: k- }\nspec: {}\n";
    expect(workloadsMadeOf(parsed(text))[0]?.mayHaveVolume("prometheus-k-x7f2p-db")).toBe(true);
    expect(made("Prometheus", "{}").mayHaveVolume("prometheus-k-x7f2p-db")).toBe(false);
  });

  it.each([
    ["1000000000", 100],
    ["1e300", 100],
    ["-5", 1],
    ["0", 1],
    ["2.5", 2],
    ["three", 1],
    ["null", 1],
  ])("shards: %s become a bounded number of workloads", (shards, count) => {
    expect(workloadsMadeOf(custom("Prometheus", `shards: ${shards}`))).toHaveLength(count);
  });

  it("keys that JavaScript gives a meaning are labels like any other", () => {
    const spec =
      "podMetadata: { labels: { __proto__: a, constructor: b } }\ncontainers: [{ name: prometheus, __proto__: { x: 1 } }]";
    const { podLabels } = made("Prometheus", spec);
    expect(podLabels.get("__proto__").text).toBe("a");
    expect(podLabels.get("constructor").text).toBe("b");
    expect(podLabels.get("toString").state).toBe("absent");
  });
});
