import type { Document } from "../yaml/document.ts";

/** What a comment or an annotation for us begins with. */
export const NAME = "plimsoll";

/** False where neither a comment nor an annotation can be for us: a look at the bytes that spares the rest. */
export const maySuppress = (document: Document): boolean => document.mentions(NAME);
