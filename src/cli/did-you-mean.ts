import { nearest } from "../rule/nearest.ts";
import { list, quote } from "../rule/text.ts";

const MOST_GUESSES = 5;
/** Shorter words stand in too many names. */
const FEWEST_LETTERS = 3;

/** A question for the nearest of the names, or else for those that hold every word of what was typed, or its beginning. */
export function didYouMean(typed: string, names: readonly string[], shown = quote): string | undefined {
  const meant = nearest(typed, names);
  const guesses = meant === undefined ? holding(typed, names) : [meant];
  if (guesses.length === 0) return undefined;
  const more = guesses.length - MOST_GUESSES;
  const choices = guesses.slice(0, MOST_GUESSES).map(shown);
  return `did you mean ${list(more > 0 ? [...choices, `one of ${more} more`] : choices, "or")}?`;
}

function holding(typed: string, names: readonly string[]): readonly string[] {
  const words = typed.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  if (!words.some((word) => word.length >= FEWEST_LETTERS)) return [];
  return names.filter((name) => words.every((word) => name.includes(word)));
}
