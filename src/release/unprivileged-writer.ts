import type { Container } from "../kubernetes/container.ts";
import { type ProcessUser, processUser } from "../kubernetes/process.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { initialOwnershipChanges } from "./ownership.ts";
import type { Release } from "./release.ts";

export interface UnprivilegedWriter {
  readonly container: Container;
  readonly user: ProcessUser;
}

/** By the name of the volume: the first container, of those that run on, that is not root and may write it. */
export function unprivilegedWriters(workload: Workload): ReadonlyMap<string, UnprivilegedWriter> {
  const writers = new Map<string, UnprivilegedWriter>();
  for (const container of workload.containers) {
    if (container.role !== "main" && container.role !== "sidecar") continue;
    const user = processUser(container);
    if (user.root !== false) continue;
    for (const mount of container.mounts) {
      const name = mount.get("name").text;
      const isWritable = mount.get("readOnly").boolean !== true;
      if (name !== undefined && isWritable && !writers.has(name)) writers.set(name, { container, user });
    }
  }
  return writers;
}

/** The volumes in which an init container that may be root changes owners or modes. */
export const volumesChangedByHand = (workload: Workload, release: Release): ReadonlySet<Volume | undefined> =>
  new Set(
    initialOwnershipChanges(workload, release)
      .filter(({ container, user }) => user.root !== false && processUser(container).starts)
      .flatMap(({ targets }) => targets.map(({ volume }) => volume)),
  );
