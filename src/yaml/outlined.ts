import type { OutlineFields } from "./outline.ts";
import { AFTER_MARKER, COLON, CR, DASH, endsWord, HASH, LF, SPACE } from "./scan/characters.ts";
import type { ByteRange } from "./split.ts";
import type { Stream } from "./stream.ts";

/**
 * The lines of a block mapping that the outline names. Indentation alone decides which lines belong to a key, so that
 * those of the others are not looked at. undefined where the document is written in another way and must be read whole.
 */
export function outlined(stream: Stream, range: ByteRange, fields: OutlineFields): string | undefined {
  return new Lines(stream, range).kept(fields);
}

class Lines {
  readonly #bytes: Buffer;
  readonly #kept: string[] = [];
  #isOdd = false;

  constructor(
    private readonly stream: Stream,
    private readonly range: ByteRange,
  ) {
    this.#bytes = stream.bytes;
  }

  kept(fields: OutlineFields): string | undefined {
    const { start, end } = this.range;
    let line = start;
    if (this.stream.text(start, start + AFTER_MARKER) === "---") {
      if (!this.#isLineOver(start + AFTER_MARKER)) return undefined;
      line = this.#behindLine(start);
    }
    line = this.#content(line, end);
    if (line === end || this.#bytes[line] === SPACE) return undefined;
    const last = this.#mapping(line, line, end, fields);
    return this.#isOdd || last < end ? undefined : this.#kept.join("");
  }

  /** Keeps what is chosen of the mapping whose first key stands at `at`. Gives the first line behind it, at most `end`. */
  #mapping(line: number, at: number, end: number, fields: OutlineFields): number {
    const column = at - line;
    let key = at;
    for (;;) {
      const colon = this.#colon(key);
      const chosen = colon < 0 ? undefined : fields[this.stream.text(key, colon)];
      if (colon < 0) return this.#odd(end);
      const below = this.#behindLine(colon);
      const next = this.#behindValue(below, end, column);
      if (chosen === true) this.#keep(column, key, next);
      else if (chosen !== undefined) {
        if (!this.#isLineOver(colon + 1)) return this.#odd(end);
        this.#keep(column, key, below);
        this.#value(this.#content(below, next), next, chosen);
      }
      if (next === end || this.#indentation(next) < column) return next;
      key = next + column;
    }
  }
  /** What is chosen of a mapping or a list of mappings. */
  #value(line: number, end: number, fields: OutlineFields): void {
    if (line === end) return;
    const indent = this.#indentation(line);
    let next = line;
    if (!this.#isItem(line + indent)) next = this.#mapping(line, line + indent, end, fields);
    else
      while (next < end && this.#indentation(next) === indent && this.#isItem(next + indent)) {
        let key = next + indent + 1;
        while (this.#bytes[key] === SPACE) key++;
        // On a line of its own, since the first key may be one that is left out.
        this.#kept.push(" ".repeat(indent), "-\n");
        next = this.#mapping(next, key, end, fields);
      }
    if (next < end) this.#odd(end);
  }
  #keep(column: number, start: number, end: number): void {
    this.#kept.push(" ".repeat(column), this.stream.text(start, end));
  }
  #odd(end: number): number {
    this.#isOdd = true;
    return end;
  }

  /** Where the ":" of a key of letters and digits stands; -1 for any other key. */
  #colon(at: number): number {
    let end = at;
    while (isLetterOrDigit(this.#bytes[end]!)) end++;
    const isKey = end > at && this.#bytes[end] === COLON && endsWord(this.#bytes[end + 1] ?? LF);
    return isKey ? end : -1;
  }
  #isItem(at: number): boolean {
    return this.#bytes[at] === DASH && this.#bytes[at + 1] === SPACE;
  }
  #indentation(line: number): number {
    let at = line;
    while (this.#bytes[at] === SPACE) at++;
    return at - line;
  }
  /** True where nothing or a comment stands behind `at` on its line. */
  #isLineOver(at: number): boolean {
    let code = this.#bytes[at];
    let behind = at;
    while (code === SPACE) code = this.#bytes[++behind];
    return code === undefined || code === LF || code === CR || (code === HASH && behind > at);
  }
  #behindLine(at: number): number {
    const end = this.#bytes.indexOf(LF, at);
    return end < 0 || end >= this.range.end ? this.range.end : end + 1;
  }
  /** The first line from `line` on that is neither empty nor a comment. */
  #content(line: number, end: number): number {
    let at = line;
    while (at < end && this.#isVoid(at)) at = this.#behindLine(at);
    return at;
  }
  #isVoid(line: number): boolean {
    const code = this.#bytes[line + this.#indentation(line)];
    return code === LF || code === CR || code === HASH || code === undefined;
  }
  /** The first line with text that stands no further right than the key in `column`, but for the items of its list. */
  #behindValue(from: number, end: number, column: number): number {
    const bytes = this.#bytes;
    let line = from;
    while (line < end) {
      let at = line;
      while (bytes[at] === SPACE && at - line <= column) at++;
      const isRight = at - line > column || (at - line === column && this.#isItem(at));
      if (!isRight && !this.#isVoid(line)) return line;
      line = this.#behindLine(at);
    }
    return end;
  }
}

const isLetterOrDigit = (byte: number): boolean =>
  (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57);
