import type { DuplicateKey } from "../document.ts";
import { MOST_REPORTED } from "../limits.ts";
import { ENTRY, Kind, type Tape } from "../tape.ts";
import type { Value } from "./mapping.ts";
import { pathTo } from "./path-to.ts";

/** Keys that stand twice in one mapping, noted while it is read and described when the tape is complete. */
export class Duplicates {
  #noted: { readonly mapping: number; readonly key: number; readonly dropped: Value }[] = [];

  reset(): void {
    if (this.#noted.length > 0) this.#noted = [];
  }
  note(mapping: number, key: number, dropped: Value): void {
    if (this.#noted.length < MOST_REPORTED) this.#noted.push({ mapping, key, dropped });
  }
  found(tape: Tape): readonly DuplicateKey[] {
    if (this.#noted.length === 0) return NONE;
    return this.#noted.flatMap(({ mapping, key, dropped }) => {
      const first = firstKey(tape, mapping, tape.name(key));
      if (first === key) return [];
      const name = tape.name(key);
      return [{ key: name, path: pathTo(tape, mapping), first: tape.span(first), again: tape.span(key), dropped }];
    });
  }
}

const NONE: readonly DuplicateKey[] = Object.freeze([]);

function firstKey(tape: Tape, mapping: number, name: string): number {
  let key = mapping + ENTRY;
  while (tape.kind(key) === Kind.merge || tape.name(key) !== name) key = tape.after(key + ENTRY);
  return key;
}
