import { someContainer } from "../kubernetes/raw-containers.ts";
import { FILE_SOURCES } from "../kubernetes/volume-source.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { member } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { someWord } from "./container-commands.ts";

/**
 * Whether a command of a pod that a person wrote names a path at which its container mounts files of keys: at its start,
 * so that the file may be what runs, or elsewhere.
 */
export const namesMountedKeys = remembered((workload: Workload): "first" | "later" | "never" => {
  let isNamed = false;
  const isFirst = someContainer(workload, (container) => {
    const mounts = member(container, "volumeMounts");
    if (!Array.isArray(mounts)) return false;
    return someWord(container, (word) => {
      if (!word.includes("/") || !mounts.some((mount) => names(word, mount) && holdsKeys(workload, mount)))
        return false;
      isNamed = true;
      return /^\s*(exec\s+)?\//.test(word);
    });
  });
  return isFirst ? "first" : isNamed ? "later" : "never";
});

function names(word: string, mount: unknown): boolean {
  const path = member(mount, "mountPath");
  return typeof path === "string" && word.includes(path.endsWith("/") ? path.slice(0, -1) : path);
}

function holdsKeys({ pod }: Workload, mount: unknown): boolean {
  const volumes = member(pod.raw, "volumes");
  const name = member(mount, "name");
  return (
    Array.isArray(volumes) &&
    volumes.some(
      (volume) =>
        member(volume, "name") === name && FILE_SOURCES.some((source) => (member(volume, source) ?? null) !== null),
    )
  );
}
