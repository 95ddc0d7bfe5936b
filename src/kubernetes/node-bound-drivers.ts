import type { StorageDriver } from "./storage-drivers.ts";

/** Disks of one node, which the scheduler therefore sends all their pods to: LVM, ZFS and drives of the node itself. */
const NODE_BOUND: ReadonlySet<string> = new Set([
  "carina.storage.io",
  "directpv-min-io",
  "local.csi.openebs.io",
  "topolvm.cybozu.com",
  "topolvm.io",
  "zfs.csi.openebs.io",
]);

/** True where a volume moves from node to node, and one node at a time holds it. */
export const movesBetweenNodes = ({ provisioner, kind }: StorageDriver): boolean =>
  (kind === "block" || kind === "mixed") && !NODE_BOUND.has(provisioner);
