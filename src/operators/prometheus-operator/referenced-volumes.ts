import type { Volume, VolumeMount } from "kubernetes-types/core/v1.js";
import { governed, type Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import { dnsLabel } from "./dns-label.ts";
import type { ReloadedSpec } from "./fields.ts";
import type { MountedVolumes } from "./mounted-volumes.ts";

/** What spec.secrets and spec.configMaps name, below `directory`. */
export function referencedVolumes(spec: Node<ReloadedSpec>, directory: string): MountedVolumes {
  const secrets = spec
    .get("secrets")
    .items()
    .flatMap((item) => volumeOf("secret", item, { secret: { secretName: item } }));
  const configMaps = spec
    .get("configMaps")
    .items()
    .flatMap((item) => volumeOf("configmap", item, { configMap: { name: item } }));
  const both = [...secrets, ...configMaps];
  return {
    volumes: both.map(({ item, name, source }) => governed<Volume>(item, { name, ...source })),
    mounts: both.map(({ item, name, path }) =>
      governed<VolumeMount>(item, { name, mountPath: `${directory}/${path}`, readOnly: true }),
    ),
  };
}

function volumeOf(prefix: string, item: Node<string>, source: Template<Volume> & object) {
  const { text } = item;
  return text === undefined ? [] : [{ item, name: dnsLabel(prefix, text), path: `${prefix}s/${text}`, source }];
}
