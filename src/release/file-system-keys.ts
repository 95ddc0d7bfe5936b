import type { StorageClass } from "kubernetes-types/storage/v1.js";
import type { StorageDriver } from "../kubernetes/storage-drivers.ts";
import type { Entry, Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { isCopied } from "./fstype.ts";

/** external-provisioner keeps what begins so to itself; all else goes to the driver (pkg/controller/controller.go). */
export const CSI_PREFIX = "csi.storage.k8s.io/";

/** The parameters of a class that name the file system of its volumes, or were meant to. */
export interface FileSystemKeys {
  /** Those that external-provisioner copies to the volume, in the order of the text; it refuses more than one, empty or not. */
  readonly copied: readonly Entry[];
  /** Those that it does not copy, though their names and values speak of a file system. */
  readonly mistaken: readonly Entry[];
}

/** A disk that is formatted; other values of such keys are names, as of a CephFS file system. */
const FILE_SYSTEM = /^(?:ext[234]|xfs|btrfs|zfs|ntfs)$/i;
const SPEAKS_OF_ONE = /^(?:fs|fs[-_. ]?(?:name|type|kind|format)|file[-_. ]?system(?:[-_. ]?type)?|format)$/i;
const NEARLY_STANDARD = /^csi\.storage\.k8s\.io\/fs[-_.]?type$/i;

export const fileSystemKeys = remembered((storageClass: Node<StorageClass>): FileSystemKeys => {
  const entries = storageClass
    .get("parameters")
    .entries()
    .filter(({ value }) => value.state !== "null");
  return {
    copied: entries.filter(isCopied),
    mistaken: entries.filter((entry) => !isCopied(entry) && isMistaken(entry)),
  };
});

const isMistaken = ({ name, value }: Entry): boolean =>
  NEARLY_STANDARD.test(name) || (SPEAKS_OF_ONE.test(name) && value.text !== undefined && FILE_SYSTEM.test(value.text));

/** True where the makers of the driver document the key as their own, in whatever case it is written. */
export const isOwnKey = (name: string, driver: StorageDriver | undefined): boolean =>
  driver?.fsTypeKeys?.some((key) => key.toLowerCase() === name.toLowerCase()) === true;

/** Names of the parameters that external-provisioner knows, without the prefix; any other with the prefix makes it refuse the claim. */
export const CSI_PARAMETERS: readonly string[] = [
  "fstype",
  ...[
    "",
    "provisioner-",
    "controller-publish-",
    "node-stage-",
    "node-publish-",
    "controller-expand-",
    "node-expand-",
  ].flatMap((role) => [`${role}secret-name`, `${role}secret-namespace`]),
];
