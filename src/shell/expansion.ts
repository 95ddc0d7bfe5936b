import type { ShellState } from "./shell-state.ts";
import type { CommandList, Word, WordPart } from "./syntax.ts";
import { GLOB, joined, literal, type Origin, type Output, OWN_ID, type Piece, UNKNOWN, type Value } from "./value.ts";

/** Runs $( ... ). */
export type Substitute = (commands: CommandList) => Output;

type Values = readonly (readonly Piece[])[];
/** The word of ${NAME:-word}, whose own quotes decide how it is split. */
type Instead = { readonly parts: readonly WordPart[] };
type Expanded = Exclude<WordPart, { kind: "text" }>;

/** Where a pattern for file names begins, or bash's {a,b}; "[" and "{}" alone are none. */
const PATTERN = /[*?]|\[(?!$)|\{(?!\})/;
const OWN_ID_VARIABLES = new Set(["UID", "EUID"]);

const EMPTY: Values = [[""]];

/** Expands words as a shell does: parameters, substitutions, field splitting, patterns; `origin` is the script's. */
export class Expansion {
  readonly #state: ShellState;
  readonly #substitute: Substitute;

  constructor(state: ShellState, substitute: Substitute) {
    this.#state = state;
    this.#substitute = substitute;
  }

  /** The fields of an argument: none, one or several. */
  fields(word: Word, origin: Origin): Value[] {
    const fields = new Fields();
    if (word.parts[0]?.kind === "text" && !word.parts[0].quoted && word.parts[0].text.startsWith("~")) {
      fields.add(UNKNOWN);
    }
    for (const part of word.parts) this.#expand(part, fields, origin);
    return fields.all.map((pieces) => joined(pieces, origin));
  }

  /** The one value of an assignment, which is not split. */
  single(parts: readonly WordPart[], origin: Origin): Value {
    return joined(
      parts.flatMap((part) => this.#pieces(part, origin)),
      origin,
    );
  }

  #expand(part: WordPart, fields: Fields, origin: Origin): void {
    if (part.kind === "text") {
      if (part.quoted) fields.add(part.text);
      else fields.addPattern(part.text);
      return;
    }
    const values = this.#values(part, origin);
    if ("parts" in values) {
      for (const inner of values.parts) this.#expand(inner, fields, origin);
      return;
    }
    for (const [index, value] of values.entries()) {
      if (index > 0) fields.next();
      for (const piece of value) {
        if (typeof piece !== "string" || part.quoted) fields.add(piece);
        else fields.addSplit(piece);
      }
    }
  }

  #pieces(part: WordPart, origin: Origin): readonly Piece[] {
    if (part.kind === "text") return [part.text];
    const values = this.#values(part, origin);
    if ("parts" in values) return this.single(values.parts, origin).pieces;
    return values.flatMap((value, index) => (index > 0 ? [" ", ...value] : value));
  }

  /** What a part stands for: usually one value, several for "$@" and for substitutions that print several words. */
  #values(part: Expanded, origin: Origin): Values | Instead {
    const values = this.#unbounded(part, origin);
    if ("parts" in values) return values;
    const length = values.flat().reduce((sum, piece) => sum + (typeof piece === "string" ? piece.length : 1), 0);
    return this.#state.spend(length) ? values : [[UNKNOWN]];
  }

  #unbounded(part: Expanded, origin: Origin): Values | Instead {
    if (part.kind === "opaque") return [[UNKNOWN]];
    if (part.kind === "parameter") return this.#parameter(part, origin);
    const reference = part.reference === undefined ? undefined : this.#state.environment(part.reference);
    if (reference !== undefined) return [[reference]];
    return this.#substitute(part.commands)?.map((value) => value.pieces) ?? [[UNKNOWN]];
  }

  #parameter({ name, alternative }: Expanded & { kind: "parameter" }, origin: Origin): Values | Instead {
    const values = this.#named(name, origin);
    if (alternative === undefined) return values ?? EMPTY;
    const { operator, orEmpty, parts } = alternative;
    const [only = [], ...others] = values ?? EMPTY;
    const text = others.length === 0 ? literal(joined(only, origin)) : undefined;
    if (text === undefined) return [[UNKNOWN]];
    const isSet = values !== undefined && (text !== "" || !orEmpty);
    if (operator === "+") return isSet ? { parts } : EMPTY;
    return isSet ? values : { parts };
  }

  /** undefined where it is surely not set: a positional parameter that nobody gave. */
  #named(name: string, origin: Origin): Values | undefined {
    const { positional } = this.#state;
    if (name === "@" || name === "*") return positional?.map((value) => value.pieces) ?? [[UNKNOWN]];
    if (/^[1-9]/.test(name)) {
      if (positional === undefined) return [[UNKNOWN]];
      const value = positional[Number(name) - 1];
      return value && [value.pieces];
    }
    const value = this.#state.variable(name, origin);
    if (value !== undefined) return [value.pieces];
    return [[OWN_ID_VARIABLES.has(name) ? OWN_ID : UNKNOWN]];
  }
}

/** The fields of one word while they grow. */
class Fields {
  readonly all: Piece[][] = [];
  #current: Piece[] | undefined;

  add(piece: Piece): void {
    if (this.#current === undefined) {
      this.#current = [];
      this.all.push(this.#current);
    }
    this.#current.push(piece);
  }

  next(): void {
    this.#current = undefined;
  }

  addPattern(text: string): void {
    const start = text.search(PATTERN);
    if (start !== 0) this.add(start < 0 ? text : text.slice(0, start));
    if (start < 0) return;
    this.add(text[start] === "{" ? UNKNOWN : GLOB);
    const rest = text.slice(start).replace(/^[^/]*/, "");
    if (rest !== "") this.add(rest);
  }

  addSplit(text: string): void {
    for (const [index, field] of text.split(/[ \t\n]+/).entries()) {
      if (index > 0) this.next();
      if (field !== "") this.addPattern(field);
    }
  }
}
