import type { Document } from "../yaml/document.ts";
import type { Focus, Place } from "../yaml/place.ts";
import { placeIn } from "../yaml/place-in.ts";
import type { Span, Step } from "../yaml/span.ts";
import { isList } from "./list.ts";

/** A place that the reader found, as one of the object that holds it: the document's only one, or an item of its List. */
export const placeInObject = (document: Document, span: Span, focus: Focus, path: readonly Step[]): Place =>
  placeIn(document, span, focus, path, path[0] === "items" && isList(document.value) ? 2 : 0);
