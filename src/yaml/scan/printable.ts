/**
 * Characters that no YAML document may hold: control characters other than tab and line breaks, and two that Unicode
 * keeps for itself. Halves of surrogate pairs stand for the characters that they make.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about control characters
const UNPRINTABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Where the first character stands that YAML forbids; -1 where there is none. */
export const firstUnprintable = (text: string): number => text.search(UNPRINTABLE);
