import type { VolumeMount } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import type { Container } from "./container.ts";
import { isAbsolute, isWindowsPath, LONGEST_PATH, landingPath, stepsBack } from "./mount-path.ts";
import { NODE_PATHS, type NodePath } from "./node-path-table.ts";
import { hasPlaceholder } from "./placeholder.ts";
import { processUser } from "./process.ts";
import type { Volume } from "./volume.ts";
import type { Workload } from "./workload.ts";

type Power = "connecting" | "writing" | "opening" | "reading";

interface NodeMount {
  readonly container: Container;
  readonly node: Node<VolumeMount>;
  /** What of the node the container has, as it is written. */
  readonly path: string;
  readonly isReadOnly: boolean;
  /** undefined where only the image knows. */
  readonly isByRoot: boolean | undefined;
}

/** What a volume gives of its node to the containers that mount it. */
export interface NodeReach {
  readonly power: Power;
  readonly path: string;
  /** What gives the power: the path itself, or one that lies in it. */
  readonly row: NodePath;
  readonly isInside: boolean;
  /** The mounts that have it; not empty. */
  readonly mounts: readonly NodeMount[];
}

/** The greatest power over its node that a hostPath volume gives to a container. */
export function nodeReach(volume: Volume, workload: Workload): NodeReach | undefined {
  const found = (nodeMounts(workload).get(volume) ?? []).flatMap((mount) => reachOf(mount) ?? []);
  const [first, ...others] = found;
  if (!first) return undefined;
  const most = others.reduce((one, other) => (rank(other) < rank(one) ? other : one), first);
  const alike = found.filter(({ power, row, path }) => power === most.power && row === most.row && path === most.path);
  return { ...most, mounts: alike.flatMap(({ mounts }) => mounts) };
}

const POWERS: readonly Power[] = ["connecting", "writing", "opening", "reading"];

/** What the path itself gives says more than what lies somewhere in it; to read is the least. */
const RANKS = [
  "connecting",
  "writing",
  "opening",
  "connecting inside",
  "writing inside",
  "opening inside",
  "reading",
  "reading inside",
];
const rank = ({ power, isInside }: Pick<NodeReach, "power" | "isInside">): number =>
  RANKS.indexOf(isInside ? `${power} inside` : power);

/** The mounts of each hostPath volume whose path is known: not one that has yet to be filled in, nor one of Windows. */
export const nodeMounts = remembered((workload: Workload): ReadonlyMap<Volume, readonly NodeMount[]> => {
  const mounts = new Map<Volume, NodeMount[]>();
  if (workload.isWindows) return mounts;
  for (const container of workload.containers)
    for (const node of container.mounts) {
      const volume = container.volumeOf(node);
      const mount = volume?.source === "hostPath" ? mountOf(volume, node, container) : undefined;
      if (!volume || !mount) continue;
      const others = mounts.get(volume);
      if (others) others.push(mount);
      else mounts.set(volume, [mount]);
    }
  return mounts;
});

function mountOf(volume: Volume, node: Node<VolumeMount>, container: Container): NodeMount | undefined {
  const { text } = volume.node.get("hostPath").get("path");
  const below = node.get("subPath").text ?? "";
  if (!isKnown(text) || node.get("subPathExpr").text || hasPlaceholder(below) || stepsBack(below)) return undefined;
  return {
    container,
    node,
    path: landingPath(below === "" ? text : `${text}/${below}`),
    isReadOnly: node.get("readOnly").boolean === true,
    isByRoot: processUser(container).root,
  };
}

const isKnown = (path: string | undefined): path is string =>
  path !== undefined &&
  path.length <= LONGEST_PATH &&
  isAbsolute(path) &&
  !isWindowsPath(path) &&
  !hasPlaceholder(path);

function reachOf(mount: NodeMount): NodeReach | undefined {
  const path = nodePath(mount.path);
  let most: NodeReach | undefined;
  for (const row of NODE_PATHS) {
    const isInside = isBelow(row.path, path);
    if (!isInside && row.path !== path && !(row.below && isBelow(path, row.path) && !isCertificate(path))) continue;
    const power = POWERS.find((each) => row[each] !== undefined && has(each, mount, isInside));
    if (power && (!most || rank({ power, isInside }) < rank(most)))
      most = { power, path: mount.path, row, isInside, mounts: [mount] };
  }
  return most;
}

function has(power: Power, { container, isReadOnly, isByRoot }: NodeMount, isInside: boolean): boolean {
  switch (power) {
    case "writing":
      return !isReadOnly;
    case "opening":
      return container.node.get("securityContext").get("privileged").boolean === true;
    case "connecting":
      // The sockets are root's. Who has one for its own sake has seen to the group.
      return !isInside || isByRoot !== false;
    case "reading":
      return true;
    default:
      return power satisfies never;
  }
}

const isBelow = (path: string, directory: string): boolean =>
  path.length > directory.length && path.startsWith(directory === "/" ? "/" : `${directory}/`);

/** Everybody may have one: only its key is secret. */
const isCertificate = (path: string): boolean => path.endsWith(".crt");

/** /var/run and the directories of programs are links on the nodes of today (FHS 3.0, 5.13; systemd, file-hierarchy(7)). */
const nodePath = (path: string): string =>
  path.replace(/^\/var\/run(?=\/|$)/, "/run").replace(/^\/(bin|sbin|lib|lib64)(?=\/|$)/, "/usr/$1");
