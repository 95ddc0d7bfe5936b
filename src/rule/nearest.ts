import { distance } from "fastest-levenshtein";

/**
 * The name most likely meant: a slip of the keyboard (at most a third of the letters), or the only candidate that has all
 * of this one's words, in order, among its own. undefined where nothing is close: a wrong guess costs more than none.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  let closest: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = distance(name, candidate);
    if (!closest || edits < closest.edits) closest = { candidate, edits };
  }
  if (closest && closest.edits <= Math.max(1, Math.floor(name.length / 3))) return closest.candidate;
  const longer = candidates.filter((candidate) => hasWords(candidate.split("-"), name.split("-")));
  return longer.length === 1 ? longer[0] : undefined;
}

function hasWords(all: readonly string[], wanted: readonly string[]): boolean {
  let found = 0;
  for (const word of all) if (word === wanted[found]) found++;
  return found === wanted.length;
}
