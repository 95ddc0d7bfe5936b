/** A name as messages quote it. Control characters stay: who prints the text escapes it. */
export const quote = (name: string): string => `"${name}"`;

/** volume "data" is declared here */
export const declaredHere = ({ noun, name }: { readonly noun: string; readonly name: string }): string =>
  `${noun} ${quote(name)} is declared here`;

/** a, b and c */
export function list(words: readonly string[], last = "and"): string {
  const head = words.slice(0, -1).join(", ");
  return head === "" ? (words[0] ?? "") : `${head} ${last} ${words.at(-1)}`;
}

/** At most `most` of them, and how many more there are. */
export function shortList<T>(items: readonly T[], show: (item: T) => string, most = 5): string {
  const words = items.slice(0, most).map(show);
  const more = items.length - most;
  return more > 0 ? `${words.join(", ")} and ${more} more` : list(words);
}

/** 1 object, 2 objects */
export const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : plural}`;
