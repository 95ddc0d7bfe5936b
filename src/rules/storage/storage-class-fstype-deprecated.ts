import type { StorageClass } from "kubernetes-types/storage/v1.js";
import { isStorageClass } from "../../kubernetes/kinds.ts";
import { storageDriver } from "../../kubernetes/storage-drivers.ts";
import { fileSystemKeys, isOwnKey } from "../../release/file-system-keys.ts";
import { FSTYPE, isDeprecatedKey } from "../../release/fstype.ts";
import { MADE_ANEW } from "../../rule/made-anew.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "storage-class-fstype-deprecated",
  summary: "A StorageClass names its file system under a deprecated key.",
  rationale: `\`fsType\`, \`fstype\` and other spellings of it were the parameter of the in-tree provisioners. external-provisioner still copies such a key to the PersistentVolume, so \`fsGroup\` works as with \`csi.storage.k8s.io/fstype\`; it logs a deprecation warning at each volume. The old key is also handed to the driver, and a driver that refuses parameters it does not know makes no volume.

Drivers whose own documentation asks for such a key are left alone, among them Azure Disk, Longhorn, Synology, NetApp Trident, democratic-csi and OpenEBS ZFS, and so are shared file systems, in-tree provisioners and drivers that are not known.`,
  topic: "storage",
  severity: "info",
  profile: "advice",
  since: "0.1.0",
  references: ["https://kubernetes-csi.github.io/docs/external-provisioner.html"],
  examples: [
    {
      bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: replicated}
provisioner: rbd.csi.ceph.com
parameters:
  pool: fast
  fsType: ext4 # bad
`,
      good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: replicated}
provisioner: rbd.csi.ceph.com
parameters:
  pool: fast
  csi.storage.k8s.io/fstype: ext4
`,
    },
  ],
  on: "resource",
  concerns: isStorageClass,
  *check(resource) {
    const storageClass = resource.as<StorageClass>();
    const provisioner = storageClass.get("provisioner").text ?? "";
    const { copied } = fileSystemKeys(storageClass);
    const [only] = copied;
    if (!only || copied.length > 1 || !isDeprecatedKey(only.name) || provisioner.startsWith("kubernetes.io/")) return;
    const driver = storageDriver(provisioner);
    if (!driver?.csi || isOwnKey(only.name, driver)) return;
    // What makes no disks formats none: there the key is idle under either name.
    if (driver.kind === "shared" || driver.kind === "local") return;
    yield {
      at: only.key,
      names: [only.name],
      label: "deprecated key",
      message: `StorageClass ${quote(resource.name)} names its file system under ${quote(only.name)}, a deprecated spelling of ${quote(FSTYPE)}`,
      help: `write ${FSTYPE} instead of ${only.name}; ${MADE_ANEW}`,
      then: `external-provisioner still copies it to the volume, and hands it to ${driver.product} as a parameter as well`,
    };
  },
});
