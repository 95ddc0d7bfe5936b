import type { PersistentVolumeClaimSpec } from "kubernetes-types/core/v1.js";
import type { StorageClass } from "kubernetes-types/storage/v1.js";
import { isClaim, isStorageClass } from "../../kubernetes/kinds.ts";
import { givesReadWriteMany } from "../../kubernetes/storage-drivers.ts";
import type { Claim } from "../../release/claims.ts";
import type { Release } from "../../release/release.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "access-mode-not-supported",
  summary: "A claim asks for ReadWriteMany from a driver whose disks serve one node.",
  rationale: `\`ReadWriteMany\` lets pods on several nodes write one volume. A disk with a file system of its own cannot give that: two kernels that write one ext4 destroy it. Drivers of disks refuse such a claim, each in words of its own (event \`ProvisioningFailed\`); a few make the volume and fail when the second node attaches it. The API server accepts the claim, and its pods stay Pending.

With \`volumeMode: Block\` many of them do give it, because then the application keeps order by itself. Some products give it with a file system too, through a share that they put in front of the disk (Longhorn, Portworx, vSphere, HPE), or for some kinds of disks (Cinder with multiattach). Those are not reported, nor are drivers that make disks or shares as the class or the backend decides, nor any that is not known.

The rule follows a claim to its class in the input or among the \`known\` of the config. Not judged is a claim that waits for a volume made by hand: one that a PersistentVolume of the input serves, that names its volume, that selects it by labels, or that asks for the empty class.`,
  topic: "storage",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes"],
  examples: [
    {
      bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads}
spec:
  storageClassName: fast
  accessModes:
    - ReadWriteMany # bad
  resources: {requests: {storage: 10Gi}}
`,
      good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: shared}
provisioner: efs.csi.aws.com
parameters: {provisioningMode: efs-ap, fileSystemId: fs-1, directoryPerms: "0770", uid: "1000", gid: "1000"}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads}
spec:
  storageClassName: shared
  accessModes:
    - ReadWriteMany
  resources: {requests: {storage: 10Gi}}
`,
    },
  ],
  on: "release",
  concerns: (release) => release.known.has("StorageClass") || release.resources.some(isStorageClass),
  *check(release) {
    for (const request of requests(release)) {
      const { subject, spec, storageClass, disk } = request;
      const { driver, isStatic, block } = disk;
      if (!spec || !driver || driver.deadSince || isStatic || block || givesReadWriteMany(driver)) continue;
      const at = modes(spec).find(({ text }) => text === "ReadWriteMany");
      if (!at) continue;
      const provisioner = provisionerOf(request, release) ?? driver.provisioner;
      yield {
        at,
        names: ["ReadWriteMany", provisioner],
        confidence: "likely",
        label: "one node only",
        message: `${subject} asks for ReadWriteMany, but ${quote(provisioner)} gives a volume with a file system to one node only`,
        related: storageClass
          ? [{ at: storageClass.as<StorageClass>().get("provisioner"), label: "its class names the driver here" }]
          : [],
        help: "ask for ReadWriteOnce, or name a class of a shared file system",
        then: "the driver refuses the claim (ProvisioningFailed), or attaches its volume to no second node; pods that use it stay Pending",
      };
    }
  },
});

/** As the class names it: the driver may have a name of each installation's own, or have taken it over. */
const provisionerOf = ({ storageClass, asked }: Request, { known }: Release): string | undefined =>
  storageClass
    ? storageClass.as<StorageClass>().get("provisioner").text
    : known.find("StorageClass", asked?.text ?? "")?.provisioner;

const modes = (spec: Node<PersistentVolumeClaimSpec>): readonly Node<string>[] => spec.get("accessModes").items();

type Request = Pick<Claim, "spec" | "asked" | "storageClass" | "disk"> & { readonly subject: string };

/** PersistentVolumeClaims of the input, and the claims that its workloads make. */
function* requests({ resources, workloads, claims }: Release): Iterable<Request> {
  for (const resource of resources)
    if (isClaim(resource)) yield { ...claims.ofRequest(resource), subject: resource.label };
  for (const workload of workloads)
    for (const claim of claims.of(workload)) {
      const { noun, name, request } = claim.volume;
      if (request) yield { ...claim, subject: `${noun} ${quote(name)} of ${workload.label}` };
    }
}
