import type { StorageClass } from "kubernetes-types/storage/v1.js";
import { isStorageClass } from "../../kubernetes/kinds.ts";
import { storageDriver } from "../../kubernetes/storage-drivers.ts";
import { CSI_PARAMETERS, CSI_PREFIX } from "../../release/file-system-keys.ts";
import { MADE_ANEW } from "../../rule/made-anew.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote, shortList } from "../../rule/text.ts";

export default defineRule({
  id: "unknown-csi-parameter",
  summary: "A StorageClass sets a parameter in the name of CSI that external-provisioner does not know.",
  rationale: `Parameters whose names begin with \`csi.storage.k8s.io/\` are meant for external-provisioner: the file system, and the Secrets of each call. It compares them letter by letter, and refuses those that it does not know. \`csi.storage.k8s.io/fsType\`, written as in a PersistentVolume, is such a key: the class is accepted, and no claim of it ever gets a volume.

A key close to one that exists is an error. Any other may be known to a newer external-provisioner than this rule was written for, and is a likely problem, as is every key of a driver that is not known. Provisioners that make no CSI volumes are not judged.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes-csi.github.io/docs/external-provisioner.html",
    "https://kubernetes-csi.github.io/docs/secrets-and-credentials-storage-class.html",
  ],
  examples: [
    {
      bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
parameters:
  type: gp3
  csi.storage.k8s.io/fsType: xfs # bad
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
  *check(resource) {
    const storageClass = resource.as<StorageClass>();
    const driver = storageDriver(storageClass.get("provisioner").text ?? "");
    if (driver && !driver.csi) return;
    for (const { name, key, value } of storageClass.get("parameters").entries()) {
      const own = name.startsWith(CSI_PREFIX) ? name.slice(CSI_PREFIX.length) : undefined;
      if (own === undefined || CSI_PARAMETERS.includes(own) || value.state === "null") continue;
      const meant = nearest(own.toLowerCase(), CSI_PARAMETERS);
      const isCertain = meant !== undefined && driver !== undefined;
      yield {
        at: key,
        names: [name],
        ...(!isCertain && { severity: "warning", confidence: "likely" }),
        label: "not known",
        message: `StorageClass ${quote(resource.name)} sets ${quote(name)}, which is no parameter of external-provisioner`,
        help: `${meant === undefined ? `remove it, or take one of ${shortList(CSI_PARAMETERS, (known) => CSI_PREFIX + known)}` : `write ${CSI_PREFIX}${meant} instead`}; ${MADE_ANEW}`,
        then: `every claim of the class stays Pending (ProvisioningFailed: failed to strip CSI Parameters of prefixed keys: found unknown parameter key ${quote(name)} with reserved namespace ${CSI_PREFIX})`,
      };
    }
  },
});
