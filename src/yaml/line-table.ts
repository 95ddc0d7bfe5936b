import { CR, LF } from "./scan/characters.ts";

/** Where the lines of a text or a file start. LF, CR LF and CR end a line, as in editors; NEL, LS and PS do not. */
export class LineTable {
  private constructor(readonly starts: Int32Array) {}

  static ofText(text: string): LineTable {
    return new LineTable(starts(0, text.length, (what, from) => text.indexOf(what, from)));
  }
  /** `from` is the offset of the first line: behind a byte order mark. */
  static ofBytes(bytes: Buffer, from: number): LineTable {
    return new LineTable(starts(from, bytes.length, (what, at) => bytes.indexOf(what === "\n" ? LF : CR, at)));
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

/** `find` gives where a line feed or a carriage return stands next; -1 where none does. */
function starts(from: number, end: number, find: (what: "\n" | "\r", from: number) => number): Int32Array {
  let found = new Int32Array(64);
  let count = 0;
  found[count++] = from;
  const next = (what: "\n" | "\r", at: number): number => {
    const place = at < end ? find(what, at) : -1;
    return place < 0 ? Number.POSITIVE_INFINITY : place;
  };
  let feed = next("\n", from);
  let carriage = next("\r", from);
  while (feed < end || carriage < end) {
    // CR LF is one break: the CR alone does not count.
    const at = Math.min(feed, carriage + 1 === feed ? feed : carriage);
    if (count === found.length) {
      const wider = new Int32Array(count * 2);
      wider.set(found);
      found = wider;
    }
    found[count++] = at + 1;
    if (feed <= at) feed = next("\n", at + 1);
    if (carriage <= at) carriage = next("\r", at + 1);
  }
  return found.slice(0, count);
}
