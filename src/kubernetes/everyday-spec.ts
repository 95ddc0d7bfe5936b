import { isMapping, member } from "../yaml/node.ts";
import { isEverydayClaim } from "./everyday-claim.ts";
import { isLabel } from "./everyday-shape.ts";
import { areEverydayMounts, isEverydayVolume } from "./everyday-volume.ts";
import { FIELD_HOMES, type Home } from "./field-homes.ts";

/** True of a pod's spec in which each volume is plain and mounted, each mount has its volume, and no field stands astray. */
export function isEverydaySpec(spec: unknown, templates: unknown): boolean {
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
  if (!isWhole || names.size !== used.size) return false;
  for (const name of names) if (!used.has(name)) return false;
  return true;
}

export const isEverydayTemplate = (template: unknown): boolean =>
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

/** Of a list; none at all is an empty one. */
export const areAll = (list: unknown, test: (item: unknown) => boolean): boolean =>
  list === undefined || list === null || (Array.isArray(list) && list.every(test));

const isNew = (name: unknown, names: Set<unknown>): boolean => names.size < names.add(name).size;

const homes = (...names: readonly Home[]): ReadonlySet<Home> => new Set(names);
/** Around a pod, and in the spec of a StatefulSet. */
export const OUTSIDE = homes();
export const IN_SET = homes("StatefulSet");
const IN_POD = homes("pod", "pod or container");
const IN_CONTAINER = homes("container", "pod or container");
const IN_POD_SECURITY = homes("pod security", "any security");
const IN_CONTAINER_SECURITY = homes("container security", "any security");

/** False where a field stands in the mapping that belongs elsewhere. */
export function hasOnly(value: unknown, allowed: ReadonlySet<Home>): boolean {
  if (value === undefined || value === null) return true;
  if (!isMapping(value)) return false;
  for (const name in value) {
    const home = FIELD_HOMES.get(name);
    if (home && !allowed.has(home)) return false;
  }
  return true;
}
