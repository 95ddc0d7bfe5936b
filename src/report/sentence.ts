/** Ended by a period, where it has no end yet. */
export const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);
