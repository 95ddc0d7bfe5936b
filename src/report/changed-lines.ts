import type { Edit, FindingFix } from "../finding/finding.ts";
import type { FormatContext } from "./format.ts";

/** Lines that a fix replaces, and what by. Without their breaks, not escaped yet. */
export interface ChangedLines {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Lines of one block, and characters of one of them: of files that have everything on one line each finding has that line. */
const MOST_LINES = 30;
const MOST_LETTERS = 1000;

/** In the order of the lines, block by block; none where a line is not at hand, or too much to be looked at. */
export function changedLines({ edits }: FindingFix, { line }: Pick<FormatContext, "line">): readonly ChangedLines[] {
  const blocks: ChangedLines[] = [];
  for (const group of groupsOf(edits)) {
    const block = changed(group, line);
    if (!block) return [];
    blocks.push(block);
  }
  return blocks;
}

/** Edits that share a line are shown together. */
function groupsOf(edits: readonly Edit[]): readonly (readonly Edit[])[] {
  const groups: Edit[][] = [];
  for (const edit of edits.toSorted(byPlace)) {
    const group = groups.at(-1);
    const before = group?.at(-1)?.location;
    if (group && before?.file === edit.location.file && before.end.line >= edit.location.start.line) group.push(edit);
    else groups.push([edit]);
  }
  return groups;
}

const byPlace = ({ location: a }: Edit, { location: b }: Edit): number =>
  (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.start.line - b.start.line || a.start.column - b.start.column;

function changed(edits: readonly Edit[], line: FormatContext["line"]): ChangedLines | undefined {
  const [first, last] = [edits[0]!.location, edits.at(-1)!.location];
  if (last.end.line - first.start.line >= MOST_LINES) return undefined;
  const removed: string[] = [];
  for (let number = first.start.line; number <= last.end.line; number++) {
    const text = line(first.file, number);
    if (text !== undefined && text.length > MOST_LETTERS) return undefined;
    if (text !== undefined) removed.push(text);
    // What is removed whole, break and all, ends where the next line begins, and behind the last line there is none.
    else if (number < last.end.line || last.end.column > 1) return undefined;
    else removed.push("");
  }
  let [added, from] = ["", { line: first.start.line, column: 1 }];
  const kept = (to: { readonly line: number; readonly column: number }): string => {
    const lines = removed.slice(from.line - first.start.line, to.line - first.start.line + 1);
    lines[lines.length - 1] = lines.at(-1)!.slice(0, to.column - 1);
    lines[0] = lines[0]!.slice(from.column - 1);
    return lines.join("\n");
  };
  for (const { location, text } of edits) {
    added += kept(location.start) + text;
    from = location.end;
  }
  added += removed[last.end.line - first.start.line]!.slice(last.end.column - 1);
  return withoutEnds(removed, added.split(/\r\n|\n|\r/));
}

/** Lines that stay as they are at both ends are no change. */
function withoutEnds(removed: readonly string[], added: readonly string[]): ChangedLines {
  let [start, end] = [0, 0];
  const most = Math.min(removed.length, added.length);
  while (start < most && removed[start] === added[start]) start++;
  while (end < most - start && removed.at(-1 - end) === added.at(-1 - end)) end++;
  return { removed: removed.slice(start, removed.length - end), added: added.slice(start, added.length - end) };
}
