/** What GitHub's upload action puts behind the last character, so that a line at the end differs from one in the middle. */
const END_OF_FILE = "\uffff";
const WINDOW = 100;
const BASE = 37n;

/**
 * The fingerprints that GitHub computes for the lines of a file, to know an alert again when its line has moved
 * (github/codeql-action, src/fingerprints.ts): a polynomial over the 100 characters from the line's start, spaces and tabs
 * aside, and which of the equal ones in the file it is.
 */
export class LineHashes {
  /** The text without spaces and tabs, each line ended by a line feed. */
  readonly #text: string;
  /** Where each line starts in it. */
  readonly #starts: readonly number[];
  readonly #occurrences: readonly number[];

  /** `lines` are without their breaks; the last one is empty where the file ends in a break. */
  constructor(lines: readonly string[]) {
    const starts: number[] = [];
    const dense: string[] = [];
    let length = 0;
    for (const line of lines) {
      // A carriage return inside a line is a line break to GitHub, though it is none to the line numbers here.
      const text = line.replace(/[ \t]+/g, "").replaceAll("\r", "\n");
      starts.push(length);
      dense.push(text);
      length += text.length + 1;
    }
    this.#starts = starts;
    this.#text = dense.join("\n") + END_OF_FILE;
    this.#occurrences = occurrences(starts.map((start) => this.#windowAt(start)));
  }

  /** Hash of a line, 1-based, as GitHub writes it: hexadecimal, a colon, 1 for the first of its kind. */
  of(line: number): string | undefined {
    const start = this.#starts[line - 1];
    return start === undefined ? undefined : `${polynomial(this.#windowAt(start))}:${this.#occurrences[line - 1]}`;
  }

  #windowAt(start: number): string {
    return this.#text.slice(start, start + WINDOW);
  }
}

/** Equal windows stand for equal hashes, which are much dearer to compute for every line. */
function occurrences(windows: readonly string[]): readonly number[] {
  const seen = new Map<string, number>();
  return windows.map((window) => {
    const nth = (seen.get(window) ?? 0) + 1;
    seen.set(window, nth);
    return nth;
  });
}

function polynomial(window: string): string {
  let hash = 0n;
  for (let at = 0; at < WINDOW; at++) {
    const unit = at < window.length ? window.charCodeAt(at) : 0;
    hash = BigInt.asUintN(64, hash * BASE + BigInt(unit));
  }
  return hash.toString(16);
}
