import type { StorageClass } from "kubernetes-types/storage/v1.js";
import type { Node } from "../yaml/node.ts";

/** What external-provisioner copies to the volume: the standard key, and a deprecated one in any case (pkg/controller/controller.go). */
export const FSTYPE = "csi.storage.k8s.io/fstype";

/** True where a class names the file system of its volumes; an empty name is none. */
export const namesFileSystem = (storageClass: Node<StorageClass>): boolean =>
  storageClass
    .get("parameters")
    .entries()
    .some(({ name, value }) => (name === FSTYPE || name.toLowerCase() === "fstype") && !!value.text);
