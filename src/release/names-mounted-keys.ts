import { someContainer } from "../kubernetes/raw-containers.ts";
import { FILE_SOURCES } from "../kubernetes/volume-source.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { member } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { someWord } from "./container-commands.ts";

/** Nobody mounts files of more objects in one container; words may be long, and each is looked through for each path. */
const MOST_PATHS = 256;

/**
 * Whether a command of a pod that a person wrote names a path at which its container mounts files of keys: at its start,
 * so that the file may be what runs, or elsewhere.
 */
export const namesMountedKeys = remembered((workload: Workload): "first" | "later" | "never" => {
  const volumes = keyVolumes(member(workload.pod.raw, "volumes"));
  let isNamed = false;
  const isFirst =
    volumes.size > 0 &&
    someContainer(workload, (container) => {
      const paths = pathsOf(member(container, "volumeMounts"), volumes);
      return someWord(container, (word) => {
        if (!paths.some((path) => word.includes(path))) return false;
        isNamed = true;
        return /^\s*(exec\s+)?\//.test(word);
      });
    });
  return isFirst ? "first" : isNamed ? "later" : "never";
});

function keyVolumes(volumes: unknown): ReadonlySet<unknown> {
  const names = new Set<unknown>();
  if (Array.isArray(volumes))
    for (const volume of volumes)
      if (FILE_SOURCES.some((source) => (member(volume, source) ?? null) !== null)) names.add(member(volume, "name"));
  return names;
}

function pathsOf(mounts: unknown, volumes: ReadonlySet<unknown>): readonly string[] {
  const paths: string[] = [];
  if (Array.isArray(mounts))
    for (const mount of mounts) {
      const path = volumes.has(member(mount, "name")) ? member(mount, "mountPath") : undefined;
      if (typeof path === "string" && paths.length < MOST_PATHS)
        paths.push(path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);
    }
  return paths;
}
