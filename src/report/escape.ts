/**
 * What a terminal obeys, or what hides or reorders other characters: controls, line and paragraph separators, lone
 * surrogates, noncharacters (XML and YAML may not hold some), format characters (bidi, byte order mark) and all that is
 * drawn as nothing. Joiners and variation selectors stay: scripts and emoji need them. A bracket behind ## as well: CI
 * systems take ##[command] and ##vso[command] for orders anywhere in a line, not only at its start.
 */
const UNSAFE = /(?!\u200c|\u200d|[\ufe00-\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}\p{NChar}]|(?<=##\w{0,16})\[/gu;

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

const SHORT: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A piece of a text as it is shown. Each unsafe character is a piece of its own. */
interface Piece {
  readonly start: number;
  readonly text: string;
  /** undefined where the text may be shown as it is. */
  readonly escaped: string | undefined;
}

/** True for what nearly every text is, which spares it a look at each character's properties. */
const isPlain = (text: string): boolean => /^[ -~]*$/.test(text) && !text.includes("##");

export function* pieces(text: string): Iterable<Piece> {
  if (text !== "" && isPlain(text)) {
    yield { start: 0, text, escaped: undefined };
    return;
  }
  let end = 0;
  for (const { 0: unsafe, index } of text.matchAll(UNSAFE)) {
    if (index > end) yield { start: end, text: text.slice(end, index), escaped: undefined };
    yield { start: index, text: unsafe, escaped: notation(unsafe) };
    end = index + unsafe.length;
  }
  if (end < text.length) yield { start: end, text: text.slice(end), escaped: undefined };
}

/** For a terminal or a CI log: every character of the text can be seen, none is obeyed. */
export const forTerminal = (text: string): string => (isPlain(text) ? text : text.replace(UNSAFE, notation));

/** For formats of one line a finding: line breaks and tabs become one space, the rest is as for a terminal. */
export const onOneLine = (text: string): string => forTerminal(text.replace(BREAKS, " "));

/** JSON that says exactly what the value holds and is as safe to print as text for a terminal. */
export function jsonText(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  // The line breaks that are left are the layout's: those in strings are escaped already.
  return `${json.replace(UNSAFE, (unsafe) => (unsafe === "\n" ? unsafe : codeUnits(unsafe)))}\n`;
}

/** The same on one line. */
export const jsonLine = (value: unknown): string => `${JSON.stringify(value).replace(UNSAFE, codeUnits)}\n`;

function notation(unsafe: string): string {
  const code = unsafe.codePointAt(0) ?? 0;
  return SHORT[unsafe] ?? (code > 0xffff ? `\\u{${code.toString(16)}}` : codeUnits(unsafe));
}

const codeUnits = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
