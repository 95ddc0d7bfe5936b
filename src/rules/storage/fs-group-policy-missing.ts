import type { CSIDriver } from "kubernetes-types/storage/v1.js";
import { storageDriver } from "../../kubernetes/storage-drivers.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "fs-group-policy-missing",
  summary: "A CSIDriver leaves its fsGroupPolicy to the default.",
  rationale: `Without \`fsGroupPolicy\` the API server takes \`ReadWriteOnceWithFSType\`: kubelet applies a pod's \`fsGroup\` only to volumes that one node writes and that name a file system. Whether they do depends on each StorageClass and on a flag of the driver's provisioner, far from this object. Drivers whose disks may always be handed to a group say \`File\`; those that must not be touched say \`None\`.

Silent for drivers known to serve shared file systems or directories, or to apply the group themselves.`,
  topic: "storage",
  severity: "info",
  profile: "advice",
  since: "0.1.0",
  references: ["https://kubernetes-csi.github.io/docs/support-fsgroup.html"],
  examples: [
    {
      bad: `apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata: {name: local.csi.openebs.io}
spec: # bad
  attachRequired: false
`,
      good: `apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata: {name: local.csi.openebs.io}
spec:
  attachRequired: false
  fsGroupPolicy: File
`,
    },
  ],
  on: "resource",
  concerns: ({ group, kind }) => group === "storage.k8s.io" && kind === "CSIDriver",
  *check(resource) {
    const at = resource.as<CSIDriver>().get("spec").get("fsGroupPolicy");
    const driver = storageDriver(resource.name);
    const makesDisks = driver === undefined || driver.kind === "block" || driver.kind === "mixed";
    if (at.state === "present" || !makesDisks || driver?.delegatesGroup) return;
    yield {
      at,
      names: ["fsGroupPolicy"],
      label: "no fsGroupPolicy",
      message: `CSIDriver ${quote(resource.name)} has no fsGroupPolicy, which means "ReadWriteOnceWithFSType"`,
      help: "set spec.fsGroupPolicy: File where fsGroup may be applied to all of its volumes, ReadWriteOnceWithFSType where the class is to decide, None where never",
      then: "fsGroup is applied only to volumes of one node that name a file system, which their classes or a flag of the provisioner must do",
    };
  },
});
