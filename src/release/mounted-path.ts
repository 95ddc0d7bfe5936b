import type { VolumeMount } from "kubernetes-types/core/v1.js";
import type { Container } from "../kubernetes/container.ts";
import { LONGEST_PATH } from "../kubernetes/mount-path.ts";
import { cleanPath } from "../shell/path.ts";
import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";

/** A path of a container that lies on one of its mounts. */
export interface MountedPath {
  readonly mount: Node<VolumeMount>;
  /** What follows the mount's own path, without a slash before it; "" for its root. */
  readonly below: string;
}

/** Nobody mounts more below one path; a hostile input is not to cost its paths times its mounts. */
const MOST_MOUNTS = 256;

const indexed = remembered((container: Container): ReadonlyMap<string, Node<VolumeMount>> => {
  const mounts = new Map<string, Node<VolumeMount>>();
  for (const mount of container.mounts) {
    const written = mount.get("mountPath").text;
    if (!written) continue;
    // kubelet takes a relative one for one from the root (pkg/kubelet/kubelet_pods.go, makeMounts).
    const path = cleanPath(written);
    if (!mounts.has(path)) mounts.set(path, mount);
  }
  return mounts;
});

/** The container's mounts by their clean path, the first of those at one path. */
export function mountsByPath(container: Container): ReadonlyMap<string, Node<VolumeMount>> {
  return indexed(container);
}

/** The mount whose path is the longest beginning of `path`, which is clean and absolute. */
export function mountedPath(container: Container, path: string): MountedPath | undefined {
  if (path.length > LONGEST_PATH) return undefined;
  const mounts = mountsByPath(container);
  for (let parent = path; parent !== ""; parent = parentOf(parent)) {
    const mount = mounts.get(parent);
    if (mount) return { mount, below: path.slice(parent.length).replace(/^\//, "") };
  }
  return undefined;
}

/** The mounts that lie below `path`: what is done to all of a directory is done to them too. */
export function mountsBelow(container: Container, path: string): readonly Node<VolumeMount>[] {
  const mounts = mountsByPath(container);
  if (mounts.size > MOST_MOUNTS) return [];
  const start = path === "/" ? path : `${path}/`;
  return [...mounts].flatMap(([other, mount]) => (other !== path && other.startsWith(start) ? [mount] : []));
}

/** "/" of what stands directly below it; "" of "/" itself. */
const parentOf = (path: string): string => (path === "/" ? "" : path.slice(0, path.lastIndexOf("/")) || "/");
