import { lastOf } from "./last-of.ts";
import { rememberedByPlace } from "./remembered-by-place.ts";
import { siblingsOf } from "./siblings.ts";
import type { Step } from "./span.ts";
import { WrittenNode } from "./written.ts";
import { startOf } from "./written-text.ts";

/** False where no merge in the mapping can hold a field of any name. */
export const mayMerge = rememberedByPlace((mapping): boolean => {
  const { text } = mapping.document;
  return holdsMerge(text) && MERGE.test(text.slice(startOf(mapping), nextStart(mapping, mapping.steps())));
});

/** Scripts hold it too, but without a colon. */
const MERGE = /<<["']?[ \t]*(?::|[\r\n])/;
const holdsMerge = lastOf((text) => MERGE.test(text));

/** Where the next node begins that is not in this one: a merge that shows nothing, below all fields, is in none. */
function nextStart({ document, base }: WrittenNode, steps: readonly Step[]): number {
  let next = document.text.length;
  let at = WrittenNode.root(document);
  for (const step of [...base, ...steps]) {
    const child = at.child(step);
    const [, after] = siblingsOf(child, at);
    if (after) next = startOf(after);
    at = child;
  }
  return next;
}
