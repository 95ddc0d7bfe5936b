/** Bytes that are decoded at once: to search a text costs a third of what a search of bytes does. */
const PIECE = 65_536;

/** Where the lines of a text or a file start. LF, CR LF and CR end a line, as in editors; NEL, LS and PS do not. */
export class LineTable {
  private constructor(readonly starts: Int32Array) {}

  static ofText(text: string): LineTable {
    const starts = new Starts(0);
    starts.add(text, 0);
    return new LineTable(starts.found());
  }
  /** `from` is the offset of the first line: behind a byte order mark. */
  static ofBytes(bytes: Buffer, from: number): LineTable {
    const starts = new Starts(from);
    for (let at = from; at < bytes.length; at += PIECE) starts.add(bytes.toString("latin1", at, at + PIECE), at);
    return new LineTable(starts.found());
  }

  /** Index of the line that holds an offset, from 0. */
  indexOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Collects them from pieces that follow one another. */
class Starts {
  #found = new Int32Array(64);
  #count = 0;
  /** Behind the last CR: a LF there belongs to it. */
  #behindCr = -1;

  constructor(first: number) {
    this.#push(first);
  }
  /** A piece with one code unit for each unit that offsets count, and the offset of its first. */
  add(text: string, offset: number): void {
    let cr = text.indexOf("\r");
    for (let lf = text.indexOf("\n"); lf >= 0; lf = text.indexOf("\n", lf + 1)) {
      for (; cr >= 0 && cr < lf; cr = text.indexOf("\r", cr + 1)) this.#behind(offset + cr);
      if (this.#behindCr === offset + lf) this.#count--;
      this.#push(offset + lf + 1);
    }
    for (; cr >= 0; cr = text.indexOf("\r", cr + 1)) this.#behind(offset + cr);
  }
  found(): Int32Array {
    return this.#found.slice(0, this.#count);
  }

  #behind(cr: number): void {
    this.#behindCr = cr + 1;
    this.#push(cr + 1);
  }
  #push(start: number): void {
    if (this.#count === this.#found.length) {
      const wider = new Int32Array(this.#count * 2);
      wider.set(this.#found);
      this.#found = wider;
    }
    this.#found[this.#count++] = start;
  }
}
