import type { Step } from "../span.ts";
import { ENTRY, isMapping, Kind, type Tape } from "../tape.ts";

/** The steps that lead to an entry of the tape. What stands behind a merge key belongs to the mapping that merges it. */
export function pathTo(tape: Tape, entry: number): Step[] {
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
