import { CR, LF } from "./scan/characters.ts";

/** Where the lines of a text or a file start. LF, CR LF and CR end a line, as in editors; NEL, LS and PS do not. */
export class LineTable {
  private constructor(readonly starts: Int32Array) {}

  static ofText(text: string): LineTable {
    return new LineTable(starts(0, text.length, (at) => text.charCodeAt(at)));
  }
  /** `from` is the offset of the first line: behind a byte order mark. */
  static ofBytes(bytes: Uint8Array, from: number): LineTable {
    return new LineTable(starts(from, bytes.length, (at) => bytes[at]!));
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

function starts(from: number, end: number, codeAt: (at: number) => number): Int32Array {
  let found = new Int32Array(64);
  let count = 0;
  found[count++] = from;
  for (let at = from; at < end; at++) {
    const code = codeAt(at);
    if (code !== LF && (code !== CR || (at + 1 < end && codeAt(at + 1) === LF))) continue;
    if (count === found.length) {
      const wider = new Int32Array(count * 2);
      wider.set(found);
      found = wider;
    }
    found[count++] = at + 1;
  }
  return found.slice(0, count);
}
