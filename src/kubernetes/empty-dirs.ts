import type { VolumeMount } from "kubernetes-types/core/v1.js";
import { member, type Node } from "../yaml/node.ts";
import type { Container } from "./container.ts";
import type { Volume } from "./volume.ts";
import type { Workload } from "./workload.ts";

/** A container with the first mount by which it may write to a volume. */
export interface Writer {
  readonly container: Container;
  readonly mount: Node<VolumeMount>;
}

/** An emptyDir that somebody may write to. */
export interface EmptyDir {
  readonly volume: Volume;
  readonly isInMemory: boolean;
  readonly sizeLimit: Node<string>;
  /** At least one. */
  readonly writers: readonly [Writer, ...Writer[]];
}

/** True where an emptyDir of the pod says where it is, or how large. */
export function mayHaveSizedDirectory(workload: Workload): boolean {
  if (workload.isMade) return true;
  const volumes = member(workload.pod.raw, "volumes");
  return Array.isArray(volumes) && volumes.some((volume) => isSized(member(volume, "emptyDir")));
}

const isSized = (source: unknown): boolean =>
  member(source, "medium") !== undefined || member(source, "sizeLimit") !== undefined;

/** On disk or in memory; huge pages are set aside beforehand. Windows has no tmpfs. */
export function emptyDirs(workload: Workload): readonly EmptyDir[] {
  if (workload.isWindows) return [];
  const writers = writersByVolume(workload);
  return workload.volumes.flatMap((volume) => {
    const source = volume.node.get("emptyDir");
    const medium = source.get("medium").text ?? "";
    const found = volume.source === "emptyDir" && MEDIA.has(medium) ? writers.get(volume) : undefined;
    return found
      ? [{ volume, isInMemory: medium === "Memory", sizeLimit: source.get("sizeLimit"), writers: found }]
      : [];
  });
}

const MEDIA: ReadonlySet<string> = new Set(["", "Memory"]);

/** Without ephemeral containers, which may have no limits and live as long as somebody looks on. */
function writersByVolume({ containers }: Workload): ReadonlyMap<Volume, readonly [Writer, ...Writer[]]> {
  const found = new Map<Volume, [Writer, ...Writer[]]>();
  for (const container of containers)
    for (const mount of container.role === "ephemeral" ? [] : container.mounts) {
      const volume = mount.get("readOnly").boolean === true ? undefined : container.volumeOf(mount);
      if (!volume) continue;
      const writers = found.get(volume);
      if (!writers) found.set(volume, [{ container, mount }]);
      else if (writers.at(-1)?.container !== container) writers.push({ container, mount });
    }
  return found;
}
