import type { StorageClass } from "kubernetes-types/storage/v1.js";
import type { Entry, Node } from "../yaml/node.ts";

/** What external-provisioner copies to the volume: the standard key, and a deprecated one in any case (pkg/controller/controller.go). */
export const FSTYPE = "csi.storage.k8s.io/fstype";

/** fstype in any case of its letters: deprecated, and passed on to the driver too. */
export const isDeprecatedKey = (name: string): boolean => name.toLowerCase() === "fstype";

/** True of the parameters that external-provisioner copies. */
export const isCopied = ({ name }: Entry): boolean => name === FSTYPE || isDeprecatedKey(name);

/** True where a class names the file system of its volumes; an empty name is none. */
export const namesFileSystem = (storageClass: Node<StorageClass>): boolean =>
  storageClass
    .get("parameters")
    .entries()
    .some((entry) => isCopied(entry) && !!entry.value.text);
