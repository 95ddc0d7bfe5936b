import type { PodSpec, Volume } from "kubernetes-types/core/v1.js";
import { governed, merged, type Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import { mergedContainers } from "../merged-containers.ts";
import { orDefault } from "../or-default.ts";
import { type DataVolume, dataVolume } from "./data-volume.ts";
import type { CommonPrometheusSpec, Instance } from "./fields.ts";
import { configReloader, HARDENED, imageOf, webPort } from "./generated-container.ts";
import { type MountedVolumes, mountsOf, volumesOf } from "./mounted-volumes.ts";
import { networkFields, podFields } from "./pod-fields.ts";
import { DEFAULT_CONTAINER, identityLabels, type Labels, podMetadata } from "./pod-metadata.ts";
import { probes } from "./probes.ts";
import { referencedVolumes } from "./referenced-volumes.ts";
import type { ThanosSidecar } from "./thanos-sidecar.ts";
import { tlsAssets } from "./tls-assets.ts";
import { webConfig } from "./web-config.ts";

interface PrometheusPodParts {
  /** What the names of all that is made begin with: prometheus-NAME, prom-agent-NAME. */
  readonly base: string;
  /** Absent where no data is kept; the operator then leaves spec.volumes out, too (pkg/prometheus/agent/daemonset.go). */
  readonly data?: DataVolume;
  readonly rules?: MountedVolumes;
  readonly log: MountedVolumes;
  readonly thanos?: ThanosSidecar;
}

export interface PrometheusPod {
  readonly spec: Template<PodSpec>;
  /** All that the operator adds. */
  readonly added: readonly MountedVolumes[];
}

export const prometheusData = (spec: Node<CommonPrometheusSpec>, base: string): DataVolume =>
  dataVolume(spec.get("storage"), { name: `${base}-db`, mountPath: "/prometheus", subPath: "prometheus-db" });

export const prometheusLabels = (instance: Node<Instance>, app: string): Labels => ({
  ...identityLabels(instance, app),
  "operator.prometheus.io/name": instance.get("metadata").get("name"),
});

/** Here podMetadata may name another default container; elsewhere the operator's stands. */
export function prometheusMetadata(instance: Node<Instance>, labels: Labels) {
  const annotations = instance.get("spec").get("podMetadata").get("annotations");
  const defaultContainer = orDefault(annotations.get(DEFAULT_CONTAINER), "prometheus");
  return podMetadata(instance, labels, { [DEFAULT_CONTAINER]: defaultContainer });
}

/** The pod of a server or an agent (pkg/prometheus/common.go, server/statefulset.go, agent/statefulset.go). */
export function prometheusPod(spec: Node<CommonPrometheusSpec>, parts: PrometheusPodParts): PrometheusPod {
  const { base, data } = parts;
  const assets = tlsAssets(base, "/etc/prometheus/certs");
  const references = referencedVolumes(spec, "/etc/prometheus");
  const rules = parts.rules ? [parts.rules] : [];
  const webDirectory = "/etc/prometheus/web_config";
  const web = webConfig(spec, { secretName: `${base}-web-config`, directory: webDirectory, since: [2, 24] });
  const added = [references, parts.log, ...rules, web, ...(parts.thanos ? [parts.thanos.config] : [])];

  const configOut = { name: "config-out", mountPath: "/etc/prometheus/config_out" };
  const reloaded = [
    { name: "config", mountPath: "/etc/prometheus/config" },
    configOut,
    ...(spec.get("web").state === "present" ? web.mounts : []),
    ...mountsOf(rules),
  ];
  const volumes: readonly Template<Volume>[] = [
    { name: "config", secret: { secretName: base } },
    ...assets.volumes,
    { name: "config-out", emptyDir: { medium: "Memory" } },
    ...volumesOf(added),
  ];
  const reloadStrategy = spec.get("reloadStrategy");
  return {
    added,
    spec: {
      ...podFields(spec, 600),
      ...networkFields(spec),
      automountServiceAccountToken: orDefault(spec.get("automountServiceAccountToken"), true),
      shareProcessNamespace: governed(reloadStrategy, reloadStrategy.text === "ProcessSignal"),
      initContainers: mergedContainers([configReloader(spec, "init", reloaded)], spec.get("initContainers")),
      containers: mergedContainers(
        [
          {
            name: "prometheus",
            image: imageOf(spec, "quay.io/prometheus/prometheus"),
            imagePullPolicy: spec.get("imagePullPolicy"),
            ports: webPort(spec, 9090),
            resources: spec.get("resources"),
            securityContext: HARDENED,
            volumeMounts: merged(spec.get("volumeMounts"), [
              { ...configOut, readOnly: true },
              ...assets.mounts,
              ...(data ? [data.mount] : []),
              ...spec.get("volumeMounts").items(),
              ...mountsOf([references, ...rules, parts.log, web]),
            ]),
            ...probes(spec, ["livenessProbe", "readinessProbe", "startupProbe"], 9090),
          },
          configReloader(spec, "sidecar", reloaded),
          ...(parts.thanos ? [parts.thanos.container] : []),
        ],
        spec.get("containers"),
      ),
      volumes: data
        ? merged(spec.get("volumes"), [...volumes, ...data.volumes, ...spec.get("volumes").items()])
        : volumes,
    },
  };
}
