import type { Scalar } from "../resolve/plain.ts";
import { afterBreak, isBreak, SPACE } from "../scan/characters.ts";
import { Kind } from "../tape.ts";
import type { Reader } from "./reader.ts";

/** A scalar that is text unless its tag says otherwise. */
export const textual = (reader: Reader, start: number, end: number, text: string, tag: string | undefined): Scalar =>
  scalar(reader, start, end, tag === undefined ? text : reader.tagged(tag, text, start, end));

export function scalar(reader: Reader, start: number, end: number, value: Scalar): Scalar {
  reader.tape.leaf(Kind.scalar, start, end);
  return value;
}

/** Nothing is written: null, or what a tag makes of an empty text. */
export function empty(reader: Reader, start: number, end: number, tag?: string): Scalar {
  reader.tape.leaf(Kind.empty, start, end);
  return tag === undefined ? null : reader.tagged(tag, "", start, end);
}

/** Notes the first line of the text in quotes from `start` that stands no further right than `parent`: stricter readers refuse it. */
export function noteOutdented(reader: Reader, start: number, parent: number): void {
  const { text, at: end } = reader;
  for (let at = reader.lineEnd(start); at < end; at = reader.lineEnd(at)) {
    at = afterBreak(text, at);
    const line = at;
    while (text.charCodeAt(at) === SPACE) at++;
    if (isBreak(text.charCodeAt(at)) || at - line > parent) continue;
    reader.oddities.note("quoted-outdented", { start: at, end: Math.min(reader.lineEnd(at), end) }, start);
    return;
  }
}
