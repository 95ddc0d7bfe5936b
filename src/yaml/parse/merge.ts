import { ENTRY, isMapping, isSequence, Kind, type Tape } from "../tape.ts";
import type { Mapping, Reader } from "./reader.ts";

/**
 * Puts the members behind a merge key into `object`, over those that stand above it: go-yaml sets keys in the order in
 * which they are written. `merged` holds the names that only merges have set, which may be written once more.
 */
export function merge(
  reader: Reader,
  object: Mapping,
  merged: Set<string>,
  key: number,
  entry: number,
  value: unknown,
): void {
  for (const source of sources(reader, key, entry, value)) {
    for (const name of Object.keys(source)) {
      if (object[name] === undefined) merged.add(name);
      object[name] = source[name];
    }
  }
}

/** The mappings to merge; of a list the first wins, so it comes last. */
function sources(reader: Reader, key: number, entry: number, value: unknown): readonly Mapping[] {
  const { tape } = reader;
  if (isMergeable(tape, entry)) return [value as Mapping];
  if (!isSequence(tape.kind(entry))) throw refusedMerge(reader, key, entry);
  for (let item = entry + ENTRY; item < tape.length; item = tape.after(item)) {
    if (!isMergeable(tape, item)) throw refusedMerge(reader, key, item);
  }
  return (value as readonly Mapping[]).toReversed();
}

function isMergeable(tape: Tape, entry: number): boolean {
  const kind = tape.kind(entry);
  return isMapping(kind === Kind.alias ? tape.kind(tape.target(entry)) : kind);
}

function refusedMerge(reader: Reader, key: number, entry: number): Error {
  const { tape } = reader;
  const shown = tape.end(entry) > tape.start(entry) ? entry : key;
  return reader.refused(
    tape.start(shown),
    tape.end(shown),
    '"<<" merges a mapping or a list of mappings, and this is neither',
    "name the anchor of a mapping, or put the key in quotes",
  );
}
