import type { Location, Span, Step } from "./span.ts";

/** A key that stands twice in one mapping. The cluster keeps the value of the last. */
export interface DuplicateKey {
  readonly key: string;
  /** Path of the mapping that holds both. */
  readonly path: readonly Step[];
  readonly first: Span;
  readonly again: Span;
}

/** Why a document cannot be read, at the characters that are to blame. */
export interface Refusal {
  readonly at: Span;
  /** One sentence in the style of a finding's message: lower case, no final period. */
  readonly message: string;
  /** What to do about it, where that can be said. */
  readonly help?: string;
}

/** Where a path leads in the text. */
export interface Trace {
  /** The key of the last step that is written; for a list's item the first key in it, or the item itself. */
  readonly key: Span;
  /** Absent where nothing is written at the path; the key, where the value is empty or a block collection. */
  readonly value?: Span;
  /** Where the path went through an alias or a merge: the text behind the anchor. `key` and `value` are then the alias. */
  readonly anchor?: Span;
}

/** One document of a stream: its value is kept for the run, its offsets are made anew when asked for. */
export interface Document {
  readonly file: string;
  /** Position in its stream, from 0. */
  readonly index: number;
  /** undefined where the document is empty or refused. Integers beyond 2^53 are bigint. */
  readonly value: unknown;
  readonly refusal: Refusal | undefined;
  /** At most 20. */
  readonly duplicates: readonly DuplicateKey[];
  /** Its separator's line included; decoded on demand, and kept once its places have been asked for. */
  readonly text: string;
  /** True where its text holds `word`, which must be ASCII; decodes nothing. */
  mentions(word: string): boolean;
  trace(path: readonly Step[]): Trace;
  locate(span: Span): Location;
  /** True where the offset lies in a comment, not inside a scalar that looks like one. */
  isComment(offset: number): boolean;
}

/** One input with all that it holds. */
export interface Source {
  readonly file: string;
  readonly documents: readonly Document[];
  /** Text of a line, 1-based, without its line break; undefined beyond the end. A text that ends in a break has an empty last line. */
  line(number: number): string | undefined;
}
