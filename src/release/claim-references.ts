import type { PersistentVolumeClaim } from "kubernetes-types/core/v1.js";
import { isClaim } from "../kubernetes/kinds.ts";
import { hasPlaceholder } from "../kubernetes/placeholder.ts";
import type { Resource } from "../kubernetes/resource.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { grouped } from "./grouped.ts";
import { MadeClaims } from "./made-claims.ts";
import type { Release } from "./release.ts";

/** A pod's volume that names a claim which the input does not hold, nobody in it makes, and the config does not know. */
export interface MissingClaim {
  readonly workload: Workload;
  readonly name: string;
  readonly at: Node<string>;
  readonly namespace: string;
}

/** Which claims the pods of a release name, and which it holds. */
export interface ClaimReferences {
  /** One for a workload and a name. */
  readonly missing: ReadonlyMap<Workload, readonly MissingClaim[]>;
  /** Claims of the input that no pod mounts, no StatefulSet takes for its own, and no other claim is copied from. */
  readonly unmounted: readonly Resource[];
}

/** The release is searched once. */
export const claimReferences = remembered((release: Release): ClaimReferences => {
  const claims = new Claims(release);
  const made = new MadeClaims(release);
  const missing = new Map<Workload, readonly MissingClaim[]>();
  const mounted = new Set<Resource>();
  // A name that is not filled in yet may be that of any claim.
  let isOpen = false;

  for (const workload of release.workloads) {
    const namespace = release.namespaceOf(workload.resource);
    const lacking: MissingClaim[] = [];
    const told = new Set<string>();
    for (const { source, node } of workload.volumes) {
      const at = node.get("persistentVolumeClaim").get("claimName");
      const name = at.text;
      if (source !== "persistentVolumeClaim" || !name) continue;
      const found = claims.called(name, namespace);
      for (const claim of found) mounted.add(claim);
      if (hasPlaceholder(name)) isOpen = true;
      else if (
        found.length === 0 &&
        !told.has(name) &&
        !made.has(name, namespace) &&
        !made.mayHave(name, namespace) &&
        !release.known.find("PersistentVolumeClaim", name, namespace)
      ) {
        told.add(name);
        lacking.push({ workload, name, at, namespace });
      }
    }
    if (lacking.length > 0) missing.set(workload, lacking);
  }

  const copied = new Set(claims.all.flatMap((claim) => copiedFrom(claim, release, claims)));
  const unmounted = isOpen
    ? []
    : claims.all.filter(
        (claim) =>
          claim.name !== "" &&
          !hasPlaceholder(claim.name) &&
          !mounted.has(claim) &&
          !copied.has(claim) &&
          !made.has(claim.name, release.namespaceOf(claim)),
      );
  return { missing, unmounted };
});

class Claims {
  readonly all: readonly Resource[];
  readonly #byName: ReadonlyMap<string, readonly Resource[]>;

  constructor(private readonly release: Release) {
    this.all = release.resources.filter(isClaim);
    this.#byName = grouped(this.all, ({ name }) => name);
  }

  /** Those that the name may lead to from the namespace: "", the release's own, may be called like any other. */
  called(name: string, namespace: string): readonly Resource[] {
    return (this.#byName.get(name) ?? []).filter((claim) => {
      const own = this.release.namespaceOf(claim);
      return own === namespace || own === "" || namespace === "";
    });
  }
}

function copiedFrom(claim: Resource, release: Release, claims: Claims): readonly Resource[] {
  const spec = claim.as<PersistentVolumeClaim>().get("spec");
  return [spec.get("dataSource"), spec.get("dataSourceRef")].flatMap((source) => {
    const name = source.get("kind").text === "PersistentVolumeClaim" ? source.get("name").text : undefined;
    return name === undefined ? [] : claims.called(name, release.namespaceOf(claim));
  });
}
