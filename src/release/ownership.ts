import type { VolumeMount } from "kubernetes-types/core/v1.js";
import type { Container } from "../kubernetes/container.ts";
import { type ProcessUser, processUser } from "../kubernetes/process.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { type OwnershipCall, ownershipCalls, type PathArgument } from "../shell/ownership.ts";
import { cleanPath } from "../shell/path.ts";
import type { Node } from "../yaml/node.ts";
import type { Place } from "../yaml/place.ts";
import { mayChangeOwners } from "./may-change-owners.ts";

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
  /** Whom the call runs as. */
  readonly user: Pick<ProcessUser, "uid" | "root">;
  /** The call as it stands in the command. */
  readonly at: Place;
  /** At least one. */
  readonly targets: readonly OwnershipTarget[];
}

/** What a container's command does to the owners of mounted files. Paths outside every mount lie in the container's own file system: nobody keeps them. */
export function ownershipChanges(container: Container): readonly OwnershipChange[] {
  let changes = CHANGES.get(container);
  if (!changes) {
    changes = [...changesOf(container)];
    CHANGES.set(container, changes);
  }
  return changes;
}

/** Several rules ask; a script is read once. */
const CHANGES = new WeakMap<Container, readonly OwnershipChange[]>();

function* changesOf(container: Container): Iterable<OwnershipChange> {
  if (!mayChangeOwners(container)) return;
  const words = [...container.node.get("command").items(), ...container.node.get("args").items()];
  const argv = words.map(({ text }) => text ?? "");
  const mounts = mountsByPath(container);
  for (const call of callsOf(argv, container)) {
    const targets = call.paths.flatMap((argument) => targetOf(container, mounts, argument) ?? []);
    const word = words[call.argument];
    if (word && targets.length > 0)
      yield {
        container,
        call,
        user: callUser(call, container),
        at: word.part(argv[call.argument]?.slice(call.start, call.end) ?? "", call.start),
        targets,
      };
  }
}

/** Charts repeat their scripts: what one does is known from the last time, unless it has asked for a variable. */
const CALLS = new Map<string, readonly OwnershipCall[]>();
const MOST_KNOWN = 256;
const LONGEST_KNOWN = 4096;

function callsOf(argv: readonly string[], container: Container): readonly OwnershipCall[] {
  const script = JSON.stringify(argv);
  const known = CALLS.get(script);
  if (known) return known;
  let isFixed = script.length <= LONGEST_KNOWN;
  const calls = ownershipCalls(argv, (name) => {
    isFixed = false;
    return variable(container, name);
  });
  if (isFixed) {
    if (CALLS.size === MOST_KNOWN) CALLS.clear();
    CALLS.set(script, calls);
  }
  return calls;
}

/** The changes that init containers make before the others start. */
export const initialOwnershipChanges = (workload: Workload): readonly OwnershipChange[] =>
  workload.containers.filter(({ role }) => role === "init").flatMap(ownershipChanges);

/**
 * A directory in the volume that may not exist yet when the init containers run: kubelet makes a missing subPath, as
 * root, when the container that mounts it starts (pkg/kubelet/kubelet_pods.go, makeMounts). With fsGroup it gets the
 * group from the volume's root; one that an init container mounts is there by then.
 */
export function subPathMadeLater(workload: Workload, volume: string): string | undefined {
  if (workload.podSecurityContext.get("fsGroup").number !== undefined) return undefined;
  const subPaths = (isInit: boolean) =>
    workload.containers
      .filter(({ role }) => (role === "init") === isInit)
      .flatMap(({ mounts }) => mounts)
      .flatMap((mount) => (mount.get("name").text === volume ? (mount.get("subPath").text ?? []) : []));
  const early = new Set(subPaths(true));
  return subPaths(false).find((path) => path !== "" && !early.has(path));
}

/** root, or 0 in any length. */
export const isRootName = (name: string): boolean => name === "root" || /^0+$/.test(name);

/** A wrapper such as sudo or su-exec may name another user than the container's. */
function callUser({ runsAs }: OwnershipCall, container: Container): OwnershipChange["user"] {
  if (runsAs === "container") return processUser(container);
  if (runsAs === "unknown") return { uid: undefined, root: undefined };
  const uid = isRootName(runsAs.user) ? 0 : /^\d+$/.test(runsAs.user) ? Number(runsAs.user) : undefined;
  return { uid, root: uid === 0 };
}

/** The value that the manifest itself gives; a reference to a ConfigMap, Secret or field is known only in the cluster. */
function variable(container: Container, name: string): string | undefined {
  const entries = container.node.get("env").items();
  return entries.findLast((entry) => entry.get("name").text === name)?.get("value").text;
}

/** The first of those at one path. */
function mountsByPath(container: Container): ReadonlyMap<string, Node<VolumeMount>> {
  const mounts = new Map<string, Node<VolumeMount>>();
  for (const mount of container.mounts) {
    const written = mount.get("mountPath").text;
    if (!written) continue;
    // kubelet takes a relative one for one from the root (pkg/kubelet/kubelet_pods.go, makeMounts).
    const path = cleanPath(written);
    if (!mounts.has(path)) mounts.set(path, mount);
  }
  return mounts;
}

/** The mount whose path is the longest beginning of the argument's. */
function targetOf(
  container: Container,
  mounts: ReadonlyMap<string, Node<VolumeMount>>,
  argument: PathArgument,
): OwnershipTarget | undefined {
  if (argument.path.length > LONGEST_PATH) return undefined;
  for (let path = argument.path; path !== ""; path = parentOf(path)) {
    const mount = mounts.get(path);
    if (!mount) continue;
    const root = argument.reach === "exact" && path === argument.path;
    return { argument, mount, volume: container.volumeOf(mount), root };
  }
  return undefined;
}

/** "/" of what stands directly below it; "" of "/" itself. */
const parentOf = (path: string): string => (path === "/" ? "" : path.slice(0, path.lastIndexOf("/")) || "/");

/** Linux opens no longer one (PATH_MAX). */
const LONGEST_PATH = 4096;
