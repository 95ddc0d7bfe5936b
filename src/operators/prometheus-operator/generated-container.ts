import type {
  Container,
  ContainerPort,
  ResourceRequirements,
  SecurityContext,
  VolumeMount,
} from "kubernetes-types/core/v1.js";
import { governed, type Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import { isSet, orDefault } from "../or-default.ts";
import { overlaid } from "../overlaid.ts";
import type { InstanceSpec } from "./fields.ts";

/** Every generated container's. None sets a user: that is the pod's, or the image's. */
export const HARDENED: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
};

/** Without spec.image it is the version of the operator's default repository; without spec.version only the operator knows it. */
export function imageOf(spec: Node<Pick<InstanceSpec, "image" | "version">>, repository: string): Template<string> {
  const image = spec.get("image");
  const version = spec.get("version");
  return isSet(image) || !version.text ? image : governed<string>(image, `${repository}:${version.text}`);
}

/** Alertmanager and ThanosRuler ask for some memory where nothing is written. */
export function resourcesWithMemory(spec: Node<InstanceSpec>): Template<ResourceRequirements> {
  const resources = spec.get("resources");
  const requests = resources.get("requests") as Node<Record<string, string>>;
  return overlaid(resources, { requests: overlaid(requests, { memory: orDefault(requests.get("memory"), "200Mi") }) });
}

/** The port of the web interface, unless it listens on the loopback alone. */
export function webPort(spec: Node<InstanceSpec>, containerPort: number): readonly Template<ContainerPort>[] {
  return spec.get("listenLocal").boolean ? [] : [{ name: webPortName(spec), containerPort, protocol: "TCP" }];
}

export const webPortName = (spec: Node<InstanceSpec>): Template<string> => orDefault(spec.get("portName"), "web");

/** pkg/operator/config_reloader.go: beside the server it serves 8080, before it 8081. */
export function configReloader(
  spec: Node<InstanceSpec>,
  role: "sidecar" | "init",
  volumeMounts: readonly Template<VolumeMount>[],
): Template<Container> {
  const isInit = role === "init";
  const port = isInit ? { name: "reloader-init", containerPort: 8081 } : { name: "reloader-web", containerPort: 8080 };
  return {
    name: isInit ? "init-config-reloader" : "config-reloader",
    imagePullPolicy: spec.get("imagePullPolicy"),
    ports: spec.get("listenLocal").boolean && !isInit ? [] : [{ ...port, protocol: "TCP" }],
    securityContext: HARDENED,
    volumeMounts,
  };
}
