import type { Outline } from "./outline.ts";
import { CR, LF, SPACE } from "./scan/characters.ts";
import type { ByteRange } from "./split.ts";

/** Finds in one pass over a stream which of its documents seem to be meant by an outline. */
export class Marks {
  readonly #mark: Buffer;
  #next: number;

  constructor(
    private readonly bytes: Buffer,
    { field, value }: Outline,
  ) {
    this.#mark = Buffer.from(`${field}: ${value}`);
    this.#next = bytes.indexOf(this.#mark);
  }

  /** Ranges must be asked for in the order of the stream. */
  areIn({ start, end }: ByteRange): boolean {
    const { bytes } = this;
    for (; this.#next >= 0 && this.#next < end; this.#next = bytes.indexOf(this.#mark, this.#next + 1)) {
      const at = this.#next;
      const isLine = (at === start || bytes[at - 1] === LF) && endsLine(bytes[at + this.#mark.length]);
      if (at >= start && isLine) return true;
    }
    return false;
  }
}

const endsLine = (byte: number | undefined): boolean =>
  byte === undefined || byte === LF || byte === CR || byte === SPACE;
