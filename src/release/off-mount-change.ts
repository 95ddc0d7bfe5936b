import type { Container } from "../kubernetes/container.ts";
import { processUser } from "../kubernetes/process.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { PathArgument } from "../shell/ownership.ts";
import { remembered } from "../yaml/remembered.ts";
import { commandsOf } from "./container-commands.ts";
import { mountsByPath } from "./mounted-path.ts";
import { changesOffMounts, type OwnershipChange } from "./ownership.ts";
import type { Release } from "./release.ts";

/** A change of an init container in its own file system, which ends with it. */
export interface OffMountChange {
  readonly change: OwnershipChange;
  readonly argument: PathArgument;
  /** The container that has a disk there, which the init container was to mount too; undefined where none has. */
  readonly elsewhere: { readonly container: Container; readonly volume: Volume } | undefined;
}

/**
 * Only what surely does nothing else: a path at which another container mounts a disk that this one does not have at all,
 * or a call that is all of the command. Others may prepare what the same script uses or copies.
 */
export function* offMountChanges(container: Container, release: Release): Iterable<OffMountChange> {
  if (container.workload.isWindows || !processUser(container).starts) return;
  const known = new Set<string>();
  const mounted = new Set(container.mounts.map((mount) => mount.get("name").text));
  for (const change of changesOffMounts(container, release))
    for (const argument of change.call.paths) {
      if (argument.reach === "unknown" || known.has(argument.path)) continue;
      const disk = change.call.verb === "chmod" ? undefined : disksByPath(container.workload).get(argument.path);
      const elsewhere = disk && !mounted.has(disk.volume.name) ? disk : undefined;
      if (!elsewhere && !isAll(change)) continue;
      known.add(argument.path);
      yield { change, argument, elsewhere };
    }
}

type Disk = NonNullable<OffMountChange["elsewhere"]>;

/** What the containers that run on have mounted, by its path, as far as it outlives the pod. */
const disksByPath = remembered((workload: Workload): ReadonlyMap<string, Disk> => {
  const disks = new Map<string, Disk>();
  for (const container of workload.containers) {
    if (container.role !== "main" && container.role !== "sidecar") continue;
    for (const [path, mount] of mountsByPath(container)) {
      const volume = container.volumeOf(mount);
      if (volume?.persistent && !disks.has(path)) disks.set(path, { container, volume });
    }
  }
  return disks;
});

/** True where the command is the call, or a script that holds nothing else. */
function isAll({ container, call, stage }: OwnershipChange): boolean {
  if (call.file !== undefined) return false;
  if (call.argument === 0) return true;
  for (const command of commandsOf(container))
    if (command.stage === stage) return command.words[call.argument]?.text?.trim().length === call.end - call.start;
  return false;
}
