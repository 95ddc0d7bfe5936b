import type { VolumeMount } from "kubernetes-types/core/v1.js";
import type { Container } from "../kubernetes/container.ts";
import { type ProcessUser, processUser } from "../kubernetes/process.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { type OwnershipCall, ownershipCalls, type PathArgument } from "../shell/ownership.ts";
import type { Node } from "../yaml/node.ts";
import type { Place } from "../yaml/place.ts";
import { remembered } from "../yaml/remembered.ts";
import { type ContainerCommand, commandsOf } from "./container-commands.ts";
import { mayChangeOwners } from "./may-change-owners.ts";
import { type MountedFile, mountedFile } from "./mounted-files.ts";
import { mountedPath, mountsBelow } from "./mounted-path.ts";
import type { Release } from "./release.ts";

/** A path of a call that lies on a mounted volume. */
export interface OwnershipTarget {
  readonly argument: PathArgument;
  readonly mount: Node<VolumeMount>;
  /** undefined where the mount names a volume that the pod does not have. */
  readonly volume: Volume | undefined;
  /** The path is the mount's own root, not something below it. */
  readonly root: boolean;
  /** The path is that root, or everything below it. */
  readonly whole: boolean;
  /** The mount lies below the path, and is changed with all of its tree. */
  readonly inTree: boolean;
}

/** A call by which a container changes who may use files. */
export interface OwnershipChange {
  readonly container: Container;
  readonly call: OwnershipCall;
  /** Whom the call runs as. */
  readonly user: Pick<ProcessUser, "uid" | "root">;
  readonly stage: ContainerCommand["stage"];
  /** The call as it stands in the command, or in the script. */
  readonly at: Place;
  /** The script of a ConfigMap or Secret in which the call stands. */
  readonly script: MountedFile | undefined;
  readonly targets: readonly OwnershipTarget[];
}

/**
 * What a container's commands do to the owners of mounted files. Paths outside every mount lie in the container's own file
 * system: nobody keeps them.
 */
export const ownershipChanges = (container: Container, release: Release): readonly OwnershipChange[] =>
  allChanges(container, release).filter(({ targets }) => targets.length > 0);

/** Calls none of whose paths lies on a mount of the container. */
export const changesOffMounts = (container: Container, release: Release): readonly OwnershipChange[] =>
  allChanges(container, release).filter(({ targets }) => targets.length === 0);

/** Several rules ask; a script is read once. */
const CHANGES = new WeakMap<Container, readonly OwnershipChange[]>();

function allChanges(container: Container, release: Release): readonly OwnershipChange[] {
  let changes = CHANGES.get(container);
  if (!changes) {
    changes = mayChangeOwners(container, release) ? [...changesOf(container, release)] : [];
    CHANGES.set(container, changes);
  }
  return changes;
}

/** True where the container runs a script that was not followed. */
export const isUnread = (container: Container, release: Release): boolean => {
  allChanges(container, release);
  return readingOf(release).unread.has(container);
};

/**
 * Characters of scripts that are followed in one release: far more than any has, and a second's work where each line is
 * hostile. One that many containers run counts for each.
 */
const MOST_TEXT = 1024 * 1024;

/** What has been read of the scripts of a release. */
interface Reading {
  length: number;
  readonly unread: Set<Container>;
  /** Charts repeat their scripts: what one does is known from the last time, unless it has asked for a variable. */
  readonly calls: Map<string, readonly OwnershipCall[]>;
}

const readingOf = remembered((_: Release): Reading => ({ length: 0, unread: new Set(), calls: new Map() }));

const MOST_KNOWN = 256;
const LONGEST_KNOWN = 4096;

/** False where the release has had its share of text read. */
function mayRead(length: number, container: Container, release: Release): boolean {
  const reading = readingOf(release);
  const isWithin = reading.length + length <= MOST_TEXT;
  if (isWithin) reading.length += length;
  else reading.unread.add(container);
  return isWithin;
}

function* changesOf(container: Container, release: Release): Iterable<OwnershipChange> {
  const mayHaveScripts = container.mounts.some((mount) => container.volumeOf(mount)?.holdsKeys);
  for (const { stage, words } of commandsOf(container)) {
    const argv = words.map(({ text }) => text ?? "");
    const files = new Map<string, MountedFile | undefined>();
    const textOf = (path: string) => {
      if (!files.has(path)) {
        const file = mountedFile(container, release, path);
        files.set(path, file && mayRead(file.text.length, container, release) ? file : undefined);
      }
      return files.get(path)?.text;
    };
    for (const call of callsOf(argv, container, release, mayHaveScripts ? textOf : undefined)) {
      const script = call.file === undefined ? undefined : files.get(call.file);
      const text = script?.text ?? argv[call.argument] ?? "";
      const node = script?.node ?? words[call.argument];
      const at = script?.isEncoded ? node : node && placeOf(node, text.slice(call.start, call.end), call.start);
      const targets = call.paths.flatMap((argument) => [...targetsOf(container, call, argument)]);
      if (at) yield { container, stage, call, user: callUser(call, container), at, script, targets };
    }
  }
}

/** A call that is written on several lines, or with escapes, is told from its first word. */
function placeOf(node: Node<string>, text: string, start: number): Place {
  return {
    locate() {
      const whole = node.part(text, start).locate();
      return whole?.focus === "part" ? whole : node.part(/^\S+/.exec(text)?.[0] ?? "", start).locate();
    },
  };
}

function callsOf(
  argv: readonly string[],
  container: Container,
  release: Release,
  file: ((path: string) => string | undefined) | undefined,
): readonly OwnershipCall[] {
  const variable = (name: string) => environment(container, name);
  const workingDir = container.node.get("workingDir").text;
  const directory = workingDir?.startsWith("/") ? workingDir : undefined;
  const length = argv.reduce((sum, word) => sum + word.length, 0);
  if (file) return mayRead(length, container, release) ? ownershipCalls(argv, { directory, variable, file }) : [];
  const script = JSON.stringify([directory, argv]);
  const { calls: all } = readingOf(release);
  const known = all.get(script);
  if (known) return known;
  if (!mayRead(length, container, release)) return [];
  let isFixed = script.length <= LONGEST_KNOWN;
  const calls = ownershipCalls(argv, {
    directory,
    variable: (name) => {
      isFixed = false;
      return variable(name);
    },
  });
  if (isFixed) {
    if (all.size === MOST_KNOWN) all.clear();
    all.set(script, calls);
  }
  return calls;
}

/** The changes that init containers make before the others start. */
export const initialOwnershipChanges = (workload: Workload, release: Release): readonly OwnershipChange[] =>
  workload.containers
    .filter(({ role }) => role === "init")
    .flatMap((container) => ownershipChanges(container, release));

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
function environment(container: Container, name: string): string | undefined {
  const entries = container.node.get("env").items();
  return entries.findLast((entry) => entry.get("name").text === name)?.get("value").text;
}

/** The mount that the path lies on; what is done to a whole tree is done to the mounts in it, too. */
function* targetsOf(
  container: Container,
  { recursive }: OwnershipCall,
  argument: PathArgument,
): Iterable<OwnershipTarget> {
  const mounted = mountedPath(container, argument.path);
  if (mounted) {
    const { mount, below } = mounted;
    const whole = below === "" && argument.reach !== "unknown";
    yield {
      argument,
      mount,
      volume: container.volumeOf(mount),
      root: whole && argument.reach === "exact",
      whole,
      inTree: false,
    };
  }
  if (!recursive || argument.reach === "unknown" || argument.searched) return;
  for (const mount of mountsBelow(container, argument.path))
    yield { argument, mount, volume: container.volumeOf(mount), root: true, whole: true, inTree: true };
}
