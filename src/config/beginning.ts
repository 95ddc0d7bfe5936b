import { shortened } from "../rule/shortened.ts";

const LONGEST = 60;

/** Hostile text may be megabytes long; a message needs its beginning. */
export const beginningOf = (text: string): string => shortened(text, LONGEST);
