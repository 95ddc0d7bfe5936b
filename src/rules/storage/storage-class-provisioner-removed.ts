import type { StorageClass } from "kubernetes-types/storage/v1.js";
import { isStorageClass } from "../../kubernetes/kinds.ts";
import type { StorageDriver } from "../../kubernetes/storage-drivers.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "storage-class-provisioner-removed",
  summary: "A StorageClass names a provisioner whose code Kubernetes has removed.",
  rationale: `The provisioners \`kubernetes.io/...\` were part of Kubernetes. Some are gone with nothing in their place: Photon since 1.16, ScaleIO since 1.22, Quobyte, StorageOS and Flocker since 1.25, GlusterFS since 1.26, Ceph RBD and CephFS since 1.31. No claim of such a class gets a volume, and no external provisioner may serve the name. That is an error. For older versions, where it still works, this is advice.

Those of the clouds (\`kubernetes.io/aws-ebs\`, \`gce-pd\`, \`azure-disk\`, \`azure-file\`, \`cinder\`, \`vsphere-volume\`, \`portworx-volume\`) are gone too, but Kubernetes translates their classes for the CSI driver that took over, where it is installed. That is advice: the class works, and hides which driver it needs.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/",
    "https://kubernetes.io/docs/concepts/storage/storage-classes/#provisioner",
  ],
  examples: [
    {
      bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: replicated}
provisioner: kubernetes.io/rbd # bad
parameters: {pool: kube, monitors: "10.0.0.1:6789"}
`,
      good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: replicated}
provisioner: rbd.csi.ceph.com
parameters: {pool: kube, clusterID: storage, csi.storage.k8s.io/fstype: ext4}
`,
    },
  ],
  on: "resource",
  concerns: isStorageClass,
  *check(resource, { release: { claims }, kubernetes: { minor } }) {
    const at = resource.as<StorageClass>().get("provisioner");
    const name = at.text ?? "";
    const driver = name.startsWith("kubernetes.io/") ? claims.driverOf(name) : undefined;
    if (!driver) return;
    const subject = `StorageClass ${quote(resource.name)} asks ${quote(name)} for its volumes`;
    if (driver.deadSince) {
      const isGone = minor >= driver.deadSince.minor;
      const since = `Kubernetes 1.${driver.deadSince.minor}`;
      yield {
        at,
        names: [name],
        ...(!isGone && { severity: "info", profile: "advice" }),
        label: isGone ? "removed" : "to be removed",
        message: isGone ? `${subject}, which ${since} removed` : `${subject}, which ${since} removes`,
        help: replacement(driver),
        then: isGone
          ? `every claim of the class stays Pending (ProvisioningFailed: no volume plugin matched name: ${name})`
          : `from then on every claim of the class stays Pending, and pods cannot mount the volumes that it has made`,
      };
    } else if (driver.migratedFrom === name && minor >= (driver.migratedSince?.minor ?? 0))
      yield {
        at,
        names: [name],
        severity: "info",
        profile: "advice",
        label: "deprecated",
        message: `${subject}, a name that Kubernetes translates for the driver ${quote(driver.provisioner)}`,
        help: `create a class of ${driver.provisioner} in its place, with the parameters of that driver; volumes that exist may stay`,
        then: "where that driver is not installed, every claim of the class stays Pending",
      };
  },
});

const replacement = ({ successor }: StorageDriver): string =>
  successor === undefined
    ? "create a class of a CSI driver that the cluster has, and move the data to its volumes"
    : `create a class of ${successor}, and move the data to its volumes`;
