/** Lines around a change. */
const CONTEXT = 3;

/** Lines of the one text that stand for lines of the other; counted from 0, `to` is exclusive. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** How one text becomes another, as git apply and patch take it. The texts differ. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const hunks = hunksOf([...changesBetween(old, now)]).map((changes) => hunk(changes, old, now));
  return `--- ${named("a", file)}\n+++ ${named("b", file)}\n${hunks.join("")}`;
}

/** With their line breaks, which are LF alone, as git has it. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Not always the fewest lines, but always right: fixes change few lines, one near the other in both texts. */
function* changesBetween(old: readonly string[], now: readonly string[]): Iterable<Change> {
  const pairs = new PairsAhead(now);
  let [at, newAt] = [0, 0];
  while (at < old.length || newAt < now.length) {
    if (at < old.length && old[at] === now[newAt]) {
      at++;
      newAt++;
      continue;
    }
    const [gone, added] = nextMatch(old, at, pairs, newAt) ?? [old.length - at, now.length - newAt];
    yield { from: at, to: at + gone, newFrom: newAt, newTo: newAt + added };
    at += gone;
    newAt += added;
  }
}

/**
 * How few lines of each text to pass until both go on alike, for two lines or for the last one, or for a single one after as
 * many of the one as of the other: most fixes change a line to a line. undefined where they never do. Looks at no more lines
 * than are passed, so that all calls together take time that grows with the texts.
 */
function nextMatch(
  old: readonly string[],
  at: number,
  pairs: PairsAhead,
  newAt: number,
): readonly [gone: number, added: number] | undefined {
  let best: readonly [number, number] | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (let gone = 0; gone < fewest && at + gone < old.length; gone++) {
    const pair = pairs.next(old, at + gone, newAt) ?? Number.POSITIVE_INFINITY;
    const isAlike = pairs.lines[newAt + gone] === old[at + gone];
    const added = Math.min(pair - newAt, isAlike ? gone : Number.POSITIVE_INFINITY);
    if (gone + added >= fewest) continue;
    fewest = gone + added;
    best = [gone, added];
  }
  return best;
}

/** Where two lines of a text stand one after the other. Asked from the front to the back, it forgets what is behind. */
class PairsAhead {
  /** Positions from the last to the first. */
  readonly #positions = new Map<string, number[]>();

  constructor(readonly lines: readonly string[]) {
    for (let at = lines.length - 1; at >= 0; at--) {
      const pair = pairAt(lines, at);
      const known = this.#positions.get(pair);
      if (known) known.push(at);
      else this.#positions.set(pair, [at]);
    }
  }

  /** The first position from `from` on of the pair that stands in other lines. */
  next(lines: readonly string[], at: number, from: number): number | undefined {
    const positions = this.#positions.get(pairAt(lines, at));
    while (positions && positions.length > 0 && positions.at(-1)! < from) positions.pop();
    return positions?.at(-1);
  }
}

/** Each line ends with its own break, so no two pairs are one text. */
const pairAt = (lines: readonly string[], at: number): string => `${lines[at]}${lines[at + 1] ?? ""}`;

/** Changes whose context would overlap stand in one hunk. */
function hunksOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const hunks: Change[][] = [];
  let last: Change | undefined;
  for (const change of changes) {
    if (last && change.from - last.to <= 2 * CONTEXT) hunks.at(-1)?.push(change);
    else hunks.push([change]);
    last = change;
  }
  return hunks;
}

function hunk(changes: readonly Change[], old: readonly string[], now: readonly string[]): string {
  const [first, last] = [changes[0]!, changes.at(-1)!];
  const lead = Math.min(CONTEXT, first.from);
  const tail = Math.min(CONTEXT, old.length - last.to);
  const pieces: string[] = [];
  let at = first.from - lead;
  for (const { from, to, newFrom, newTo } of changes) {
    pieces.push(
      marked(" ", old.slice(at, from)),
      marked("-", old.slice(from, to)),
      marked("+", now.slice(newFrom, newTo)),
    );
    at = to;
  }
  pieces.push(marked(" ", old.slice(at, last.to + tail)));
  const range = rangeOf(first.from - lead, last.to + tail);
  const newRange = rangeOf(first.newFrom - lead, last.newTo + tail);
  return `@@ -${range} +${newRange} @@\n${pieces.join("")}`;
}

const marked = (mark: string, lines: readonly string[]): string =>
  lines.map((line) => `${mark}${line}${line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"}`).join("");

/** Where no line stands, the number is that of the line before. */
const rangeOf = (from: number, to: number): string => `${to > from ? from + 1 : from},${to - from}`;

/** As git writes a name: in quotes where it holds what a line could not; a tab ends one that holds a blank. */
function named(side: string, file: string): string {
  const path = side + (file.startsWith("/") ? file : `/${file}`);
  if (/["\\]|\p{Cc}/u.test(path)) return `"${path.replace(/["\\]|\p{Cc}/gu, octal)}"`;
  return path.includes(" ") ? `${path}\t` : path;
}

const octal = (character: string): string =>
  /["\\]/.test(character)
    ? `\\${character}`
    : [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
