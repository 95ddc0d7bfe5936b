import type { VolumeMount } from "kubernetes-types/core/v1.js";
import { member, type Node } from "../yaml/node.ts";
import type { Container } from "./container.ts";
import { rawPod } from "./raw-value.ts";
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
  const volumes = member(rawPod(workload), "volumes");
  return Array.isArray(volumes) && volumes.some((volume) => isSized(member(volume, "emptyDir")));
}

const isSized = (source: unknown): boolean =>
  member(source, "medium") !== undefined || member(source, "sizeLimit") !== undefined;

/** On disk or in memory; huge pages are set aside beforehand. Windows has no tmpfs. */
export function emptyDirs(workload: Workload): readonly EmptyDir[] {
  if (workload.isWindows) return [];
  return workload.volumes.flatMap((volume) => {
    const source = volume.node.get("emptyDir");
    const medium = source.get("medium").text ?? "";
    const [first, ...others] = writersTo(volume, workload);
    if (source.state !== "present" || volume.source !== "emptyDir" || !first || !MEDIA.has(medium)) return [];
    const isInMemory = medium === "Memory";
    return [{ volume, isInMemory, sizeLimit: source.get("sizeLimit"), writers: [first, ...others] as const }];
  });
}

const MEDIA: ReadonlySet<string> = new Set(["", "Memory"]);

/** Without ephemeral containers, which may have no limits and live as long as somebody looks on. */
const writersTo = (volume: Volume, { containers }: Workload): readonly Writer[] =>
  containers.flatMap((container) => {
    const mount =
      container.role === "ephemeral"
        ? undefined
        : container.mounts.find((each) => container.volumeOf(each) === volume && each.get("readOnly").boolean !== true);
    return mount ? [{ container, mount }] : [];
  });
