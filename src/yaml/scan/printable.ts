/**
 * What no YAML document may hold: all but tab, line breaks and what can be printed, so control characters and two that
 * Unicode keeps for itself. Halves of surrogate pairs stand for the characters that they make.
 */
const UNPRINTABLE = /[^\t\n\r -~\x85\xa0-\ufffd]/;

/** The same without tabs and the line breaks that few documents have. */
const UNUSUAL = /[^\n -~\xa0-\u2027\u202a-\ufffd]/;

/** Where the first character stands that YAML forbids; -1 where there is none. */
export const firstUnprintable = (text: string): number => text.search(UNPRINTABLE);

/** True of a closed text where lines end in LF alone, a space is the only blank, and every character may stand in YAML. */
export const isEveryday = (text: string): boolean => text.search(UNUSUAL) === text.length - 1;
