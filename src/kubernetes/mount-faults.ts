import type { VolumeDevice, VolumeMount } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import type { Container } from "./container.ts";
import { isAbsolute, isWindowsPath, landingPath } from "./mount-path.ts";
import { type MountRefusal, mountRefusals } from "./mount-refusals.ts";
import { type NestedMount, nestedMounts } from "./nested-mounts.ts";
import { hasPlaceholder } from "./placeholder.ts";
import { type UnsetVariable, unsetVariables } from "./sub-path-variables.ts";

/** A mount that lands where an earlier one of its container does. */
export interface RepeatedPath {
  readonly mount: Node<VolumeMount>;
  readonly first: Node<VolumeMount>;
  /** Equal letter by letter, which the API server refuses. Otherwise only the runtime sees that both are one. */
  readonly exact: boolean;
}

/** What is at fault with the mounts of a container; each list is for one rule. */
export interface MountFaults {
  readonly refused: readonly MountRefusal[];
  readonly repeated: readonly RepeatedPath[];
  /** Mounts whose path does not begin at the root. */
  readonly relative: readonly Node<VolumeMount>[];
  readonly nested: readonly NestedMount[];
  readonly unset: readonly UnsetVariable[];
}

const NONE: MountFaults = { refused: [], repeated: [], relative: [], nested: [], unset: [] };

/** Several rules ask; a container is looked through once. That the pod lacks a volume is no part of it. */
export const mountFaults = remembered((container: Container): MountFaults => {
  const { mounts } = container;
  if (mounts.length === 0) return NONE;
  const { isWindows } = container.workload;
  const refused = mounts.flatMap((mount) => [...mountRefusals(container, mount)]);
  const landings = new Map<string, Node<VolumeMount>>();
  const repeated: RepeatedPath[] = [];
  const relative: Node<VolumeMount>[] = [];
  const written = new Map<string, Node<VolumeMount>>();
  for (const mount of mounts) {
    const { text } = mount.get("mountPath");
    if (!text) continue;
    const same = written.get(text);
    if (same) {
      repeated.push({ mount, first: same, exact: true });
      continue;
    }
    written.set(text, mount);
    if (isWindows || isWindowsPath(text) || hasPlaceholder(text)) continue;
    const path = landingPath(text);
    const first = landings.get(path);
    if (first) repeated.push({ mount, first, exact: false });
    else landings.set(path, mount);
    if (!isAbsolute(text)) relative.push(mount);
  }
  const faults = {
    refused: [...refused, ...overlaps(container)],
    repeated,
    relative,
    nested: landings.size > 1 ? [...nestedMounts(container, landings)] : [],
    unset: [...unsetVariables(container)],
  };
  // Kept for the run: most of very many containers share one answer.
  return Object.values(faults).some(({ length }) => length > 0) ? faults : NONE;
});

/** A volume is mounted or attached, not both, and a path belongs to one of them. */
function* overlaps({ mounts, devices }: Container): Iterable<MountRefusal> {
  if (devices.length === 0) return;
  const byName = new Map<string, Node<VolumeDevice>>();
  const byPath = new Map<string, Node<VolumeDevice>>();
  for (const device of devices) {
    const { text: name } = device.get("name");
    const { text: path } = device.get("devicePath");
    if (name && !byName.has(name)) byName.set(name, device);
    if (path && !byPath.has(path)) byPath.set(path, device);
  }
  for (const mount of mounts) {
    const name = mount.get("name");
    const path = mount.get("mountPath");
    const named = byName.get(name.text ?? "");
    const placed = byPath.get(path.text ?? "");
    if (named) yield { cause: "device-name", mount, at: name, device: named };
    if (placed) yield { cause: "device-path", mount, at: path, device: placed };
  }
}
