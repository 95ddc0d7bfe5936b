import type { Workload } from "../kubernetes/workload.ts";
import type { Release } from "./release.ts";

/** No object has a longer name. */
const LONGEST = 253;

/** The claims that controllers make, which the input names only in part. */
export class MadeClaims {
  /** Names with "#" for the ordinal of a pod, by namespace. */
  readonly #made = new Map<string, Set<string>>();
  /** By namespace, the names of custom resources of which nobody knows what they become. */
  readonly #unknown = new Map<string, Set<string>>();

  constructor(release: Release) {
    for (const workload of release.workloads)
      for (const name of namesMadeBy(workload)) add(this.#made, release.namespaceOf(workload.resource), name);
    for (const resource of release.notChecked)
      if (resource.name !== "") add(this.#unknown, release.namespaceOf(resource), resource.name);
  }

  /** True for the claim that a set, or the ephemeral volume of a pod, of that namespace makes. */
  has(name: string, namespace: string): boolean {
    const made = this.#made.get(namespace);
    if (!made || name.length > LONGEST) return false;
    if (made.has(name)) return true;
    for (const { index, 0: ordinal } of name.matchAll(/(?<=-)\d+(?=-|$)/g))
      if (made.has(`${name.slice(0, index)}#${name.slice(index + ordinal.length)}`)) return true;
    return false;
  }
  /** True where a custom resource's operator may make it: such names hold the resource's own. */
  mayHave(name: string, namespace: string): boolean {
    const owners = this.#unknown.get(namespace);
    if (!owners || name.length > LONGEST) return false;
    const words = name.split("-");
    return words.some((_, from) =>
      words.slice(from).some((__, length) => owners.has(words.slice(from, from + length + 1).join("-"))),
    );
  }
}

/**
 * TEMPLATE-SET-ORDINAL (pkg/controller/statefulset/stateful_set_utils.go, getPersistentVolumeClaimName) and POD-VOLUME
 * (component-helpers/storage/ephemeral, VolumeClaimName). The pods of other controllers have names that nobody foresees.
 */
function* namesMadeBy({ kind, name, volumes }: Workload): Iterable<string> {
  if (name === "") return;
  for (const volume of volumes) {
    if (!volume.request) continue;
    if (volume.source === "volumeClaimTemplate") yield `${volume.name}-${name}-#`;
    else if (kind === "StatefulSet") yield `${name}-#-${volume.name}`;
    else if (kind === "Pod") yield `${name}-${volume.name}`;
  }
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
