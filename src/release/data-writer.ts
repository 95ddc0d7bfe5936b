import type { VolumeMount } from "kubernetes-types/core/v1.js";
import type { Container } from "../kubernetes/container.ts";
import { startingUid } from "../kubernetes/image-users.ts";
import { processUser } from "../kubernetes/process.ts";
import { cleanPath } from "../shell/path.ts";
import type { Node } from "../yaml/node.ts";
import type { Place } from "../yaml/place.ts";
import { imageRead } from "./image-read.ts";
import { mountedPath } from "./mounted-path.ts";
import type { Release } from "./release.ts";

/** A process that runs on and is not root. */
export interface DataWriter {
  /** undefined where nobody knows more than that it is not root. */
  readonly uid: number | undefined;
  /** Where that is decided. */
  readonly at: Place;
  readonly chosenBy: "manifest" | "image";
  /** The directories that it is known to write; undefined: whatever it mounts. */
  readonly directories: readonly string[] | undefined;
}

/** undefined for root, and where nobody can tell. */
export function dataWriter(container: Container, release: Release): DataWriter | undefined {
  if (container.role !== "main" && container.role !== "sidecar") return undefined;
  const { uid, root, at } = processUser(container);
  const image = container.node.get("image");
  const isSet = container.user.state === "present";
  const known = isSet ? undefined : release.known.image(image.text ?? "")?.uid;
  const read = isSet ? undefined : imageRead(image.text ?? "", release);
  const told = read ? undefined : known;
  if (at) {
    const isRoot = told === undefined ? root !== false : told === 0;
    return isRoot ? undefined : { uid: told ?? uid, at, chosenBy: "manifest", directories: undefined };
  }
  const chosen = told ?? (read && startingUid(read));
  if (!chosen) return undefined;
  // What takes the command's place may be there for anything.
  if (known === undefined && container.node.get("command").state === "present") return undefined;
  const directories = known === undefined ? read?.data : undefined;
  return { uid: chosen, at: image, chosenBy: "image", directories };
}

/** False where none of the directories that the process is known to write is on the mount, or holds it. */
export function mayWrite({ directories }: DataWriter, container: Container, mount: Node<VolumeMount>): boolean {
  if (!directories) return true;
  const path = cleanPath(mount.get("mountPath").text ?? "");
  return directories.some(
    (directory) =>
      `${path}/`.startsWith(`${directory}/`) ||
      // Another mount may lie between the two.
      mountedPath(container, directory)?.mount === mount,
  );
}
