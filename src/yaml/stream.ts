import { isAscii, isUtf8 } from "node:buffer";
import { closed } from "./closed.ts";
import { LineTable } from "./line-table.ts";
import { RecentPlaces } from "./recent-places.ts";
import { bomLength, firstBroken } from "./utf8.ts";

/** Code units: shorter lines are decoded anew each time that they are shown. */
const LONG = 1000;

/** Times that a search may begin anew, from where it was before. */
const MOST_RETURNS = 100;

/** Bytes: longer documents are copied once more to be closed. */
const ROOM = 65_536;
const room = Buffer.allocUnsafeSlow(ROOM);

/** The bytes of one input, as UTF-8, and where its lines start. */
export class Stream {
  /** Offset of the first byte behind a byte order mark, which is no column. */
  readonly start: number;
  readonly #isAscii: boolean;
  readonly #isUtf8: boolean;
  #lines: LineTable | undefined;
  /** A minified manifest is one line, which each of its findings shows. */
  readonly #longLines = new Map<number, string>();
  readonly places = new RecentPlaces();
  /** Where words stand next: nowhere between `from` and `next`. */
  readonly #searches = new Map<string, { readonly from: number; readonly next: number }>();
  #returns = 0;

  constructor(
    readonly file: string,
    readonly bytes: Buffer,
  ) {
    this.start = bomLength(bytes);
    this.#isAscii = isAscii(bytes);
    this.#isUtf8 = this.#isAscii || isUtf8(bytes);
  }

  /** The text between two offsets; what is no UTF-8 becomes U+FFFD. One byte a character where that is enough. */
  text(start: number, end: number): string {
    const isPlain = this.#isAscii || isAscii(this.bytes.subarray(start, end));
    return this.bytes.toString(isPlain ? "latin1" : "utf8", start, end);
  }
  /** The same, closed. */
  closedText(start: number, end: number): string {
    const length = end - start;
    if (length >= ROOM) return closed(this.text(start, end));
    room.set(this.bytes.subarray(start, end));
    room[length] = 0;
    const isPlain = this.#isAscii || isAscii(room.subarray(0, length));
    return room.toString(isPlain ? "latin1" : "utf8", 0, length + 1);
  }
  /** Where the first byte stands that belongs to no character of UTF-8; -1 where all do. */
  firstBroken(start: number, end: number): number {
    return this.#isUtf8 ? -1 : firstBroken(this.bytes, start, end);
  }
  /** True where the word, which must be ASCII, stands between two offsets. Asked in the order of the text, the bytes are searched once. */
  mentions(word: string, start: number, end: number): boolean {
    const known = this.#searches.get(word);
    if (known && start >= known.from && start <= known.next) return known.next + word.length <= end;
    // Who goes back begins anew; who goes back again and again is answered piece by piece.
    if (known && start < known.from && ++this.#returns > MOST_RETURNS)
      return this.bytes.subarray(start, end).includes(word);
    const found = this.bytes.indexOf(word, start);
    const next = found < 0 ? this.bytes.length : found;
    this.#searches.set(word, { from: start, next });
    return next + word.length <= end;
  }
  get lines(): LineTable {
    this.#lines ??= LineTable.ofBytes(this.bytes, this.start);
    return this.#lines;
  }
  /** Without its line break; undefined beyond the end. */
  line(number: number): string | undefined {
    const known = this.#longLines.get(number);
    if (known !== undefined) return known;
    const { starts } = this.lines;
    const start = starts[number - 1];
    if (start === undefined) return undefined;
    const line = this.text(start, starts[number] ?? this.bytes.length).replace(/\r\n$|[\r\n]$/, "");
    if (line.length > LONG) this.#longLines.set(number, line);
    return line;
  }
}
