import type { Workload } from "../kubernetes/workload.ts";
import type { Release } from "./release.ts";

/** No object has a longer name. */
const LONGEST = 253;
/** Each run of words may be the name of a custom resource; real names have a third of that. */
const MOST_WORDS = 24;

/** The claims that controllers make, which the input names only in part. */
export class MadeClaims {
  /** With "#" for the ordinal of a pod. */
  readonly #made = new NamesInNamespaces();
  /** The names of custom resources of which nobody knows what they become. */
  readonly #unknown = new NamesInNamespaces();

  constructor(release: Release) {
    for (const workload of release.workloads)
      for (const name of namesMadeBy(workload)) this.#made.add(name, release.namespaceOf(workload.resource));
    for (const resource of release.notChecked)
      if (resource.name !== "") this.#unknown.add(resource.name, release.namespaceOf(resource));
  }

  /** True for the claim that a set, or the ephemeral volume of a pod, of that namespace makes. */
  has(name: string, namespace: string): boolean {
    if (this.#made.isEmpty || name.length > LONGEST) return false;
    if (this.#made.has(name, namespace)) return true;
    for (const { index, 0: ordinal } of name.matchAll(/(?<=-)\d+(?=-|$)/g))
      if (this.#made.has(`${name.slice(0, index)}#${name.slice(index + ordinal.length)}`, namespace)) return true;
    return false;
  }
  /** True where a custom resource's operator may make it: such names hold the resource's own. */
  mayHave(name: string, namespace: string): boolean {
    if (this.#unknown.isEmpty || name.length > LONGEST) return false;
    const words = name.split("-", MOST_WORDS + 1);
    if (words.length > MOST_WORDS) return true;
    return words.some((_, from) =>
      words
        .slice(from)
        .some((__, length) => this.#unknown.has(words.slice(from, from + length + 1).join("-"), namespace)),
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

/** "", the release's own namespace, may be called like any other. */
class NamesInNamespaces {
  readonly #namespaces = new Map<string, Set<string>>();

  get isEmpty(): boolean {
    return this.#namespaces.size === 0;
  }
  add(name: string, namespace: string): void {
    const namespaces = this.#namespaces.get(name);
    if (namespaces) namespaces.add(namespace);
    else this.#namespaces.set(name, new Set([namespace]));
  }
  has(name: string, namespace: string): boolean {
    const namespaces = this.#namespaces.get(name);
    return namespaces !== undefined && (namespace === "" || namespaces.has("") || namespaces.has(namespace));
  }
}
