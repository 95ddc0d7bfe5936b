const LONGEST = 60;

/** Hostile text may be megabytes long; a message needs its beginning. */
export const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);
