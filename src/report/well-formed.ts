/** With the sign for what cannot be read in place of lone surrogates, of which programs make no character and some no JSON. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd");
