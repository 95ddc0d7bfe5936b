import type { PersistentVolumeClaim } from "kubernetes-types/core/v1.js";
import type { StorageClass } from "kubernetes-types/storage/v1.js";
import { isStorageClass } from "../../kubernetes/kinds.ts";
import { processUser } from "../../kubernetes/process.ts";
import type { Resource } from "../../kubernetes/resource.ts";
import { appliesGroup, type StorageDriver } from "../../kubernetes/storage-drivers.ts";
import type { Claim, Claims } from "../../release/claims.ts";
import { fileSystemKeys, isOwnKey } from "../../release/file-system-keys.ts";
import { FSTYPE, namesFileSystem } from "../../release/fstype.ts";
import { initialOwnershipChanges } from "../../release/ownership.ts";
import type { Release } from "../../release/release.ts";
import { MADE_ANEW } from "../../rule/made-anew.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote, shortList } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";
import type { Place } from "../../yaml/place.ts";

export default defineRule({
  id: "storage-class-fstype-missing",
  summary: "A StorageClass of a block driver names no file system, so fsGroup may never be applied.",
  rationale: `kubelet applies \`fsGroup\` to a CSI volume by the driver's \`fsGroupPolicy\`. The default, \`ReadWriteOnceWithFSType\`, wants a file system type on the PersistentVolume, and that comes from the class: the parameter \`csi.storage.k8s.io/fstype\`. Since external-provisioner 2.0 nothing is filled in unless the driver's deployment passes \`--default-fstype\`. The driver formats the disk with its own default all the same, so the volume mounts and looks right; only its files stay with root, without an event.

A few drivers go further: DirectPV makes no volume at all without \`fstype: xfs\`, and that is an error.

A driver whose CSIDriver object says \`fsGroupPolicy: File\`, or that applies the group itself, needs no file system type. Shared file systems have none. This rule knows some seventy drivers, and what the provisioner of the input fills in. It speaks of a class when a workload of the input that uses it sets \`fsGroup\`, runs as another user than root or changes owners by hand, or when nothing in the input uses it. For a driver that it does not know it only informs.

The parameters of a class cannot be changed: delete the class and create it anew. Volumes that exist keep what they have.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes-csi.github.io/docs/support-fsgroup.html",
    "https://kubernetes-csi.github.io/docs/external-provisioner.html",
  ],
  examples: [
    {
      bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: cinder-hdd}
provisioner: cinder.csi.openstack.org
parameters: # bad
  type: General HDD
volumeBindingMode: WaitForFirstConsumer
`,
      good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: cinder-hdd}
provisioner: cinder.csi.openstack.org
parameters:
  type: General HDD
  csi.storage.k8s.io/fstype: ext4
volumeBindingMode: WaitForFirstConsumer
`,
    },
  ],
  on: "resource",
  concerns: isStorageClass,
  *check(resource, { release }) {
    const { claims } = release;
    const node = resource.as<StorageClass>();
    const parameters = node.get("parameters");
    const provisioner = node.get("provisioner");
    if (provisioner.text === undefined || namesFileSystem(node)) return;
    const driver = claims.driverOf(provisioner.text);
    const policy = claims.policyOf(provisioner.text);
    if (driver ? !needsFileSystem(driver, parameters) : policy === "File" || policy === "None") return;
    // The input's own provisioner fills in what the class leaves out.
    if (!driver?.requiresFsType && claims.provisionerFsTypes.some((flag) => flag !== undefined)) return;
    if (isForDevicesOnly(resource, claims)) return;
    // A key that was meant to name it is the fault of other rules.
    if (fileSystemKeys(node).mistaken.some(({ name }) => !isOwnKey(name, driver))) return;

    const users = claims.ofClass(resource);
    const dependents = users.filter((claim) => dependsOnGroup(claim, release));
    if (users.length > 0 && dependents.length === 0 && !driver?.requiresFsType) return;

    const key = driver?.fsTypeChoice ? (driver.fsTypeKeys?.[0] ?? FSTYPE) : keyOf(provisioner.text);
    const wanted = driver?.requiresFsType ?? driver?.fileSystem ?? "ext4";
    const isDisk = driver?.kind === "block" || driver?.fsTypeChoice !== undefined;
    const hasProvisioner = claims.provisionerFsTypes.length > 0;
    const isProven =
      driver?.requiresFsType !== undefined ||
      (policy !== undefined && driver?.verified === true && (hasProvisioner || driver.defaultFsType === undefined));
    const remedy = `add ${key}: ${wanted} to its parameters${driver?.fsTypeChoice ? ` (${driver.fsTypeChoice})` : ""}; ${MADE_ANEW}`;
    yield {
      at: parameters.state === "present" ? parameters : provisioner,
      names: [FSTYPE],
      severity: severityOf(driver),
      confidence: isProven ? "certain" : "likely",
      label: "no file system type",
      message: `StorageClass ${quote(resource.name)} names no file system (${key})${driver ? `, ${needOf(driver)}` : ""}`,
      related: dependents.slice(0, 5).flatMap((claim) => reasonOf(claim, release) ?? []),
      help: isDisk ? remedy : `if its driver makes disks, ${remedy}`,
      then: consequence(driver, [...new Set(dependents.map(({ workload }) => workload.label))], hasProvisioner),
      ...(isDisk && {
        fix: { title: `add ${key}: ${wanted}`, patches: [{ set: parameters.get(key), to: wanted }], safe: false },
      }),
    };
  },
});

/** Kubernetes translates in-tree classes for their drivers, and knows no other key of a file system (staging/src/k8s.io/csi-translation-lib). */
const keyOf = (provisioner: string): string => (provisioner.startsWith("kubernetes.io/") ? "fsType" : FSTYPE);

function severityOf(driver: StorageDriver | undefined): NonNullable<Problem["severity"]> {
  if (driver?.requiresFsType !== undefined) return "error";
  return driver?.kind === "block" && !driver.rootMode ? "warning" : "info";
}

/** True where the driver leaves the files to root unless the volume names a file system. */
function needsFileSystem(driver: StorageDriver, parameters: Node<Record<string, string>>): boolean {
  if (driver.requiresFsType !== undefined) return true;
  if (driver.kind !== "block" && driver.kind !== "mixed") return false;
  if (driver.ownershipParameters?.some((name) => parameters.get(name).state === "present")) return false;
  return appliesGroup(driver, { fsType: false, readWriteOnce: true }) === "with-fstype";
}

function isForDevicesOnly(storageClass: Resource, claims: Claims): boolean {
  const modes = [
    ...claims.ofClass(storageClass).map(({ spec }) => spec?.get("volumeMode").text),
    ...claims
      .requestsFor(storageClass)
      .map((claim) => claim.as<PersistentVolumeClaim>().get("spec").get("volumeMode").text),
  ];
  return modes.length > 0 && modes.every((mode) => mode === "Block");
}

/** A claim that fsGroup never reaches is not helped by a file system type. */
const dependsOnGroup = (claim: Claim, release: Release): boolean =>
  !claim.disk.block &&
  claim.disk.group !== "never" &&
  !claim.workload.isWindows &&
  reasonOf(claim, release) !== undefined;

/** Where the workload sets fsGroup, or shows that it would need one. */
function reasonOf(
  { workload, volume }: Claim,
  release: Release,
): { readonly at: Place; readonly label: string } | undefined {
  const { label } = workload.resource;
  const fsGroup = workload.podSecurityContext.get("fsGroup");
  if (fsGroup.number !== undefined) return { at: fsGroup, label: `${label} sets fsGroup here` };
  for (const container of workload.containers) {
    if (!container.mounts.some((mount) => mount.get("name").text === volume.name)) continue;
    const user = processUser(container);
    if (user.root === false) return { at: user.at ?? container.node.get("image"), label: `${label} is not root here` };
  }
  const change = initialOwnershipChanges(workload, release).find(({ targets }) =>
    targets.some((target) => target.volume === volume),
  );
  return change && { at: change.at, label: `${label} changes owners here` };
}

const needOf = (driver: StorageDriver): string =>
  driver.requiresFsType
    ? `without which ${driver.product} makes no volume`
    : `and ${driver.product} applies fsGroup only to volumes that have one`;

/** A flag of the driver's deployment may stand between the class and the fault; the author of the class does not see it. */
function consequence(driver: StorageDriver | undefined, workloads: readonly string[], hasProvisioner: boolean): string {
  if (!driver) return "where the driver does not apply fsGroup by itself, the files of its volumes stay with root";
  if (driver.requiresFsType) return "every claim of the class stays Pending";
  if (driver.rootMode)
    return `every user may write the root of its volumes (mode ${driver.rootMode}), but files keep the group of whoever makes them`;
  const flag = driver.defaultFsType;
  const cause = hasProvisioner
    ? "the provisioner in the input fills none in, so the files of its volumes stay with root"
    : flag === undefined
      ? "its usual deployment fills none in, so the files of its volumes stay with root"
      : `its usual deployment passes --default-fstype=${flag}; where yours does not, the files of its volumes stay with root`;
  return workloads.length === 0 ? cause : `${cause}, and ${shortList(workloads, (label) => label)} may not write`;
}
