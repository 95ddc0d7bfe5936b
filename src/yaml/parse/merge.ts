import { MOST_MERGED } from "../limits.ts";
import { BeyondLimit } from "../refusal.ts";
import { ENTRY, isMapping, isSequence, Kind, type Tape } from "../tape.ts";
import type { Mapping, Value } from "./mapping.ts";
import type { Reader } from "./reader.ts";

/** The names that only merges have set in the mappings of one document: to write one of them once more is no duplicate. */
export class Merges {
  readonly #names = new Map<Mapping, Set<string>>();
  #count = 0;

  reset(): void {
    if (this.#names.size > 0) this.#names.clear();
    this.#count = 0;
  }
  /** True the first time that a merged name is written. */
  release(object: Mapping, name: string): boolean {
    return this.#names.get(object)?.delete(name) ?? false;
  }
  /**
   * Sets the fields of `source` over those that stand above: go-yaml sets them in the order in which they are written.
   * False where there have been too many.
   */
  add(object: Mapping, source: Mapping): boolean {
    const names = this.#names.get(object) ?? new Set();
    this.#names.set(object, names);
    const fields = Object.keys(source);
    this.#count += fields.length;
    if (this.#count > MOST_MERGED) return false;
    for (const name of fields) {
      if (object[name] === undefined) names.add(name);
      object[name] = source[name]!;
    }
    return true;
  }
}

/** Sets a field of the mapping at `entry`. Its value, at `valueEntry`, and before that its key have been read last. */
export function setField(
  reader: Reader,
  object: Mapping,
  entry: number,
  name: string,
  valueEntry: number,
  value: Value,
): void {
  if (object[name] !== undefined && !reader.merges.release(object, name)) {
    reader.duplicates.note(entry, valueEntry - ENTRY, object[name]);
  }
  object[name] = value;
}

/** Sets all fields of the mapping behind a merge key, or of a list of mappings: there the first wins, so it comes last. */
export function merge(reader: Reader, object: Mapping, valueEntry: number, value: Value): void {
  const { tape, merges } = reader;
  const isList = isSequence(tape.kind(valueEntry));
  const first = isList ? valueEntry + ENTRY : valueEntry;
  for (let item = first; item < tape.length; item = tape.after(item)) {
    if (!isMergeable(tape, item)) throw refusedMerge(reader, item);
  }
  const sources = (isList ? value : [value]) as readonly Mapping[];
  if (!sources.toReversed().every((source) => merges.add(object, source))) {
    const message = `the merges of this document set more than ${MOST_MERGED} fields`;
    throw new BeyondLimit(tape.span(valueEntry - ENTRY), message);
  }
}

function isMergeable(tape: Tape, entry: number): boolean {
  const kind = tape.kind(entry);
  return isMapping(kind === Kind.alias ? tape.kind(tape.target(entry)) : kind);
}

function refusedMerge(reader: Reader, entry: number): Error {
  const { tape } = reader;
  const isShown = tape.end(entry) > tape.start(entry);
  const { start, end } = tape.span(isShown ? entry : entry - ENTRY);
  return reader.refused(
    start,
    end,
    '"<<" merges a mapping or a list of mappings, and this is neither',
    "name the anchor of a mapping, or put the key in quotes",
  );
}
