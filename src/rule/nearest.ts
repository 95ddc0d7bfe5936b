import { distance } from "fastest-levenshtein";

/**
 * The name most likely meant: a slip of the keyboard (at most a third of the letters), or the only candidate that has all
 * of this one's words, in order, among its own. undefined where nothing is close, or two are alike: a wrong guess costs
 * more than none.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const slips = closest(name, candidates, Math.max(1, Math.floor(name.length / 3)));
  const meant =
    slips.size > 0 ? slips : new Set(candidates.filter((candidate) => hasWords(candidate.split("-"), name.split("-"))));
  const [only] = meant;
  return meant.size === 1 ? only : undefined;
}

/** Those with the fewest edits, at most `most` of them. */
function closest(name: string, candidates: readonly string[], most: number): ReadonlySet<string> {
  let found = new Set<string>();
  let fewest = most;
  for (const candidate of candidates) {
    // Each letter more or less is an edit: a hostile name is not compared in full.
    const edits = Math.abs(name.length - candidate.length) > fewest ? Infinity : distance(name, candidate);
    if (edits > fewest) continue;
    if (edits < fewest) found = new Set();
    fewest = edits;
    found.add(candidate);
  }
  return found;
}

function hasWords(all: readonly string[], wanted: readonly string[]): boolean {
  let found = 0;
  for (const word of all) if (word === wanted[found]) found++;
  return found === wanted.length;
}
