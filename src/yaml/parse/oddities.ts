import type { Oddity } from "../document.ts";
import { MOST_REPORTED } from "../limits.ts";
import type { Span } from "../span.ts";
import { ENTRY, type Tape } from "../tape.ts";
import { pathTo } from "./path-to.ts";

/** What is read otherwise than it looks, noted while it is read and described when the tape is complete. */
export class Oddities {
  #noted: { readonly kind: Oddity["kind"]; readonly at: Span; readonly start: number }[] = [];

  reset(): void {
    if (this.#noted.length > 0) this.#noted = [];
  }
  /** `start` is where the key, or the text in quotes, starts. */
  note(kind: Oddity["kind"], at: Span, start = at.start): void {
    if (this.#noted.length < MOST_REPORTED) this.#noted.push({ kind, at, start });
  }
  found(tape: Tape): readonly Oddity[] {
    if (this.#noted.length === 0) return NONE;
    return this.#noted.map(({ kind, at, start }) => {
      const entry = tape.entryAt(start);
      return { kind, at, path: pathTo(tape, kind === "key-not-text" ? entry + ENTRY : entry) };
    });
  }
}

const NONE: readonly Oddity[] = Object.freeze([]);
