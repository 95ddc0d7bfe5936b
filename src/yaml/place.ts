import type { Document } from "./document.ts";
import type { Location, Step } from "./span.ts";

/** What the place is to the value it is about; "parent" where nothing is written there yet. */
export type Focus = "value" | "key" | "part" | "parent";

/** A place found in the text. */
export interface Spot extends Location {
  readonly focus: Focus;
  readonly document: Document;
  /** Where the object stands in the document: [], or ["items", n] in a List. */
  readonly base: readonly Step[];
  /** The written path in the object, each step with the value that stands there: enough to name list items by their merge key. */
  readonly trail: readonly { readonly step: Step; readonly value: unknown }[];
  /** Where the value came through an alias or a merge: the text behind the anchor. Such a value is not safe to edit. */
  readonly anchor?: Location;
}

/** Anything a problem can point at; looked up in the text only when a finding is made. undefined: nobody wrote it and no field governs it. */
export interface Place {
  locate(): Spot | undefined;
}
