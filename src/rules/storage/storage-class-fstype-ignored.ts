import type { StorageClass } from "kubernetes-types/storage/v1.js";
import { isStorageClass } from "../../kubernetes/kinds.ts";
import { appliesGroup, type StorageDriver, storageDriver } from "../../kubernetes/storage-drivers.ts";
import { CSI_PREFIX, fileSystemKeys, isOwnKey } from "../../release/file-system-keys.ts";
import { FSTYPE } from "../../release/fstype.ts";
import { MADE_ANEW } from "../../rule/made-anew.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "storage-class-fstype-ignored",
  summary: "A StorageClass names its file system under a key that nobody copies to the volume.",
  rationale: `external-provisioner knows one key for the file system, \`csi.storage.k8s.io/fstype\`, and the deprecated \`fstype\` in any case of its letters. All other parameters go to the driver as they are. With \`fs: xfs\`, \`fsName: ext4\` or \`filesystem: xfs\` the PersistentVolume names no file system: the driver formats the disk with its own default, and under the policy \`ReadWriteOnceWithFSType\` kubelet does not apply \`fsGroup\` to it.

Only a key whose value is a file system of disks counts, and only where the class names none otherwise. Keys that the driver documents as its own are left alone; so are drivers of shared file systems, where such keys name other things. For a driver that is not known this only informs, because the key may be its own.`,
  topic: "storage",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes-csi.github.io/docs/external-provisioner.html"],
  examples: [
    {
      bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
parameters:
  type: gp3
  filesystem: xfs # bad
volumeBindingMode: WaitForFirstConsumer
`,
      good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
parameters:
  type: gp3
  csi.storage.k8s.io/fstype: xfs
volumeBindingMode: WaitForFirstConsumer
`,
    },
  ],
  on: "resource",
  concerns: isStorageClass,
  *check(resource, { release: { claims } }) {
    const storageClass = resource.as<StorageClass>();
    const provisioner = storageClass.get("provisioner").text;
    const { copied, mistaken } = fileSystemKeys(storageClass);
    if (!provisioner || copied.length > 0) return;
    const driver = claims.driverOf(provisioner);
    if (driver && (!driver.csi || driver.kind === "shared" || driver.kind === "local")) return;
    // A CSIDriver object alone does not tell which keys are the driver's own.
    const isListed = storageDriver(provisioner) !== undefined;
    const key = provisioner.startsWith("kubernetes.io/") ? "fsType" : FSTYPE;
    for (const entry of mistaken) {
      // Such a key is not passed over: it makes provisioning fail.
      if (entry.name.startsWith(CSI_PREFIX) || isOwnKey(entry.name, driver)) continue;
      yield {
        at: entry.key,
        names: [entry.name],
        severity: isListed ? "warning" : "info",
        confidence: "likely",
        label: "not copied",
        message: `StorageClass ${quote(resource.name)} names file system ${quote(entry.value.text ?? "")} under ${quote(entry.name)}, which is not copied to its volumes`,
        help: `write ${key} instead of ${entry.name}; ${MADE_ANEW}`,
        then: consequence(isListed ? driver : undefined, entry.value.text ?? ""),
      };
    }
  },
});

function consequence(driver: StorageDriver | undefined, wanted: string): string {
  if (!driver) return "unless the driver reads the key itself, its volumes name no file system";
  const made = driver.defaultFsType ?? driver.fileSystem ?? "ext4";
  const format = made === wanted ? "" : `${driver.product} formats its disks with ${made}`;
  const isLost =
    driver.defaultFsType === undefined &&
    appliesGroup(driver, { fsType: false, readWriteOnce: true }) === "with-fstype";
  const group = isLost ? "fsGroup is not applied, and files stay with root" : "";
  return [format, group].filter((text) => text !== "").join("; ") || `${driver.product} does not know the key`;
}
