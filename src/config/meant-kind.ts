import { BUILT_IN_KINDS } from "./built-in-kinds.ts";

/** Kinds of custom resources that are a letter away from a built-in one (SageMaker's Endpoint). */
const CUSTOM_KINDS = new Set(["Endpoint"]);

/** By their names in lower case. */
const KINDS = new Map(BUILT_IN_KINDS.map((kind) => [kind.toLowerCase(), kind]));

const LONGEST = Math.max(...BUILT_IN_KINDS.map(({ length }) => length));

/** The built-in kind that the text is but for the case of its letters or one slip. Any other kind may be a custom one, and globs are none. */
export function meantKind(text: string): string | undefined {
  if (text.length > LONGEST + 1 || CUSTOM_KINDS.has(text) || /[*?]/.test(text)) return undefined;
  const lower = text.toLowerCase();
  const same = KINDS.get(lower);
  if (same !== undefined) return same === text ? undefined : same;
  for (const [known, kind] of KINDS) if (isSlip(lower, known)) return kind;
  return undefined;
}

/**
 * One letter more, less or other, or two neighbours swapped; never the first, since XService is a name of its own. Of a
 * short kind only one letter more or less: a Rule is no Role.
 */
function isSlip(text: string, kind: string): boolean {
  if (Math.abs(text.length - kind.length) > 1) return false;
  const shorter = Math.min(text.length, kind.length);
  let start = 0;
  while (start < shorter && text[start] === kind[start]) start++;
  if (start === 0) return false;
  let end = 0;
  while (end < shorter - start && text.at(-1 - end) === kind.at(-1 - end)) end++;
  const [is, was] = [text.slice(start, text.length - end), kind.slice(start, kind.length - end)];
  if (text.length !== kind.length) return Math.max(is.length, was.length) === 1;
  const isSwap = is.length === 2 && is[0] === was[1] && is[1] === was[0];
  return kind.length > 4 && (is.length === 1 || isSwap);
}
