import type { VolumeMount } from "kubernetes-types/core/v1.js";
import type { Container } from "../kubernetes/container.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { type OwnershipCall, ownershipCalls, type PathArgument } from "../shell/ownership.ts";
import { cleanPath } from "../shell/path.ts";
import type { Node } from "../yaml/node.ts";
import type { Place } from "../yaml/place.ts";

/** A path of a call that lies on a mounted volume. */
export interface OwnershipTarget {
  readonly argument: PathArgument;
  readonly mount: Node<VolumeMount>;
  /** undefined where the mount names a volume that the pod does not have. */
  readonly volume: Volume | undefined;
  /** The path is the mount's own root, not something below it. */
  readonly root: boolean;
}

/** A call by which a container changes who may use the files of a volume. */
export interface OwnershipChange {
  readonly container: Container;
  readonly call: OwnershipCall;
  /** The call as it stands in the command. */
  readonly at: Place;
  /** At least one. */
  readonly targets: readonly OwnershipTarget[];
}

/** What a container's command does to the owners of mounted files. Paths outside every mount lie in the container's own file system: nobody keeps them. */
export function* ownershipChanges(container: Container): Iterable<OwnershipChange> {
  const words = [...container.node.get("command").items(), ...container.node.get("args").items()];
  if (!words.some(({ text }) => text !== undefined && /ch(own|grp|mod)|install/.test(text))) return;
  const argv = words.map(({ text }) => text ?? "");
  for (const call of ownershipCalls(argv, (name) => variable(container, name))) {
    const targets = call.paths.flatMap((argument) => targetOf(container, argument) ?? []);
    const word = words[call.argument];
    if (word && targets.length > 0)
      yield {
        container,
        call,
        at: word.part(argv[call.argument]?.slice(call.start, call.end) ?? "", call.start),
        targets,
      };
  }
}

/** The changes that init containers make before the others start. */
export const initialOwnershipChanges = (workload: Workload): readonly OwnershipChange[] =>
  workload.containers.filter(({ role }) => role === "init").flatMap((container) => [...ownershipChanges(container)]);

/**
 * A directory in the volume that does not exist yet when the init containers run: kubelet makes a missing subPath, as
 * root, when the container that mounts it starts (pkg/kubelet/kubelet_pods.go, makeMounts).
 */
export function subPathMadeLater(workload: Workload, volume: string): string | undefined {
  for (const { role, mounts } of workload.containers)
    for (const mount of role === "init" ? [] : mounts)
      if (mount.get("name").text === volume && mount.get("subPath").text) return mount.get("subPath").text;
  return undefined;
}

/** The value that the manifest itself gives; a reference to a ConfigMap, Secret or field is known only in the cluster. */
function variable(container: Container, name: string): string | undefined {
  const entries = container.node.get("env").items();
  return entries.findLast((entry) => entry.get("name").text === name)?.get("value").text;
}

/** The mount whose path is the longest beginning of the argument's. */
function targetOf(container: Container, argument: PathArgument): OwnershipTarget | undefined {
  let best: { readonly mount: Node<VolumeMount>; readonly path: string } | undefined;
  for (const mount of container.mounts) {
    const written = mount.get("mountPath").text;
    // kubelet takes a relative one for one from the root (pkg/kubelet/kubelet_pods.go, makeMounts).
    const path = cleanPath(written ?? "");
    if (written && isBelow(argument.path, path) && (!best || path.length > best.path.length)) best = { mount, path };
  }
  if (!best) return undefined;
  const root = argument.reach === "exact" && argument.path === best.path;
  return { argument, mount: best.mount, volume: container.volumeOf(best.mount), root };
}

const isBelow = (path: string, root: string): boolean =>
  path === root || path.startsWith(root === "/" ? "/" : `${root}/`);
