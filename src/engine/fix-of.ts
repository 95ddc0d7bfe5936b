import type { Edit, FindingFix } from "../finding/finding.ts";
import type { Patch, Problem } from "../rule/rule.ts";
import { renameKey, setScalar } from "../yaml/edit.ts";
import type { Node } from "../yaml/node.ts";
import { removeNode } from "../yaml/removal.ts";
import { isShared } from "../yaml/shared-text.ts";
import type { Location, Position } from "../yaml/span.ts";
import { WrittenNode } from "../yaml/written.ts";

/**
 * A fix as edits. One whose title is missing, one of whose patches has no text to change, or whose patches are in each
 * other's way is none.
 */
export function fixOf({ fix, help }: Problem): FindingFix | undefined {
  if (!fix || help === undefined || !areApart(fix.patches)) return undefined;
  const edits: Edit[] = [];
  for (const patch of fix.patches) {
    const edit = editOf(patch);
    if (!edit) return undefined;
    edits.push(edit);
  }
  if (overlap(edits)) return undefined;
  const safe = fix.safe && !fix.patches.some((patch) => isShared(nodeOf(patch)));
  return { title: fix.title ?? help, safe, edits };
}

function editOf(patch: Patch): Edit | undefined {
  if ("set" in patch) return setScalar(patch.set, patch.to);
  return "remove" in patch ? removeNode(patch.remove) : renameKey(patch.rename, patch.to);
}

const nodeOf = (patch: Patch): Node<unknown> =>
  "set" in patch ? patch.set : "remove" in patch ? patch.remove : patch.rename;

/** False where two members leave one collection: each would see the other stay, and nobody that nothing is left. */
function areApart(patches: readonly Patch[]): boolean {
  const left = new Set<string>();
  for (const patch of patches) {
    const written = "remove" in patch ? patch.remove.written : undefined;
    if (!(written instanceof WrittenNode)) continue;
    const { document, base } = written;
    const collection = JSON.stringify([document.file, document.index, ...base, ...written.steps().slice(0, -1)]);
    if (left.has(collection)) return false;
    left.add(collection);
  }
  return true;
}

function overlap(edits: readonly Edit[]): boolean {
  const places = edits.map(({ location }) => location).sort(byPlace);
  return places.some(({ file, start }, index) => {
    const before = places[index - 1];
    return before?.file === file && byPosition(start, before.end) < 0;
  });
}

const byPlace = (a: Location, b: Location): number =>
  a.file === b.file ? byPosition(a.start, b.start) : a.file < b.file ? -1 : 1;
const byPosition = (a: Position, b: Position): number => a.line - b.line || a.column - b.column;
