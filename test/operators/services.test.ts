import { describe, expect, it } from "vitest";
import { servicesMadeOf } from "../../src/operators/operators.ts";
import { at, custom } from "./made.ts";

const services = (kind: string, spec: string) => servicesMadeOf(custom(kind, spec));

describe("governing Services", () => {
  it.each([
    ["Prometheus", "prometheus-operated", "prometheus", ["web:9090"]],
    ["PrometheusAgent", "prometheus-agent-operated", "prometheus-agent", ["web:9090"]],
    ["Alertmanager", "alertmanager-operated", "alertmanager", ["web:9093", "tcp-mesh:9094", "udp-mesh:9094"]],
    ["ThanosRuler", "thanos-ruler-operated", "thanos-ruler", ["web:10902", "grpc:10901"]],
  ])("of %s are headless and named %s", (kind, name, app, ports) => {
    const [service, ...others] = services(kind, "{}");
    expect(others).toEqual([]);
    expect(service?.get("metadata").json).toEqual({ name, namespace: "monitoring" });
    expect(service?.get("spec").get("clusterIP").text).toBe("None");
    expect(service?.get("spec").get("selector").json).toEqual({ "app.kubernetes.io/name": app });
    const shown = service?.get("spec").get("ports").items() ?? [];
    expect(shown.map((port) => `${port.get("name").text}:${port.get("port").number}`)).toEqual(ports);
  });

  it("have the name of the port from spec.portName", () => {
    const [service] = services("Prometheus", "portName: http-web\nthanos: {}");
    const [web, grpc] = service!.get("spec").get("ports").items();
    expect(web?.json).toEqual({ name: "http-web", port: 9090, targetPort: "http-web" });
    expect(at(web!.get("name"))).toBe("5:13 http-web");
    expect(grpc?.json).toEqual({ name: "grpc", port: 10901, targetPort: "grpc" });
  });

  it("are not made where spec.serviceName names another, nor for a DaemonSet", () => {
    expect(services("Prometheus", "serviceName: mine")).toEqual([]);
    expect(services("PrometheusAgent", "mode: DaemonSet")).toEqual([]);
    expect(services("ServiceMonitor", "{}")).toEqual([]);
  });
});
