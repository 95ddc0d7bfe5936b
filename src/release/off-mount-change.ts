import type { Container } from "../kubernetes/container.ts";
import { processUser } from "../kubernetes/process.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { PathArgument } from "../shell/ownership.ts";
import { commandsOf } from "./container-commands.ts";
import { mountedPath } from "./mounted-path.ts";
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
  for (const change of changesOffMounts(container, release))
    for (const argument of change.call.paths) {
      if (argument.reach === "unknown") continue;
      const elsewhere = change.call.verb === "chmod" ? undefined : diskElsewhere(container, argument.path);
      if (elsewhere || isAll(change)) yield { change, argument, elsewhere };
    }
}

function diskElsewhere(own: Container, path: string): OffMountChange["elsewhere"] {
  const mounted = new Set(own.mounts.map((mount) => mount.get("name").text));
  for (const container of own.workload.containers) {
    if (container.role !== "main" && container.role !== "sidecar") continue;
    const found = mountedPath(container, path);
    const volume = found?.below === "" ? container.volumeOf(found.mount) : undefined;
    if (volume?.persistent && !mounted.has(volume.name)) return { container, volume };
  }
  return undefined;
}

/** True where the command is the call, or a script that holds nothing else. */
function isAll({ container, call, stage }: OwnershipChange): boolean {
  if (call.file !== undefined) return false;
  if (call.argument === 0) return true;
  for (const command of commandsOf(container))
    if (command.stage === stage) return command.words[call.argument]?.text?.trim().length === call.end - call.start;
  return false;
}
