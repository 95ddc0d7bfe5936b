import { CR, HASH, LF, PERCENT, SPACE, TAB } from "./scan/characters.ts";

/** Bytes of one document; `end` is exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const SEPARATOR = Buffer.from("\n---");

/**
 * The documents of a stream: each starts at a line "---", which no scalar can hold at the start of a line, or at the
 * stream's start. Comments and directives above the first "---" belong to the document that it starts.
 */
export function* documentRanges(bytes: Buffer, from: number): Generator<ByteRange> {
  let start = from;
  for (let at = bytes.indexOf(SEPARATOR, from); at >= 0; at = bytes.indexOf(SEPARATOR, at + 1)) {
    if (!endsMarker(bytes[at + SEPARATOR.length])) continue;
    if (start === from && isPreamble(bytes, { start, end: at + 1 })) continue;
    yield { start, end: at + 1 };
    start = at + 1;
  }
  if (start < bytes.length) yield { start, end: bytes.length };
}

const endsMarker = (byte: number | undefined): boolean =>
  byte === undefined || byte === LF || byte === CR || byte === SPACE || byte === TAB;

/** True where nothing but comments, directives and empty lines stand. */
export function isPreamble(bytes: Buffer, { start, end }: ByteRange): boolean {
  for (let at = start; at < end; ) {
    const lineEnd = bytes.indexOf(LF, at);
    const next = lineEnd < 0 || lineEnd >= end ? end : lineEnd + 1;
    let first = at;
    while (first < next && isSpace(bytes[first]!)) first++;
    const isContent = first < next && bytes[first] !== HASH && (bytes[first] !== PERCENT || first > at);
    if (isContent) return false;
    at = next;
  }
  return true;
}

const isSpace = (byte: number): boolean => byte === SPACE || byte === TAB || byte === LF || byte === CR;
