import type { StorageClass } from "kubernetes-types/storage/v1.js";
import { isStorageClass } from "../../kubernetes/kinds.ts";
import type { StorageDriver } from "../../kubernetes/storage-drivers.ts";
import { MADE_ANEW } from "../../rule/made-anew.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "volume-binding-immediate",
  summary: "A StorageClass makes volumes of one zone or node before it is known where their pods run.",
  rationale: `Under \`volumeBindingMode: Immediate\`, which holds where the field is absent, a claim gets its volume as soon as it exists. A disk of a cloud lies in one zone, and a local one on one node; the driver chooses without regard to what the pod needs. A pod that another rule keeps away from there (a node selector, affinity, a topology spread, a second claim in another zone, or simply no free CPU) stays Pending for good. \`WaitForFirstConsumer\` lets the scheduler choose first.

Some provisioners, among them local-path, make no volume at all until a pod has been scheduled: there this is reported without a profile.

Silent where \`allowedTopologies\` names a single zone, where the parameters ask for a disk that spans zones, and for drivers whose volumes reach every node, or that are not known. A cluster in one zone has nothing to fear, which is why this belongs to the profile "reliability".`,
  topic: "storage",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode"],
  examples: [
    {
      bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
parameters: {type: gp3, csi.storage.k8s.io/fstype: ext4}
volumeBindingMode: Immediate # bad
`,
      good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
parameters: {type: gp3, csi.storage.k8s.io/fstype: ext4}
volumeBindingMode: WaitForFirstConsumer
`,
    },
  ],
  on: "resource",
  concerns: isStorageClass,
  *check(resource, { release: { claims } }) {
    const storageClass = resource.as<StorageClass>();
    const mode = storageClass.get("volumeBindingMode");
    const provisioner = storageClass.get("provisioner");
    const driver = claims.driverOf(provisioner.text ?? "");
    if (mode.state === "present" && mode.text !== "Immediate") return;
    if (!driver?.boundTo || spansZones(storageClass, driver) || hasOnePlace(storageClass)) return;
    yield {
      at: mode.state === "absent" ? provisioner : mode,
      names: [driver.boundTo],
      confidence: "likely",
      ...(driver.awaitsPod === undefined && { profile: "reliability" }),
      label: mode.state === "present" ? "before pods are scheduled" : "Immediate by default",
      message: `StorageClass ${quote(resource.name)} binds its claims before their pods are scheduled, but a volume of ${quote(provisioner.text ?? "")} can be reached from one ${driver.boundTo} only`,
      help: `set volumeBindingMode to WaitForFirstConsumer; ${MADE_ANEW}`,
      then:
        driver.awaitsPod === undefined
          ? `a pod that cannot run ${driver.boundTo === "zone" ? "in the zone" : "on the node"} of its volume stays Pending`
          : `every claim of the class stays Pending (ProvisioningFailed: ${driver.awaitsPod})`,
      fix: {
        title: "set volumeBindingMode to WaitForFirstConsumer",
        patches: [{ set: mode, to: "WaitForFirstConsumer" }],
        safe: false,
      },
    };
  },
});

const spansZones = (storageClass: Node<StorageClass>, { spansZones }: StorageDriver): boolean =>
  spansZones !== undefined &&
  storageClass
    .get("parameters")
    .entries()
    .some(
      ({ name, value }) =>
        spansZones.keys.some((key) => key.toLowerCase() === name.toLowerCase()) &&
        spansZones.value.test(value.text ?? ""),
    );

/** Where every volume lies in the same place, none can lie in the wrong one for long. */
function hasOnePlace(storageClass: Node<StorageClass>): boolean {
  const terms = storageClass.get("allowedTopologies").items();
  return (
    terms.length === 1 &&
    terms.every((term) => {
      const needs = term.get("matchLabelExpressions").items();
      return needs.length > 0 && needs.every((need) => need.get("values").items().length === 1);
    })
  );
}
