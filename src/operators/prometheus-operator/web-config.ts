import type { Node } from "../../yaml/node.ts";
import type { InstanceSpec } from "./fields.ts";
import type { MountedVolumes } from "./mounted-volumes.ts";
import { isTlsVolume } from "./tls-volume.ts";
import { reaches } from "./version.ts";

/** The file that --web.config.file names (pkg/webconfig/config.go); `since` is the first version that knows the flag. */
export function webConfig(
  spec: Node<InstanceSpec>,
  file: { readonly secretName: string; readonly directory: string; readonly since: readonly [number, number] },
): MountedVolumes {
  const isKnown = reaches(spec.get("version"), ...file.since);
  const hasTls = spec.get("web").get("tlsConfig").state === "present";
  const name = "web-config";
  const subPath = "web-config.yaml";
  return {
    volumes: isKnown ? [{ name, secret: { secretName: file.secretName } }] : [],
    mounts: isKnown ? [{ name, mountPath: `${file.directory}/${subPath}`, subPath, readOnly: true }] : [],
    mayDeclare: (volume) => volume === name || (hasTls && isTlsVolume("web-config-tls-", volume)),
  };
}
