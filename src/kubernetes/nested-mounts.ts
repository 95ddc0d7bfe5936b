import type { VolumeMount } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import type { Container } from "./container.ts";
import { nestedPaths } from "./mount-path.ts";
import { hasPlaceholder } from "./placeholder.ts";
import type { Volume, VolumeSource } from "./volume.ts";
import { FILE_SOURCES } from "./volume-source.ts";
import type { Workload } from "./workload.ts";

/** A mount whose mount point cannot be had inside the volume that it lies in. */
export interface NestedMount {
  /** file: a single file, for which there is a directory. read-only: nobody can make the mount point. */
  readonly cause: "file" | "read-only";
  readonly mount: Node<VolumeMount>;
  readonly parent: Node<VolumeMount>;
  readonly parentVolume: Volume;
}

/**
 * kubelet writes the files of these itself. It makes a directory in them for each mount below
 * (pkg/volume/util/nested_volumes.go), also where a single file is to be mounted: kubernetes/kubernetes#61545.
 */
const OF_KUBELET: ReadonlySet<VolumeSource> = new Set(FILE_SOURCES);

/** `landings` holds the first mount at each path where one lands. */
export function* nestedMounts(
  container: Container,
  landings: ReadonlyMap<string, Node<VolumeMount>>,
): Iterable<NestedMount> {
  const parents = nestedPaths(landings.keys());
  for (const [path, mount] of landings) {
    const parent = landings.get(parents.get(path) ?? "");
    const volume = parent && container.volumeOf(parent);
    if (!volume || isSubPath(parent)) continue;
    if (OF_KUBELET.has(volume.source)) {
      if (isFile(container, mount)) yield { cause: "file", mount, parent, parentVolume: volume };
    } else if (volume.source === "emptyDir" && parent.get("readOnly").boolean === true && !isWritten(container, volume))
      yield { cause: "read-only", mount, parent, parentVolume: volume };
  }
}

const isSubPath = (mount: Node<VolumeMount>): boolean =>
  !!mount.get("subPath").text || mount.get("subPathExpr").state === "present";

/** Among more files than these none is looked for: a long list would be searched for each mount. */
const MOST_FILES = 100;

/** Certainly a file: a key of a ConfigMap or Secret, which is mounted by its name. */
function isFile(container: Container, mount: Node<VolumeMount>): boolean {
  const { text: subPath } = mount.get("subPath");
  const volume = container.volumeOf(mount);
  if (!subPath || hasPlaceholder(subPath) || !volume) return false;
  if (volume.source !== "configMap" && volume.source !== "secret") return false;
  const items = volume.node.get(volume.source).get("items").items();
  if (items.length === 0) return !subPath.includes("/");
  return items.length <= MOST_FILES && items.some((item) => item.get("path").text === subPath);
}

/** Whoever mounts the volume writable may make the directory before this container starts. */
const isWritten = ({ workload }: Container, volume: Volume): boolean => writtenVolumes(workload).has(volume.name);

const writtenVolumes = remembered(({ containers }: Workload): ReadonlySet<string | undefined> => {
  const mounts = containers.flatMap((container) => container.mounts);
  const writable = mounts.filter((mount) => mount.get("readOnly").boolean !== true);
  return new Set(writable.map((mount) => mount.get("name").text));
});
