import type { Container, SecretKeySelector, Volume, VolumeMount } from "kubernetes-types/core/v1.js";
import { governed, merged, type Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import { mergedContainers } from "../merged-containers.ts";
import type { OperatedKind } from "../operator.ts";
import { type DataVolume, dataVolume } from "./data-volume.ts";
import type { Instance, ThanosRulerSpec } from "./fields.ts";
import { configReloader, HARDENED, imageOf, resourcesWithMemory, webPort, webPortName } from "./generated-container.ts";
import { governingService } from "./governing-service.ts";
import { mayDeclareOf } from "./may-declare.ts";
import { type MountedVolumes, mountsOf, volumesOf } from "./mounted-volumes.ts";
import { podFields } from "./pod-fields.ts";
import { DEFAULT_CONTAINER, identityLabels, podMetadata } from "./pod-metadata.ts";
import { ruleFiles } from "./rule-files.ts";
import { statefulSet } from "./stateful-set.ts";
import { tlsAssets } from "./tls-assets.ts";
import { webConfig } from "./web-config.ts";

const APP = "thanos-ruler";
const SERVICE = "thanos-ruler-operated";

/** monitoring.coreos.com/v1 ThanosRuler becomes a StatefulSet (pkg/thanos/statefulset.go, v0.93). */
export const thanosRuler: OperatedKind = {
  workloads(resource) {
    const instance = resource.as<Instance<ThanosRulerSpec>>();
    const spec = instance.get("spec");
    const base = `thanos-ruler-${resource.name}`;
    const data = dataVolume(spec.get("storage"), { name: `${base}-data`, mountPath: "/thanos/data" });
    const added = addedTo(spec, base);
    const labels = { ...identityLabels(instance, APP), "thanos-ruler": instance.get("metadata").get("name") };
    const metadata = podMetadata(instance, labels, { [DEFAULT_CONTAINER]: "thanos-ruler" });
    return [
      {
        mayDeclare: mayDeclareOf(instance, Object.values(added)),
        object: statefulSet(instance, {
          name: base,
          serviceName: SERVICE,
          // Unlike the others it selects by the labels of podMetadata, too.
          selector: metadata.labels,
          template: { metadata, spec: podOf(spec, data, added) },
          claims: data.claims,
        }),
      },
    ];
  },
  services(resource) {
    const instance = resource.as<Instance<ThanosRulerSpec>>();
    const web = webPortName(instance.get("spec"));
    const ports = [
      { name: web, port: 10902, targetPort: web, protocol: "TCP" },
      { name: "grpc", port: 10901, targetPort: "grpc", protocol: "TCP" },
    ];
    return governingService(instance, { name: SERVICE, app: APP, ports });
  },
};

type Added = Readonly<Record<"configs" | "assets" | "web" | "rules", MountedVolumes>>;

const addedTo = (spec: Node<ThanosRulerSpec>, base: string): Added => ({
  configs: configFiles(spec, base),
  assets: tlsAssets(base, "/etc/thanos/certs"),
  web: webConfig(spec, { secretName: `${base}-web-config`, directory: "/etc/thanos/web_config", since: [0, 21] }),
  rules: ruleFiles(base, "/etc/thanos/rules"),
});

function podOf(spec: Node<ThanosRulerSpec>, data: DataVolume, added: Added) {
  const main: Template<Container> = {
    name: "thanos-ruler",
    image: imageOf(spec, "quay.io/thanos/thanos"),
    imagePullPolicy: spec.get("imagePullPolicy"),
    env: [{ name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }],
    ports: [{ name: "grpc", containerPort: 10901, protocol: "TCP" }, ...webPort(spec, 10902)],
    resources: resourcesWithMemory(spec),
    securityContext: HARDENED,
    volumeMounts: merged(spec.get("volumeMounts"), [
      ...mountsOf([added.configs, added.assets, added.web]),
      data.mount,
      ...added.rules.mounts,
      ...spec.get("volumeMounts").items(),
    ]),
  };
  const reloader = configReloader(spec, "sidecar", mountsOf([added.rules, added.web]));
  return {
    ...podFields(spec, 120),
    // No init container is generated, so there is nothing to merge with.
    initContainers: spec.get("initContainers"),
    containers: mergedContainers([main, reloader], spec.get("containers")),
    volumes: merged<Volume[]>(spec.get("volumes"), [
      ...volumesOf(Object.values(added)),
      ...data.volumes,
      ...spec.get("volumes").items(),
    ]),
  };
}

/** A file each that a key of a Secret holds. Where spec names a file of its own, that is used. */
function configFiles(spec: Node<ThanosRulerSpec>, base: string): MountedVolumes {
  const remoteWrite = "remote-write-config";
  const configs = [
    { name: "query-config", field: spec.get("queryConfig"), file: undefined },
    { name: "alertmanager-config", field: spec.get("alertmanagersConfig"), file: undefined },
    { name: "objstorage-config", field: spec.get("objectStorageConfig"), file: spec.get("objectStorageConfigFile") },
    { name: "tracing-config", field: spec.get("tracingConfig"), file: spec.get("tracingConfigFile") },
    { name: "alertrelabel-config", field: spec.get("alertRelabelConfigs"), file: spec.get("alertRelabelConfigFile") },
  ].filter(({ field }) => field.state === "present");
  const mounted = configs.filter(({ file }) => file?.state !== "present");
  return {
    volumes: [
      { name: remoteWrite, secret: { secretName: `${base}-config` } },
      ...mounted.map(({ name, field }) => governed<Volume>(field, { name, secret: secretOf(field) })),
    ],
    mounts: [mountOf(remoteWrite), ...mounted.map(({ name, field }) => governed<VolumeMount>(field, mountOf(name)))],
    mayDeclare: (volume) => configs.some(({ name }) => name === volume),
  };
}

const mountOf = (name: string) => ({ name, mountPath: `/etc/thanos/config/${name}`, readOnly: true });

const secretOf = (selector: Node<SecretKeySelector>): Template<NonNullable<Volume["secret"]>> => ({
  secretName: selector.get("name"),
  items: [{ key: selector.get("key"), path: selector.get("key") }],
});
