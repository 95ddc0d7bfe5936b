import { describe, expect, it } from "vitest";
import { at, container, made } from "./made.ts";

const ruler = (spec: string) => made("ThanosRuler", spec);

describe("ThanosRuler", () => {
  it("has its volumes in the operator's order", () => {
    expect(ruler("volumes: [{ name: mine }]").volumes.map(({ name }) => name)).toEqual([
      "remote-write-config",
      "tls-assets",
      "web-config",
      "thanos-ruler-k-rulefiles-0",
      "thanos-ruler-k-data",
      "mine",
    ]);
    expect(ruler("{}").volume("remote-write-config")?.node.get("secret").get("secretName").text).toBe(
      "thanos-ruler-k-config",
    );
  });

  it.each([
    ["queryConfig", "query-config"],
    ["alertmanagersConfig", "alertmanager-config"],
    ["objectStorageConfig", "objstorage-config"],
    ["tracingConfig", "tracing-config"],
    ["alertRelabelConfigs", "alertrelabel-config"],
  ])("mounts the Secret of %s, at that field, and only where it is written", (field, name) => {
    const workload = ruler(`${field}:\n  name: s\n  key: a.yaml`);
    const volume = workload.volume(name)!;
    expect(volume.node.get("secret").json).toEqual({ secretName: "s", items: [{ key: "a.yaml", path: "a.yaml" }] });
    expect(at(volume.at)).toBe(`5:3 ${field}`);
    expect(at(volume.node.get("secret").get("secretName"))).toBe("6:11 s");
    const mount = container(workload, "thanos-ruler").mounts.find((each) => each.get("name").text === name);
    expect(mount?.get("mountPath").text).toBe(`/etc/thanos/config/${name}`);
    expect(ruler("{}").mayHaveVolume(name)).toBe(false);
  });

  it("may leave out a Secret in favour of a file", () => {
    const workload = ruler("tracingConfig: { name: s, key: k }\ntracingConfigFile: /a");
    expect(workload.volume("tracing-config")).toBeUndefined();
    expect(workload.mayHaveVolume("tracing-config")).toBe(true);
  });

  it("merges containers, but passes init containers through as they are", () => {
    const workload = ruler(
      "initContainers: [{ name: a }]\ncontainers: [{ name: thanos-ruler, image: mine }, { name: z }]",
    );
    expect(workload.containers.map(({ label }) => label)).toEqual([
      'init container "a"',
      'container "thanos-ruler"',
      'container "config-reloader"',
      'container "z"',
    ]);
    expect(workload.containers[0]?.node.path).toBe("spec.template.spec.initContainers[0]");
    expect(at(workload.containers[0]!.node.get("name"))).toBe("5:28 a");
  });

  it("may have more rule files than one", () => {
    expect(ruler("{}").mayHaveVolume("thanos-ruler-k-rulefiles-3")).toBe(true);
    expect(ruler("version: v0.20.0").mayHaveVolume("web-config")).toBe(true);
    expect(ruler("version: v0.20.0").volume("web-config")).toBeUndefined();
  });

  it("serves gRPC always, the web interface unless that is local", () => {
    const ports = (spec: string) =>
      container(ruler(spec), "thanos-ruler")
        .node.get("ports")
        .items()
        .map((port) => port.get("name").text);
    expect(ports("portName: http")).toEqual(["grpc", "http"]);
    expect(ports("listenLocal: true")).toEqual(["grpc"]);
  });

  it("selects its pods by the labels of podMetadata, too", () => {
    const workload = ruler("podMetadata: { labels: { team: a, thanos-ruler: b } }");
    const labels = {
      team: "a",
      "thanos-ruler": "k",
      "app.kubernetes.io/name": "thanos-ruler",
      "app.kubernetes.io/instance": "k",
      "app.kubernetes.io/managed-by": "prometheus-operator",
    };
    expect(workload.podLabels.json).toEqual(labels);
    expect(workload.node.get("spec").get("selector" as never).json).toEqual({ matchLabels: labels });
  });
});
