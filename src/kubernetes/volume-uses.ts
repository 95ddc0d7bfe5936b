import type { Node } from "../yaml/node.ts";
import type { EnvVarSourceFields } from "./newer-fields.ts";
import type { Volume } from "./volume.ts";
import type { Workload } from "./workload.ts";

/**
 * Volumes that no container mounts, attaches or reads a variable from. None where nobody can tell: in a pod without
 * containers, which is part of one, and where a mount names a volume that is not there, which may be meant.
 */
export function unusedVolumes(workload: Workload): readonly Volume[] {
  const { containers, volumes } = workload;
  if (volumes.length === 0 || !containers.some(({ role }) => role === "main")) return [];
  const used = new Set<string>();
  for (const { mounts, devices, node } of containers) {
    const names = [...mounts.map((mount) => mount.get("name")), ...devices.map((device) => device.get("name"))];
    for (const { text } of names) if (text !== undefined) used.add(text);
    for (const variable of node.get("env").items()) {
      const source = variable.get("valueFrom") as Node<EnvVarSourceFields>;
      const { text } = source.get("fileKeyRef").get("volumeName");
      if (text !== undefined) used.add(text);
    }
  }
  const unused = volumes.filter(({ name }) => name !== "" && !used.has(name));
  if (unused.length === 0 || [...used].some((name) => !workload.mayHaveVolume(name))) return [];
  const injected = new Set(injectedMounts(workload));
  return unused.filter((volume) => isWrittenByName(volume, workload) && !injected.has(volume.name));
}

/** Annotations tell injectors in JSON what to mount in their sidecars: sidecar.istio.io/userVolumeMount. */
function* injectedMounts(workload: Workload): Iterable<string> {
  for (const { value } of workload.podAnnotations.entries())
    for (const [, name = ""] of value.text?.matchAll(/"name"\s*:\s*"([^"]+)"/g) ?? []) yield name;
}

/** An operator mounts what it adds; what its user lists by name is for the user's mounts. */
const isWrittenByName = ({ at }: Volume, { isMade }: Workload): boolean =>
  !isMade || (at.written?.state === "present" && /\]\.name$/.test(at.fieldPath));
