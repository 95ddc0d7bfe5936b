import type { PersistentVolume } from "kubernetes-types/core/v1.js";
import { askedClass, isDefaultClass, isMadeByHand } from "../kubernetes/claim-class.ts";
import { type ClaimRequest, claimRequests } from "../kubernetes/claim-request.ts";
import { dnsSubdomainError } from "../kubernetes/dns-subdomain.ts";
import { isPersistentVolume, isStorageClass } from "../kubernetes/kinds.ts";
import { hasPlaceholder } from "../kubernetes/placeholder.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { Node } from "../yaml/node.ts";
import { grouped } from "./grouped.ts";
import type { Release } from "./release.ts";

/** A StorageClass that disks are asked of, and which neither the input nor the config shows. */
export interface MissingClass {
  readonly name: string;
  /** The first request that names it, and where it does. */
  readonly request: ClaimRequest;
  readonly at: Node<string>;
  /** A workload that has such a disk, and the fsGroup that it sets. */
  readonly group: { readonly workload: Workload; readonly fsGroup: Node<number> } | undefined;
}

/** Which classes the disks of a release are asked of, and which it holds. */
export interface ClassReferences {
  /** One for each name, in the order of the input. */
  readonly missing: readonly MissingClass[];
  /** Names of the input's classes that differ from the name in capitals and separators alone. */
  readonly sameBut: (name: string) => readonly string[];
  /** Names of the input's classes, but for default ones, that no disk is asked of. */
  readonly unasked: ReadonlySet<string>;
}

export function classReferences(release: Release): ClassReferences {
  const requests = new Map<string, { readonly request: ClaimRequest; readonly at: Node<string> }>();
  const asked = new Set<string>();
  const served = classesOfVolumes(release);
  for (const request of claimRequests(release)) {
    const at = askedClass(request.node);
    const name = at?.text;
    if (!at || !name) continue;
    asked.add(name);
    if (requests.has(name) || isMadeByHand(request.node) || !mayBeClass(name) || served.has(name)) continue;
    if (!release.find("storage.k8s.io", "StorageClass", "", name) && !release.known.find("StorageClass", name))
      requests.set(name, { request, at });
  }
  const groups = requests.size > 0 ? groupsByClass(release) : new Map<string, MissingClass["group"]>();
  const classes = release.resources.filter(isStorageClass);
  const held = grouped(
    classes.map(({ name }) => name),
    bare,
  );
  const unasked = classes.filter((each) => !asked.has(each.name) && !isDefaultClass(each));
  return {
    missing: [...requests].map(([name, one]) => ({ name, ...one, group: groups.get(name) })),
    sameBut: (name) => held.get(bare(name)) ?? [],
    unasked: new Set(unasked.map(({ name }) => name)),
  };
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[-_.]/g, "");

/** What no class can be called, the API server refuses in the claim, which is a fault of its own. */
const mayBeClass = (name: string): boolean => !hasPlaceholder(name) && dnsSubdomainError(name) === undefined;

/** A volume that a person made names a class, too, which then is but a word that the claim has to match. */
const classesOfVolumes = (release: Release): ReadonlySet<string | undefined> =>
  new Set(
    release.resources.filter(isPersistentVolume).map((volume) => askedClass(volume.as<PersistentVolume>())?.text),
  );

function groupsByClass(release: Release): Map<string, MissingClass["group"]> {
  const groups = new Map<string, MissingClass["group"]>();
  for (const workload of release.workloads) {
    const fsGroup = workload.podSecurityContext.get("fsGroup");
    if (fsGroup.number === undefined) continue;
    for (const { asked } of release.claims.of(workload)) {
      const name = asked?.text;
      if (name && !groups.has(name)) groups.set(name, { workload, fsGroup });
    }
  }
  return groups;
}
