import type { Document } from "./document.ts";
import type { Focus, Place } from "./place.ts";
import type { Span, Step } from "./span.ts";

/** A place that the reader itself found: its offsets are at hand, no node leads there. */
export const placeIn = (document: Document, span: Span, focus: Focus, path: readonly Step[]): Place => ({
  locate: () => ({
    ...document.locate(span),
    focus,
    document,
    base: [],
    trail: path.map((step) => ({ step, value: undefined })),
  }),
});
