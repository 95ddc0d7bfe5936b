/**
 * The reader's text ends in NUL, which no document may hold. So one comparison finds the end, and every code up to the
 * space separates words: other control characters have been refused before.
 */
export const END = 0;
export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const EXCLAMATION = 33;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const QUOTE = 39;
export const ASTERISK = 42;
export const COMMA = 44;
export const DASH = 45;
export const COLON = 58;
export const GREATER = 62;
export const QUESTION = 63;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;
export const BOM = 0xfeff;
/** Length of "---" and "...". */
export const AFTER_MARKER = 3;

export const isBlank = (code: number): boolean => code === SPACE || code === TAB;

/** CR, NEL, LS and PS end a line as LF does: YAML 1.1, which go-yaml reads. */
export const isBreak = (code: number): boolean => code === LF || code === CR || isUnicodeBreak(code);

export const isUnicodeBreak = (code: number): boolean => code === 0x85 || code === 0x2028 || code === 0x2029;

/** A blank, a line break or the end. */
export const endsWord = (code: number): boolean => code <= SPACE || isUnicodeBreak(code);

/** Letters, digits, "_" and "-": the characters of anchors and tag handles. */
export const isNameCharacter = (code: number): boolean =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 95 ||
  code === DASH;

/** The offset behind the line break at `at`. */
export const afterBreak = (text: string, at: number): number =>
  text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;

/** What a line break becomes in a scalar: LS and PS stay themselves. */
export const breakText = (code: number): string => (code === 0x2028 ? "\u2028" : code === 0x2029 ? "\u2029" : "\n");

/** "---" or "..." at the start of a line, followed by nothing, a blank or a break. */
export function isMarker(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    (code === DASH || code === 46) &&
    text.charCodeAt(at + 1) === code &&
    text.charCodeAt(at + 2) === code &&
    endsWord(text.charCodeAt(at + 3))
  );
}
