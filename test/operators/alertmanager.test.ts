import { describe, expect, it } from "vitest";
import { at, container, made } from "./made.ts";

const alertmanager = (spec: string) => made("Alertmanager", spec);

describe("Alertmanager", () => {
  it("has its volumes in the operator's order", () => {
    const spec = `alertmanagerConfiguration: { templates: [{ configMap: { name: t, key: t.tmpl } }] }
secrets: [s]
configMaps: [c]
volumes: [{ name: mine }]`;
    expect(alertmanager(spec).volumes.map(({ name }) => name)).toEqual([
      "config-volume",
      "tls-assets",
      "config-out",
      "notification-templates",
      "secret-s",
      "configmap-c",
      "web-config",
      "cluster-tls-config",
      "alertmanager-k-db",
      "mine",
    ]);
  });

  it("says what stands behind them", () => {
    const workload = alertmanager("{}");
    const secret = (name: string) => workload.volume(name)?.node.get("secret").get("secretName").text;
    expect(secret("config-volume")).toBe("alertmanager-k-generated");
    expect(secret("web-config")).toBe("alertmanager-k-web-config");
    expect(secret("cluster-tls-config")).toBe("alertmanager-k-cluster-tls-config");
    expect(workload.volume("config-out")?.node.get("emptyDir").get("medium").text).toBe("Memory");
    expect(workload.mayHaveVolume("notification-templates")).toBe(false);
  });

  it("projects the templates that are selected, each at its selector", () => {
    const spec = `alertmanagerConfiguration:
  templates:
  - configMap: { name: a, key: a.tmpl }
  - secret: { name: b, key: b.tmpl }`;
    const volume = alertmanager(spec).volume("notification-templates")!;
    const sources = volume.node.get("projected").get("sources");
    expect(sources.json).toEqual([
      { configMap: { name: "a", items: [{ key: "a.tmpl", path: "a.tmpl" }] } },
      { secret: { name: "b", items: [{ key: "b.tmpl", path: "b.tmpl" }] } },
    ]);
    expect(at(volume.at)).toBe("6:5 templates");
    expect(at(sources.items()[1]!.get("secret").get("name"))).toBe("8:23 b");
  });

  it("has older versions without web and cluster configuration, which then may be there", () => {
    const workload = alertmanager("version: v0.21.0");
    for (const name of ["web-config", "cluster-tls-config"]) {
      expect(workload.volume(name)).toBeUndefined();
      expect(workload.mayHaveVolume(name)).toBe(true);
    }
    expect(alertmanager("version: v0.23.0").volume("web-config")).toBeDefined();
  });

  it("may have volumes of the cluster's TLS references where spec.clusterTLS is written", () => {
    for (const name of [
      "cluster-tls-server-config-secret-key-s-3556f148",
      "cluster-tls-client-config-configmap-ca-s-3556f148",
    ]) {
      expect(alertmanager("clusterTLS: {}").mayHaveVolume(name)).toBe(true);
      expect(alertmanager("{}").mayHaveVolume(name)).toBe(false);
    }
  });

  it("merges both lists of containers, its reloader first of the init containers", () => {
    const spec = `containers: [{ name: alertmanager, image: mine }, { name: z }]
initContainers: [{ name: a }, { name: init-config-reloader, image: mine }]`;
    const workload = alertmanager(spec);
    expect(workload.containers.map(({ name }) => name)).toEqual([
      "init-config-reloader",
      "a",
      "alertmanager",
      "config-reloader",
      "z",
    ]);
    expect(at(container(workload, "init-config-reloader").node.get("image"))).toBe("6:70 mine");
  });

  it("gives Secrets and ConfigMaps to the reloader, too, but spec.volumeMounts to itself alone", () => {
    const workload = alertmanager("secrets: [s]\nvolumeMounts: [{ name: mine, mountPath: /mine }]");
    const paths = (name: string) => container(workload, name).mounts.map((mount) => mount.get("mountPath").text);
    expect(paths("config-reloader")).toContain("/etc/alertmanager/secrets/s");
    expect(paths("config-reloader")).not.toContain("/mine");
    expect(paths("alertmanager")).toEqual([
      "/etc/alertmanager/config",
      "/etc/alertmanager/config_out",
      "/etc/alertmanager/certs",
      "/alertmanager",
      "/etc/alertmanager/secrets/s",
      "/mine",
      "/etc/alertmanager/web_config/web-config.yaml",
      "/etc/alertmanager/cluster_tls_config/cluster-tls-config.yaml",
    ]);
  });

  it("listens to its peers also where the web interface is local", () => {
    const ports = (spec: string) =>
      container(alertmanager(spec), "alertmanager")
        .node.get("ports")
        .items()
        .map((port) => port.get("name").text);
    expect(ports("{}")).toEqual(["web", "mesh-tcp", "mesh-udp"]);
    expect(ports("listenLocal: true")).toEqual(["mesh-tcp", "mesh-udp"]);
    expect(container(alertmanager("listenLocal: true"), "alertmanager").node.get("readinessProbe").state).toBe(
      "absent",
    );
  });

  it("asks for memory where nothing is written", () => {
    const resources = (spec: string) => container(alertmanager(spec), "alertmanager").node.get("resources");
    expect(resources("{}").json).toEqual({ requests: { memory: "200Mi" } });
    expect(resources("resources: { limits: { cpu: 1 }, requests: { memory: 1Gi } }").json).toEqual({
      limits: { cpu: 1 },
      requests: { memory: "1Gi" },
    });
    const memory = resources("resources: { limits: { cpu: 1 } }")
      .get("requests")
      .get("memory" as never);
    expect(at(memory)).toBe("5:3 resources (parent)");
  });

  it("labels its pods", () => {
    expect(alertmanager("{}").podLabels.json).toEqual({
      "app.kubernetes.io/name": "alertmanager",
      "app.kubernetes.io/instance": "k",
      "app.kubernetes.io/managed-by": "prometheus-operator",
      alertmanager: "k",
    });
  });

  it("has no default securityContext, 120 seconds to end, and no say about the token", () => {
    const { pod } = alertmanager("{}");
    expect(pod.get("securityContext").state).toBe("absent");
    expect(pod.get("terminationGracePeriodSeconds").number).toBe(120);
    expect(pod.get("automountServiceAccountToken").state).toBe("absent");
  });
});
