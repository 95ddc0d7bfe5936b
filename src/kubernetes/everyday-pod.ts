import { isMapping, member } from "../yaml/node.ts";
import type { Container } from "./container.ts";
import { isEverydayClaim } from "./everyday-claim.ts";
import { isLabel } from "./everyday-shape.ts";
import { areEverydayMounts, isEverydayVolume } from "./everyday-volume.ts";
import { FIELD_HOMES, type Home } from "./field-homes.ts";
import { rawValue } from "./raw-value.ts";
import { remembered } from "./remembered.ts";
import type { Resource } from "./resource.ts";
import type { Workload } from "./workload.ts";

// Most pods have nothing odd about their volumes, mounts and security contexts, and a look at the plain values sees that
// for a tenth of what the scans proper cost, and without their code. What is not plain enough is left to them; the scans
// and this look are held against each other by test/kubernetes/everyday-pod.test.ts.

/** True where something about the pod's storage may be wrong. Several rules ask. */
export const mayBeOdd = remembered((workload: Workload): boolean => !isEverydayPod(workload));

export const mayBeOddlyMounted = ({ workload }: Container): boolean => mayBeOdd(workload);

interface Objects {
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
}

/** True where a request for a disk may be wrong, or asks for a raw one. */
export const mayAskOddly = remembered(
  ({ resources, workloads }: Objects): boolean =>
    resources.some((resource) => isClaim(resource) && !isEverydayClaim(member(rawValue(resource), "spec"))) ||
    workloads.some((workload) => mayBeOdd(workload) && asksOddly(workload)),
);

/** Of a pod that has something odd about it, which need not be its claims. */
function asksOddly({ isMade, kind, resource, pod, volumes }: Workload): boolean {
  if (isMade) return volumes.some(({ request }) => request !== undefined);
  const root = rawValue(resource);
  const spec = pod.steps().reduce<unknown>(member, root);
  return (
    !areAll(
      kind === "StatefulSet" ? member(member(root, "spec"), "volumeClaimTemplates") : undefined,
      isEverydayTemplate,
    ) || !areAll(member(spec, "volumes"), (volume) => isMapping(volume) && volume["ephemeral"] === undefined)
  );
}

/** True where a claim of the input asks for a raw disk. */
export const asksForDevice = remembered(({ resources }: Objects): boolean =>
  resources.some(
    (resource) => isClaim(resource) && member(member(rawValue(resource), "spec"), "volumeMode") === "Block",
  ),
);

const isClaim = ({ group, kind }: Resource): boolean => kind === "PersistentVolumeClaim" && group === "";

function isEverydayPod({ isMade, kind, resource, pod }: Workload): boolean {
  if (isMade) return false;
  let holder = rawValue(resource);
  const isSet = kind === "StatefulSet";
  for (const [depth, step] of pod.steps().entries()) {
    if (!hasOnly(holder, isSet && depth === 1 ? IN_SET : OUTSIDE)) return false;
    holder = member(holder, step);
  }
  const templates = isSet ? member(member(rawValue(resource), "spec"), "volumeClaimTemplates") : undefined;
  return isEverydaySpec(holder, templates);
}

function isEverydaySpec(spec: unknown, templates: unknown): boolean {
  if (!hasOnly(spec, IN_POD) || !hasOnly(member(spec, "securityContext"), IN_POD_SECURITY)) return false;
  if (member(spec, "ephemeralContainers") !== undefined) return false;
  const names = new Set<unknown>();
  const used = new Set<unknown>();
  const isWhole =
    areAll(
      templates,
      (template) => isEverydayTemplate(template) && isNew(member(member(template, "metadata"), "name"), names),
    ) &&
    areAll(member(spec, "volumes"), (volume) => isEverydayVolume(volume) && isNew(member(volume, "name"), names)) &&
    areAll(member(spec, "initContainers"), (container) => isEverydayContainer(container, used)) &&
    areAll(member(spec, "containers"), (container) => isEverydayContainer(container, used));
  for (const name of names) if (!used.has(name)) return false;
  return isWhole;
}

const isEverydayTemplate = (template: unknown): boolean =>
  isLabel(member(member(template, "metadata"), "name")) && isEverydayClaim(member(template, "spec"));

/** Adds the names of what it mounts to `used`. */
function isEverydayContainer(container: unknown, used: Set<unknown>): boolean {
  const mounts = member(container, "volumeMounts");
  if (Array.isArray(mounts)) for (const mount of mounts) used.add(member(mount, "name"));
  return (
    hasOnly(container, IN_CONTAINER) &&
    hasOnly(member(container, "securityContext"), IN_CONTAINER_SECURITY) &&
    member(container, "volumeDevices") === undefined &&
    areEverydayMounts(mounts)
  );
}

const areAll = (list: unknown, test: (item: unknown) => boolean): boolean =>
  list === undefined || list === null || (Array.isArray(list) && list.every(test));

const isNew = (name: unknown, names: Set<unknown>): boolean => names.size < names.add(name).size;

const homes = (...names: readonly Home[]): ReadonlySet<Home> => new Set(names);
const OUTSIDE = homes();
const IN_SET = homes("StatefulSet");
const IN_POD = homes("pod", "pod or container");
const IN_CONTAINER = homes("container", "pod or container");
const IN_POD_SECURITY = homes("pod security", "any security");
const IN_CONTAINER_SECURITY = homes("container security", "any security");

/** False where a field stands in the mapping that belongs elsewhere. */
function hasOnly(value: unknown, allowed: ReadonlySet<Home>): boolean {
  if (value === undefined || value === null) return true;
  if (!isMapping(value)) return false;
  for (const name in value) {
    const home = FIELD_HOMES.get(name);
    if (home && !allowed.has(home)) return false;
  }
  return true;
}
