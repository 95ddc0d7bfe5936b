import type { Container, Probe } from "kubernetes-types/core/v1.js";
import type { Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import type { InstanceSpec } from "./fields.ts";
import { webPortName } from "./generated-container.ts";

type ProbeName = "livenessProbe" | "readinessProbe" | "startupProbe";

const PATHS: Readonly<Record<ProbeName, string>> = {
  livenessProbe: "/-/healthy",
  readinessProbe: "/-/ready",
  startupProbe: "/-/ready",
};

/** Over the web port; what listens on the loopback alone is asked from inside, on `port` (pkg/prometheus, ProbeHandler). */
export function probes(
  spec: Node<InstanceSpec>,
  names: readonly ProbeName[],
  port: number,
): Template<Container> & object {
  const prefix = (spec.get("routePrefix").text ?? "").replace(/\/$/, "");
  const probe = (path: string): Template<Probe> =>
    spec.get("listenLocal").boolean
      ? { exec: { command: ["sh", "-c", `curl --fail http://localhost:${port}${path}`] } }
      : { httpGet: { path, port: webPortName(spec) } };
  return Object.fromEntries(names.map((name) => [name, probe(`${prefix}${PATHS[name]}`)]));
}
