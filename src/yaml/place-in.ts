import type { Document } from "./document.ts";
import { member } from "./node.ts";
import type { Focus, Place } from "./place.ts";
import type { Span, Step } from "./span.ts";

/**
 * A place that the reader itself found: its offsets are at hand, no node leads there. `path` begins at the document; its
 * first `depth` steps lead to the object.
 */
export const placeIn = (
  document: Document,
  span: Span,
  focus: Focus,
  path: readonly Step[] = [],
  depth = 0,
): Place => ({
  locate: () => {
    const base = path.slice(0, depth);
    let value = base.reduce<unknown>(member, document.value);
    const trail = path.slice(depth).map((step) => {
      value = member(value, step);
      return { step, value };
    });
    return { ...document.locate(span), focus, document, base, trail };
  },
});
