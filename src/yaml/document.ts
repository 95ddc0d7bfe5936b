import type { Location, Span, Step } from "./span.ts";

/** A key that stands twice in one mapping. The cluster keeps the value of the last. */
export interface DuplicateKey {
  readonly key: string;
  /** Path of the mapping that holds both. */
  readonly path: readonly Step[];
  readonly first: Span;
  readonly again: Span;
  /** What the last one replaces: the value of the one before it. */
  readonly dropped: unknown;
}

/** Something that is read otherwise than it looks. */
export interface Oddity {
  /**
   * "key-not-text": a key without quotes became a boolean or a number, and that became the name.
   * "quoted-outdented": a text in quotes goes on in a line that stands no further right than its key.
   */
  readonly kind: "key-not-text" | "quoted-outdented";
  /** The key; or the text of the first line that stands too far left. */
  readonly at: Span;
  /** Path of the key's value; or of the text. */
  readonly path: readonly Step[];
}

/** Why a document cannot be read, at the characters that are to blame. */
export interface Refusal {
  readonly at: Span;
  /** One sentence in the style of a finding's message: lower case, no final period. */
  readonly message: string;
  /** What to do about it, where that can be said. */
  readonly help?: string;
  /** Why such a text is usually written, where that can be said: one sentence, no final period. */
  readonly usually?: string;
  /** Who reads nothing there: Plimsoll, by a limit of its own; or nobody, without a word. The cluster refuses the rest. */
  readonly by?: "limit" | "nobody";
  /** The other side, which may stand in another document of the stream; its label ends in "here". */
  readonly related?: { readonly at: Location; readonly label: string };
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

/** A piece of a document that means nothing but itself: the text of a key, scalar or alias, or a comment. */
export interface Part {
  readonly kind: "text" | "comment";
  /** Behind its last character. */
  readonly end: number;
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
  /** At most 20, in the order of the text. */
  readonly oddities: readonly Oddity[];
  /** True where only what its outline names has been read: `value` lacks the rest. */
  readonly isOutlined: boolean;
  /** Its separator's line included; decoded on demand. */
  readonly text: string;
  /** Bytes that it takes. */
  readonly size: number;
  /** True where its text holds `word`, which must be ASCII; decodes nothing. */
  mentions(word: string): boolean;
  trace(path: readonly Step[]): Trace;
  locate(span: Span): Location;
  /** The text or comment that holds the offset; undefined between them, and where nothing could be read. */
  partAt(offset: number): Part | undefined;
}

/** One input with all that it holds. */
export interface Source {
  readonly file: string;
  /** Without those that are nothing but a line "---". */
  readonly documents: readonly Document[];
  /** Text of a line, 1-based, without its line break; undefined beyond the end. A text that ends in a break has an empty last line. */
  line(number: number): string | undefined;
}
