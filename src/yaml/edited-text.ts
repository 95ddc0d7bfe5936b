import { isUtf8 } from "node:buffer";
import type { TextEdit } from "./edit.ts";
import { LineTable } from "./line-table.ts";
import { nextContent } from "./next-content.ts";
import type { Position, Span } from "./span.ts";
import { bomLength } from "./utf8.ts";

/** False for bytes in which no edit can be made: what is no UTF-8 would not come out of a text as it went in. */
export const isEditableText = (bytes: Uint8Array): boolean => isUtf8(bytes);

/** The text of a file in which edits are made. Its bytes must be editable. */
export class EditedText {
  /** Without a byte order mark. */
  readonly #text: string;
  readonly #mark: Buffer;
  readonly #lines: LineTable;

  constructor(bytes: Uint8Array) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#mark = buffer.subarray(0, bomLength(buffer));
    this.#text = buffer.toString("utf8", this.#mark.length);
    this.#lines = LineTable.ofText(this.#text);
  }

  /** With the blanks and comments behind it: who takes out what follows them needs to see whether anything stands before. */
  reachOf(edit: TextEdit): Span {
    const { start, end } = this.#spanOf(edit);
    return { start, end: nextContent(this.#text, end) };
  }
  /** The bytes after the edits, which do not overlap; those at one place are made in their order. */
  with(edits: readonly TextEdit[]): Uint8Array {
    const pieces: string[] = [];
    let at = 0;
    const placed = edits.map((edit) => ({ ...this.#spanOf(edit), text: edit.text })).sort((a, b) => a.start - b.start);
    for (const { start, end, text } of placed) {
      pieces.push(this.#text.slice(at, start), text);
      at = end;
    }
    pieces.push(this.#text.slice(at));
    return Buffer.concat([this.#mark, Buffer.from(pieces.join(""))]);
  }

  #spanOf({ location: { start, end } }: TextEdit): Span {
    return { start: this.#offset(start), end: this.#offset(end) };
  }
  #offset({ line, column }: Position): number {
    return (this.#lines.starts[line - 1] ?? this.#text.length) + column - 1;
  }
}

/** Spans that neither overlap nor touch. */
export class Apart {
  /** By their starts. */
  readonly #spans: Span[] = [];

  hasRoomFor(span: Span): boolean {
    const next = this.#indexFor(span);
    const [before, after] = [this.#spans[next - 1], this.#spans[next]];
    return !(before && before.end >= span.start) && !(after && after.start <= span.end);
  }
  add(span: Span): void {
    this.#spans.splice(this.#indexFor(span), 0, span);
  }

  #indexFor({ start }: Span): number {
    let [low, high] = [0, this.#spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#spans[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
