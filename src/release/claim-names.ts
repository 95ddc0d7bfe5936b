import type { Resource } from "../kubernetes/resource.ts";
import type { Release } from "./release.ts";

export type { ClaimNames };

const KNOWN = new WeakMap<Release, ClaimNames>();

export function claimNames(release: Release): ClaimNames {
  let names = KNOWN.get(release);
  if (!names) {
    names = new ClaimNames(release);
    KNOWN.set(release, names);
  }
  return names;
}

/** The claims that the input holds or makes, and which of them a pod of the input names. */
class ClaimNames {
  readonly #written = new Map<string, Resource[]>();
  readonly #named = new Set<string>();
  /** TEMPLATE-SET of the claims that a StatefulSet makes, whose names go on with a number. */
  readonly #ofSets = new Set<string>();
  /** Of the ephemeral volumes of Pods; those of other kinds have a part that nobody knows beforehand. */
  readonly #ofPods = new Set<string>();

  constructor(private readonly release: Release) {
    for (const resource of release.resources) {
      if (resource.kind !== "PersistentVolumeClaim" || resource.group !== "") continue;
      const namesakes = this.#written.get(resource.name);
      if (namesakes) namesakes.push(resource);
      else this.#written.set(resource.name, [resource]);
    }
    for (const { kind, name: owner, volumes } of release.workloads)
      for (const { source, name, claimName } of volumes) {
        if (claimName) this.#named.add(claimName);
        if (source === "volumeClaimTemplate") this.#ofSets.add(`${name}-${owner}`);
        if (source === "ephemeral" && kind === "Pod") this.#ofPods.add(`${owner}-${name}`);
      }
  }

  /** True where the input or the config has it. A namespace that nobody wrote may be any other. */
  mayHave(name: string, namespace: string): boolean {
    const isThere = (resource: Resource): boolean => {
      const other = this.release.namespaceOf(resource);
      return other === namespace || other === "" || namespace === "";
    };
    const set = /^(.+)-\d{1,9}$/.exec(name)?.[1];
    return (
      this.#written.get(name)?.some(isThere) === true ||
      (set !== undefined && this.#ofSets.has(set)) ||
      this.#ofPods.has(name) ||
      this.release.known.find("PersistentVolumeClaim", name, namespace) !== undefined
    );
  }
  /** Claims of the input that no pod of the input names, in whatever namespace. */
  get unnamed(): readonly Resource[] {
    return [...this.#written].flatMap(([name, resources]) => (this.#named.has(name) ? [] : resources));
  }
}
