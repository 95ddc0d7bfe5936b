import type { DuplicateKey } from "../document.ts";
import type { Step } from "../span.ts";
import { ENTRY, isMapping, Kind, type Tape } from "../tape.ts";

/** Beyond these a document's duplicate keys are not reported: one mistake of a generator is enough said. */
const MOST = 20;

/** Keys that stand twice in one mapping, noted while it is read and described when the tape is complete. */
export class Duplicates {
  #noted: { readonly mapping: number; readonly key: number }[] = [];

  reset(): void {
    if (this.#noted.length > 0) this.#noted = [];
  }
  note(mapping: number, key: number): void {
    if (this.#noted.length < MOST) this.#noted.push({ mapping, key });
  }
  found(tape: Tape): readonly DuplicateKey[] {
    if (this.#noted.length === 0) return NONE;
    return this.#noted.flatMap(({ mapping, key }) => {
      const first = firstKey(tape, mapping, tape.name(key));
      if (first === key) return [];
      return [{ key: tape.name(key), path: pathTo(tape, mapping), first: tape.span(first), again: tape.span(key) }];
    });
  }
}

const NONE: readonly DuplicateKey[] = Object.freeze([]);

function firstKey(tape: Tape, mapping: number, name: string): number {
  let key = mapping + ENTRY;
  while (tape.kind(key) === Kind.merge || tape.name(key) !== name) key = tape.after(key + ENTRY);
  return key;
}

/** The steps that lead to an entry of the tape. What stands behind a merge key belongs to the mapping that merges it. */
function pathTo(tape: Tape, entry: number): Step[] {
  const path: Step[] = [];
  let merging = false;
  for (let at = 0; at !== entry; ) {
    const isKeyed = isMapping(tape.kind(at));
    let [value, index] = [isKeyed ? at + 2 * ENTRY : at + ENTRY, 0];
    for (; tape.after(value) <= entry; index++) value = tape.after(value) + (isKeyed ? ENTRY : 0);
    const key = value - ENTRY;
    if (isKeyed) merging = tape.kind(key) === Kind.merge;
    if (!merging) path.push(isKeyed ? tape.name(key) : index);
    at = value;
  }
  return path;
}
