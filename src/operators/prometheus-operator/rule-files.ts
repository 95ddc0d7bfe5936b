import type { ConfigMapVolumeSource } from "kubernetes-types/core/v1.js";
import type { MountedVolumes } from "./mounted-volumes.ts";

/**
 * The ConfigMaps that hold the rules, each a volume of its own name. One there always is; how many more, the rules and
 * the operator's version decide: newer ones mount three at least (pkg/operator/rules.go).
 */
export function ruleFiles(base: string, directory: string, source: ConfigMapVolumeSource = {}): MountedVolumes {
  const prefix = `${base}-rulefiles-`;
  const name = `${prefix}0`;
  return {
    volumes: [{ name, configMap: { name, ...source } }],
    mounts: [{ name, mountPath: `${directory}/${name}`, readOnly: true }],
    mayDeclare: (volume) => volume.startsWith(prefix) && /^\d+$/.test(volume.slice(prefix.length)),
  };
}
