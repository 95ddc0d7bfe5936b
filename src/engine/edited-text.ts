import type { Edit } from "../finding/finding.ts";
import { LineTable } from "../yaml/line-table.ts";
import { nextContent } from "../yaml/next-content.ts";
import type { Position } from "../yaml/span.ts";

/** Offsets into the text of a file. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const BYTE_ORDER_MARK = 3;

/** The text of a file in which edits are made. Its bytes must be UTF-8. */
export class EditedText {
  /** Without a byte order mark. */
  readonly #text: string;
  readonly #mark: Buffer;
  readonly #lines: LineTable;

  constructor(bytes: Uint8Array) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const isMarked = buffer.length >= BYTE_ORDER_MARK && buffer.readUIntBE(0, BYTE_ORDER_MARK) === 0xefbbbf;
    this.#mark = buffer.subarray(0, isMarked ? BYTE_ORDER_MARK : 0);
    this.#text = buffer.toString("utf8", this.#mark.length);
    this.#lines = LineTable.ofText(this.#text);
  }

  /** With the blanks and comments behind it: who takes out what follows them needs to see whether anything stands before. */
  reachOf(edit: Edit): Range {
    const { start, end } = this.#rangeOf(edit);
    return { start, end: nextContent(this.#text, end) };
  }
  /** The bytes after the edits, which do not overlap; those at one place are made in their order. */
  with(edits: readonly Edit[]): Uint8Array {
    const pieces: string[] = [];
    let at = 0;
    const placed = edits.map((edit) => ({ ...this.#rangeOf(edit), text: edit.text })).sort((a, b) => a.start - b.start);
    for (const { start, end, text } of placed) {
      pieces.push(this.#text.slice(at, start), text);
      at = end;
    }
    pieces.push(this.#text.slice(at));
    return Buffer.concat([this.#mark, Buffer.from(pieces.join(""))]);
  }

  #rangeOf({ location: { start, end } }: Edit): Range {
    return { start: this.#offset(start), end: this.#offset(end) };
  }
  #offset({ line, column }: Position): number {
    return (this.#lines.starts[line - 1] ?? this.#text.length) + column - 1;
  }
}

/** Ranges that neither overlap nor touch. */
export class Apart {
  /** By their starts. */
  readonly #ranges: Range[] = [];

  hasRoomFor(range: Range): boolean {
    const next = this.#indexFor(range);
    const [before, after] = [this.#ranges[next - 1], this.#ranges[next]];
    return !(before && before.end >= range.start) && !(after && after.start <= range.end);
  }
  add(range: Range): void {
    this.#ranges.splice(this.#indexFor(range), 0, range);
  }

  #indexFor({ start }: Range): number {
    let [low, high] = [0, this.#ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ranges[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
