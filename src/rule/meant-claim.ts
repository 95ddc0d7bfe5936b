import type { Resource } from "../kubernetes/resource.ts";
import { claimReferences, type MissingClaim } from "../release/claim-references.ts";
import type { Release } from "../release/release.ts";
import { remembered } from "../yaml/remembered.ts";
import { MOST_CANDIDATES } from "./most-candidates.ts";
import { nearest } from "./nearest.ts";

/**
 * Of each claim that is missing, the one of the input that was most likely meant: it has nearly the same name, or the very
 * same in another namespace, and nobody mounts it.
 */
export const meantClaims = remembered((release: Release): ReadonlyMap<MissingClaim, Resource> => {
  const meant = new Map<MissingClaim, Resource>();
  const { missing, unmounted } = claimReferences(release);
  if (unmounted.length === 0 || unmounted.length > MOST_CANDIDATES) return meant;
  const namespaceOf = new Map(unmounted.map((claim) => [claim, release.namespaceOf(claim)]));
  for (const one of [...missing.values()].flat()) {
    const near = unmounted.filter((claim) => {
      const namespace = namespaceOf.get(claim);
      return namespace === one.namespace || namespace === "" || one.namespace === "";
    });
    const claim = namedNearly(one.name, near) ?? onlyOne(unmounted.filter(({ name }) => name === one.name));
    if (claim) meant.set(one, claim);
  }
  return meant;
});

/** A helper of a chart may add words to a name that another forgets, on either side. */
function namedNearly(name: string, claims: readonly Resource[]): Resource | undefined {
  const names = claims.map((claim) => claim.name);
  const found = nearest(name, names) ?? onlyOne(names.filter((each) => nearest(each, [name]) !== undefined));
  return claims.find((claim) => claim.name === found);
}

const onlyOne = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined);
