import { type OptionForm, readOptions } from "./options.ts";
import { beginning, type Hole, joined, literal, type Piece, type Value } from "./value.ts";

export interface FindCall {
  /** What it finds, one value for each place where it begins. */
  readonly results: readonly Value[];
  readonly executions: readonly Execution[];
}

interface Execution {
  readonly words: readonly Value[];
  /** True for -exec ... +, whose failure is find's failure; find does not care about that of -exec ... \; */
  readonly failsFind: boolean;
}

const EXECUTING = new Set(["-exec", "-execdir"]);
/** Tests and actions that take no value; all others take one. */
const ALONE =
  /^-(?:d|daystart|delete|depth|empty|executable|false|follow|ignore_readdir_race|ls|mount|nogroup|noleaf|nouser|print0?|prune|quit|readable|true|writable|xdev)$/;
const CHOOSES_NOTHING =
  /^-(?:d|daystart|delete|depth|f?ls|f?print0?|f?printf|follow|ignore_readdir_race|maxdepth|mindepth|mount|noleaf|quit|true|xdev)$/;
const COMBINING = new Set(["(", ")", ",", "-o", "-or", "-prune"]);
const XARGS: OptionForm = {
  valued: "nILPsdEa",
  valuedLong: ["max-args", "max-lines", "max-procs", "max-chars", "delimiter", "eof", "arg-file"],
};

/** Reads the words of a find, which begin with "find". */
export function readFind(words: readonly Value[]): FindCall {
  let index = 1;
  while (/^-(?:[HLP]|O\d*)$/.test(literal(words[index]) ?? "")) index += 1;
  const roots: Value[] = [];
  for (; index < words.length && !/^(?:-|[(!,]$)/.test(beginning(words[index]!)); index += 1) roots.push(words[index]!);
  if (roots.length === 0 && words[0] !== undefined) roots.push({ pieces: ["."], origin: words[0].origin });
  const search = new Search();
  while (index < words.length) index = search.read(words, index);
  return { results: roots.map((root) => search.result(root)), executions: search.executions };
}

/** What the expression of a find chooses among all that lies below its roots. */
class Search {
  readonly executions: Execution[] = [];
  #negated = false;
  #chooses = false;
  #leavesRoot = false;
  #deepest = Number.POSITIVE_INFINITY;

  /** Reads the primary at `index` and gives the index behind it. */
  read(words: readonly Value[], index: number): number {
    const name = literal(words[index]) ?? "";
    if (name === "!" || name === "-not") {
      this.#negated = !this.#negated;
      return index + 1;
    }
    if (EXECUTING.has(name)) return this.#execution(words, index + 1);
    if (COMBINING.has(name)) this.#chooses = true;
    else this.#test(name, literal(words[index + 1]));
    this.#negated = false;
    const takesValue = name.startsWith("-") && !ALONE.test(name) && !COMBINING.has(name);
    return index + (takesValue ? 2 : 1);
  }

  /** A negated test leaves some out, as those who write "-not -name lost+found" mean all the rest. */
  #test(name: string, value: string | undefined): void {
    if (name === "-maxdepth") this.#deepest = Number(value);
    else if (name === "-mindepth") this.#leavesRoot ||= Number(value) >= 1;
    else if (name === "-type") this.#leavesRoot ||= (value === "d") === this.#negated;
    else if (!CHOOSES_NOTHING.test(name) && !this.#negated) this.#chooses = true;
  }

  #execution(words: readonly Value[], start: number): number {
    let end = start;
    for (; end < words.length; end += 1) {
      const text = literal(words[end]);
      const gathers = text === "+" && literal(words[end - 1]) === "{}";
      if (text !== ";" && !gathers) continue;
      this.executions.push({ words: words.slice(start, end), failsFind: gathers });
      return end + 1;
    }
    return end;
  }

  result(root: Value): Value {
    if (this.#deepest === 0) return root;
    const kind: Hole["kind"] = this.#leavesRoot ? "below" : this.#chooses ? "unknown" : "search";
    const hole: Hole = { kind, ownId: false, deep: this.#deepest > 1 && !this.#chooses };
    return joined([...root.pieces, hole], root.origin);
  }
}

/** The command that an xargs runs; `results` are the words it reads. */
export function xargsCommand(words: readonly Value[], results: readonly Value[]): readonly Value[] {
  const { given, operands } = readOptions(words.slice(1), XARGS);
  const replaced = given.findLast(({ name }) => name === "I" || name === "replace" || name === "i");
  if (replaced !== undefined) return withResults(operands, literal(replaced.value) ?? "{}", results);
  const origin = operands[0]?.origin;
  return origin === undefined ? [] : [...operands, ...results.map(({ pieces }) => ({ pieces, origin }))];
}

/** `words` with every result in the place of `placeholder`. */
export function withResults(words: readonly Value[], placeholder: string, results: readonly Value[]): readonly Value[] {
  const holds = (piece: Piece) => typeof piece === "string" && piece.includes(placeholder);
  return words.flatMap((word) => {
    if (placeholder === "" || !word.pieces.some(holds)) return [word];
    return results.map((result) => {
      const pieces = word.pieces.flatMap((piece) =>
        typeof piece === "string" ? filled(piece, placeholder, result) : piece,
      );
      return joined(pieces, { ...word.origin, text: undefined });
    });
  });
}

function filled(text: string, placeholder: string, result: Value): readonly Piece[] {
  return text.split(placeholder).flatMap((part, index) => (index === 0 ? [part] : [...result.pieces, part]));
}
