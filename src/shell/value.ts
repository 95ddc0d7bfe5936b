import type { Word } from "./syntax.ts";

/** Where a value is written, offsets in UTF-16 code units, `end` exclusive. */
export interface Origin {
  readonly argument: number;
  /** The path of the script file that holds it, to which argv[argument] leads; undefined: argv[argument] itself. */
  readonly file: string | undefined;
  readonly start: number;
  readonly end: number;
  /** Where the value's text begins, if it stands there letter by letter (perhaps in quotes). */
  readonly text: number | undefined;
}

/** A stretch of a value that the text does not spell out. */
export interface Hole {
  /**
   * "search": nothing, or a slash and more (find with its root). "below": a slash and more (find without its root).
   * "glob": a pattern. "unknown": anything.
   */
  readonly kind: "search" | "below" | "glob" | "unknown";
  /** True where it is the id of the process itself. */
  readonly ownId: boolean;
  /** True where a search hands over whole trees, so that what is done to each result is done to all of the tree. */
  readonly deep: boolean;
}

export type Piece = string | Hole;

/** One word of a command after all expansions; made by `joined` alone. */
export interface Value {
  /** What is known of its text, in order: no empty texts, no two texts side by side. */
  readonly pieces: readonly Piece[];
  readonly origin: Origin;
}

/** What a command prints, word by word; undefined where nobody knows. */
export type Output = readonly Value[] | undefined;

export const UNKNOWN: Hole = { kind: "unknown", ownId: false, deep: false };
export const OWN_ID: Hole = { kind: "unknown", ownId: true, deep: false };
export const GLOB: Hole = { kind: "glob", ownId: false, deep: false };

/** More than any path has; what comes behind them is taken for unknown. */
const MOST_PIECES = 64;

export function joined(pieces: Iterable<Piece>, origin: Origin): Value {
  const known: Piece[] = [];
  for (const piece of pieces) {
    const last = known.at(-1);
    if (piece === "") continue;
    if (typeof piece === "string" && typeof last === "string") known[known.length - 1] = last + piece;
    else if (known.push(piece) > MOST_PIECES) return { pieces: [...known.slice(0, -1), UNKNOWN], origin };
  }
  return { pieces: known, origin };
}

/** The whole text where it is known. */
export function literal(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  const [text = "", ...others] = value.pieces;
  return typeof text === "string" && others.length === 0 ? text : undefined;
}

/** The text up to the first hole. */
export function beginning(value: Value): string {
  const [text] = value.pieces;
  return typeof text === "string" ? text : "";
}

/** The last part of a command's path: "chown" of "/bin/chown". */
export function commandName(value: Value | undefined): string | undefined {
  const text = literal(value);
  return text?.slice(text.lastIndexOf("/") + 1);
}

/** The place of a word in the script that has this origin; the whole script where its words cannot be found again. */
export function originOf(word: Word, script: Origin): Origin {
  const base = script.text;
  if (base === undefined) return script;
  const [part, ...others] = word.parts;
  const verbatim = others.length === 0 && part?.kind === "text" && part.start !== undefined;
  return {
    argument: script.argument,
    file: script.file,
    start: base + word.start,
    end: base + word.end,
    text: verbatim ? base + (part.start ?? 0) : undefined,
  };
}
