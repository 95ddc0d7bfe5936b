import type { StorageClass } from "kubernetes-types/storage/v1.js";
import { isStorageClass } from "../../kubernetes/kinds.ts";
import { type StorageDriver, storageDriver } from "../../kubernetes/storage-drivers.ts";
import { fileSystemKeys, isOwnKey } from "../../release/file-system-keys.ts";
import { FSTYPE } from "../../release/fstype.ts";
import { MADE_ANEW } from "../../rule/made-anew.ts";
import { defineRule } from "../../rule/rule.ts";
import { list, quote } from "../../rule/text.ts";
import type { Entry } from "../../yaml/node.ts";

export default defineRule({
  id: "storage-class-fstype-conflicts",
  summary: "A StorageClass names the file system of its volumes under more than one key.",
  rationale: `external-provisioner takes the file system from the parameter \`csi.storage.k8s.io/fstype\`, and still from \`fstype\` in any case of its letters: \`fsType\`, \`FSType\`. It counts them. With more than one it makes no volume, whether the values agree or not, and even where one is empty. The class is accepted; each claim waits with the event \`ProvisioningFailed\`.

This happens when a chart sets one key by default and its values add the other.

For drivers that are not known the problem is likely, because another provisioner may stand in front of them. Provisioners that make no CSI volumes, and the in-tree ones whose classes Kubernetes translates first, are not judged.`,
  topic: "storage",
  severity: "error",
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
  csi.storage.k8s.io/fstype: ext4
  type: gp3
  fsType: ext4 # bad
volumeBindingMode: WaitForFirstConsumer
`,
      good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
parameters:
  csi.storage.k8s.io/fstype: ext4
  type: gp3
volumeBindingMode: WaitForFirstConsumer
`,
    },
  ],
  on: "resource",
  concerns: isStorageClass,
  *check(resource) {
    const storageClass = resource.as<StorageClass>();
    const provisioner = storageClass.get("provisioner").text;
    const { copied } = fileSystemKeys(storageClass);
    const [first, ...others] = copied;
    if (!provisioner || provisioner.startsWith("kubernetes.io/") || !first || others.length === 0) return;
    const driver = storageDriver(provisioner);
    if (driver && !driver.csi) return;

    const kept = keptOf(copied, driver);
    for (const { name, key } of others)
      yield {
        at: key,
        names: [name],
        ...(!driver && { severity: "warning", confidence: "likely" }),
        label: "one key too many",
        message: `StorageClass ${quote(resource.name)} names its file system twice, under ${quote(first.name)} and under ${quote(name)}`,
        related: [{ at: first.key, label: "it is named first here" }],
        help: `${help(kept, copied)}; ${MADE_ANEW}`,
        then: `every claim of the class stays Pending (ProvisioningFailed: fstype specified in parameters with both "fstype" and ${quote(FSTYPE)} keys)`,
      };
  },
});

/** A driver that reads its own key to choose what it makes cannot do without it. */
function keptOf(copied: readonly Entry[], driver: StorageDriver | undefined): Entry | undefined {
  const own = driver?.fsTypeChoice === undefined ? undefined : copied.find(({ name }) => isOwnKey(name, driver));
  return own ?? copied.find(({ name }) => name === FSTYPE);
}

function help(kept: Entry | undefined, copied: readonly Entry[]): string {
  const rest = copied.filter((entry) => entry !== kept).map(({ name }) => quote(name));
  return kept ? `keep ${quote(kept.name)} and remove ${list(rest)}` : `write ${quote(FSTYPE)} instead of ${list(rest)}`;
}
