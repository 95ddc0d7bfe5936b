/** Offsets are UTF-16 code units into the document's text; end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** 1-based, as editors count; columns are UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Plain and serialisable: characters of one file. `end` is exclusive. */
export interface Location {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** The location alone, of something that is more than one. */
export const locationOf = ({ file, start, end }: Location): Location => ({ file, start, end });

/** One step of a path: the name of a field, or the index of a list's item. */
export type Step = string | number;
