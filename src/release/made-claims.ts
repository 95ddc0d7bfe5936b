import type { Workload } from "../kubernetes/workload.ts";
import type { Release } from "./release.ts";

/** A name with letters that something appends: ORDINAL in data-web-ORDINAL. */
interface Pattern {
  readonly before: string;
  /** undefined where the name has no ordinal. */
  readonly behind: string | undefined;
}

/** The claims that controllers make, which the input names only by halves. */
export class MadeClaims {
  readonly #patterns = new Map<string, Pattern[]>();
  /** By namespace, the names of custom resources of which nobody knows what they become. */
  readonly #unknown = new Map<string, string[]>();

  constructor(release: Release) {
    for (const workload of release.workloads) {
      const patterns = [...patternsOf(workload)];
      if (patterns.length > 0) added(this.#patterns, release.namespaceOf(workload.resource), patterns);
    }
    for (const resource of release.notChecked)
      if (resource.name !== "") added(this.#unknown, release.namespaceOf(resource), [resource.name]);
  }

  /** True for the claim that a set, or the ephemeral volume of a pod, of that namespace makes. */
  has(name: string, namespace: string): boolean {
    return (this.#patterns.get(namespace) ?? []).some((pattern) => isOf(pattern, name));
  }
  /** True where a custom resource's operator may make it: such names hold the resource's own. */
  mayHave(name: string, namespace: string): boolean {
    return (this.#unknown.get(namespace) ?? []).some((owner) => `-${name}-`.includes(`-${owner}-`));
  }
}

/**
 * TEMPLATE-SET-ORDINAL (pkg/controller/statefulset/stateful_set_utils.go, getPersistentVolumeClaimName) and POD-VOLUME
 * (component-helpers/storage/ephemeral, VolumeClaimName). The pods of other controllers have names that nobody foresees.
 */
function* patternsOf({ kind, name, volumes }: Workload): Iterable<Pattern> {
  if (name === "") return;
  for (const volume of volumes) {
    if (!volume.request) continue;
    const isTemplate = volume.source === "volumeClaimTemplate";
    if (isTemplate) yield { before: `${volume.name}-${name}-`, behind: "" };
    else if (kind === "StatefulSet") yield { before: `${name}-`, behind: `-${volume.name}` };
    else if (kind === "Pod") yield { before: `${name}-${volume.name}`, behind: undefined };
  }
}

function isOf({ before, behind }: Pattern, name: string): boolean {
  if (behind === undefined) return name === before;
  if (!name.startsWith(before) || !name.endsWith(behind)) return false;
  return /^\d+$/.test(name.slice(before.length, name.length - behind.length));
}

function added<V>(lists: Map<string, V[]>, key: string, values: readonly V[]): void {
  const list = lists.get(key);
  if (list) list.push(...values);
  else lists.set(key, [...values]);
}
