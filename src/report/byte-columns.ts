import type { Position } from "../yaml/span.ts";
import type { FormatContext } from "./format.ts";

/** Columns in UTF-8 bytes, from 1, of positions that count UTF-16 code units. Each line is measured once. */
export class ByteColumns {
  readonly #files = new Map<string, Map<number, MeasuredLine | undefined>>();

  constructor(private readonly context: Pick<FormatContext, "line">) {}

  /** undefined where the line is not at hand. */
  of(file: string, { line, column }: Position): number | undefined {
    const measured = this.#line(file, line);
    return measured && measured.bytesBefore(column - 1) + 1;
  }

  #line(file: string, number: number): MeasuredLine | undefined {
    const lines = this.#files.get(file) ?? new Map<number, MeasuredLine | undefined>();
    this.#files.set(file, lines);
    if (!lines.has(number)) {
      const text = this.context.line(file, number);
      lines.set(number, text === undefined ? undefined : new MeasuredLine(text));
    }
    return lines.get(number);
  }
}

const STRIDE = 1024;

/** A document may be one line, with thousands of findings in it: bytes are counted from the nearest mark. */
class MeasuredLine {
  /** Bytes before each code unit whose number divides by STRIDE. */
  readonly #marks: readonly number[];

  constructor(private readonly text: string) {
    const marks = [0];
    for (let at = STRIDE; at <= text.length; at += STRIDE) marks.push(marks.at(-1)! + bytesIn(text, at - STRIDE, at));
    this.#marks = marks;
  }

  bytesBefore(unit: number): number {
    const end = Math.min(unit, this.text.length);
    const mark = Math.floor(end / STRIDE);
    return this.#marks[mark]! + bytesIn(this.text, mark * STRIDE, end);
  }
}

function bytesIn(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let at = start; at < end; at++) bytes += bytesOf(text.charCodeAt(at));
  return bytes;
}

/** Of the four bytes of a surrogate pair each half has two. */
function bytesOf(unit: number): number {
  if (unit < 0x80) return 1;
  return unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
}
