import type { Container, Volume, VolumeMount, VolumeProjection } from "kubernetes-types/core/v1.js";
import { governed, merged, type Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import { mergedContainers } from "../merged-containers.ts";
import type { OperatedKind } from "../operator.ts";
import { type DataVolume, dataVolume } from "./data-volume.ts";
import type { AlertmanagerSpec, Instance } from "./fields.ts";
import { configReloader, HARDENED, imageOf, resourcesWithMemory, webPort, webPortName } from "./generated-container.ts";
import { governingService } from "./governing-service.ts";
import { mayDeclareOf } from "./may-declare.ts";
import { type MountedVolumes, mountsOf, volumesOf } from "./mounted-volumes.ts";
import { networkFields, podFields } from "./pod-fields.ts";
import { DEFAULT_CONTAINER, identityLabels, podMetadata } from "./pod-metadata.ts";
import { probes } from "./probes.ts";
import { referencedVolumes } from "./referenced-volumes.ts";
import { statefulSet } from "./stateful-set.ts";
import { tlsAssets } from "./tls-assets.ts";
import { isTlsVolume } from "./tls-volume.ts";
import { reaches } from "./version.ts";
import { webConfig } from "./web-config.ts";

const APP = "alertmanager";
const SERVICE = "alertmanager-operated";

/** monitoring.coreos.com/v1 Alertmanager becomes a StatefulSet (pkg/alertmanager/statefulset.go, v0.93). */
export const alertmanager: OperatedKind = {
  workloads(resource) {
    const instance = resource.as<Instance<AlertmanagerSpec>>();
    const spec = instance.get("spec");
    const base = `alertmanager-${resource.name}`;
    const data = dataVolume(spec.get("storage"), {
      name: `${base}-db`,
      mountPath: "/alertmanager",
      subPath: "alertmanager-db",
    });
    const added = addedTo(spec, base);
    const labels = { ...identityLabels(instance, APP), alertmanager: instance.get("metadata").get("name") };
    const template = {
      metadata: podMetadata(instance, labels, { [DEFAULT_CONTAINER]: "alertmanager" }),
      spec: podOf(spec, base, data, added),
    };
    return [
      {
        mayDeclare: mayDeclareOf(instance, Object.values(added)),
        object: statefulSet(instance, {
          name: base,
          serviceName: SERVICE,
          selector: labels,
          template,
          claims: data.claims,
        }),
      },
    ];
  },
  services(resource) {
    const instance = resource.as<Instance<AlertmanagerSpec>>();
    const web = webPortName(instance.get("spec"));
    const ports = [
      { name: web, port: 9093, targetPort: web, protocol: "TCP" },
      { name: "tcp-mesh", port: 9094, targetPort: 9094, protocol: "TCP" },
      { name: "udp-mesh", port: 9094, targetPort: 9094, protocol: "UDP" },
    ];
    return governingService(instance, { name: SERVICE, app: APP, ports });
  },
};

type Added = Readonly<Record<"templates" | "references" | "web" | "cluster", MountedVolumes>>;

const addedTo = (spec: Node<AlertmanagerSpec>, base: string): Added => ({
  templates: notificationTemplates(spec),
  references: referencedVolumes(spec, "/etc/alertmanager"),
  web: webConfig(spec, { secretName: `${base}-web-config`, directory: "/etc/alertmanager/web_config", since: [0, 22] }),
  cluster: clusterTls(spec, base),
});

function podOf(spec: Node<AlertmanagerSpec>, base: string, data: DataVolume, added: Added) {
  const assets = tlsAssets(base, "/etc/alertmanager/certs");
  const config = { name: "config-volume", mountPath: "/etc/alertmanager/config" };
  const configOut = { name: "config-out", mountPath: "/etc/alertmanager/config_out" };
  const reloaded: readonly Template<VolumeMount>[] = [
    { ...config, readOnly: true },
    configOut,
    ...mountsOf([added.templates, added.references, added.web]),
  ];
  const main: Template<Container> = {
    name: "alertmanager",
    image: imageOf(spec, "quay.io/prometheus/alertmanager"),
    imagePullPolicy: spec.get("imagePullPolicy"),
    env: [{ name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }],
    ports: [
      ...webPort(spec, 9093),
      { name: "mesh-tcp", containerPort: 9094, protocol: "TCP" },
      { name: "mesh-udp", containerPort: 9094, protocol: "UDP" },
    ],
    resources: resourcesWithMemory(spec),
    securityContext: HARDENED,
    volumeMounts: merged(spec.get("volumeMounts"), [
      config,
      { ...configOut, readOnly: true },
      ...assets.mounts,
      data.mount,
      ...mountsOf([added.templates, added.references]),
      ...spec.get("volumeMounts").items(),
      ...mountsOf([added.web, added.cluster]),
    ]),
    ...(spec.get("listenLocal").boolean ? {} : probes(spec, ["livenessProbe", "readinessProbe"], 9093)),
  };
  return {
    ...podFields(spec, 120),
    ...networkFields(spec),
    automountServiceAccountToken: spec.get("automountServiceAccountToken"),
    initContainers: mergedContainers([configReloader(spec, "init", reloaded)], spec.get("initContainers")),
    containers: mergedContainers([main, configReloader(spec, "sidecar", reloaded)], spec.get("containers")),
    volumes: merged<Volume[]>(spec.get("volumes"), [
      { name: config.name, secret: { secretName: `${base}-generated` } },
      ...assets.volumes,
      { name: configOut.name, emptyDir: { medium: "Memory" } },
      ...volumesOf(Object.values(added)),
      ...data.volumes,
      ...spec.get("volumes").items(),
    ]),
  };
}

/** The files that spec.alertmanagerConfiguration.templates names, in one directory. */
function notificationTemplates(spec: Node<AlertmanagerSpec>): MountedVolumes {
  const templates = spec.get("alertmanagerConfiguration").get("templates");
  if (templates.items().length === 0) return { volumes: [], mounts: [] };
  const name = "notification-templates";
  const sources = templates.items().flatMap((template) =>
    (["configMap", "secret"] as const)
      .map((kind) => ({ kind, selected: template.get(kind) }))
      .filter(({ selected }) => selected.state === "present")
      .map(({ kind, selected }): Template<VolumeProjection> => {
        const items = [{ key: selected.get("key"), path: selected.get("key") }];
        return governed<VolumeProjection>(selected, { [kind]: { name: selected.get("name"), items } });
      }),
  );
  return {
    volumes: [governed<Volume>(templates, { name, projected: { sources } })],
    mounts: [governed<VolumeMount>(templates, { name, mountPath: "/etc/alertmanager/templates", readOnly: true })],
  };
}

/** How the members of the cluster trust each other (pkg/alertmanager/clustertlsconfig); from 0.24 on the file is always there. */
function clusterTls(spec: Node<AlertmanagerSpec>, base: string): MountedVolumes {
  const name = "cluster-tls-config";
  const subPath = "cluster-tls-config.yaml";
  const isKnown = reaches(spec.get("version"), 0, 24);
  const hasTls = spec.get("clusterTLS").state === "present";
  const prefixes = ["cluster-tls-server-config-", "cluster-tls-client-config-"];
  return {
    volumes: isKnown ? [{ name, secret: { secretName: `${base}-${name}` } }] : [],
    mounts: isKnown
      ? [{ name, mountPath: `/etc/alertmanager/cluster_tls_config/${subPath}`, subPath, readOnly: true }]
      : [],
    mayDeclare: (volume) => volume === name || (hasTls && prefixes.some((prefix) => isTlsVolume(prefix, volume))),
  };
}
