import { BACKSLASH, DOUBLE_QUOTE, END, endsWord, isBlank, isBreak, isMarker, LF, QUOTE } from "./characters.ts";
import { Fold } from "./folding.ts";
import { cutOut } from "./names.ts";
import { Pieces } from "./pieces.ts";
import type { Scanner } from "./scanner.ts";

/** The text of the quoted scalar at `at`; ends behind the closing quote. */
export function quoted(scanner: Scanner, json: boolean): string {
  const { text } = scanner;
  const start = scanner.at + 1;
  const quote = text.charCodeAt(scanner.at);
  let at = start;
  let code = text.charCodeAt(at);
  while (code !== quote) {
    if (code <= LF || code === BACKSLASH || isBreak(code)) return quotedAtLength(scanner, quote, json);
    code = text.charCodeAt(++at);
  }
  if (quote === QUOTE && text.charCodeAt(at + 1) === QUOTE) return quotedAtLength(scanner, quote, json);
  scanner.at = at + 1;
  return cutOut(text, start, at);
}

function quotedAtLength(scanner: Scanner, quote: number, json: boolean): string {
  const { text, at: open } = scanner;
  const pieces = new Pieces();
  const fold = new Fold();
  for (let from = open + 1; ; ) {
    const at = endOfPiece(text, from, quote);
    pieces.add(text.slice(from, at));
    const code = text.charCodeAt(at);
    if (code === END) throw unclosedQuote(scanner, open);
    if (code === quote) {
      if (quote === DOUBLE_QUOTE || text.charCodeAt(at + 1) !== QUOTE) {
        scanner.at = at + 1;
        return String(pieces);
      }
      pieces.add("'");
      from = at + 2;
    } else if (code === BACKSLASH && !isBreak(text.charCodeAt(at + 1))) {
      pieces.add(unescaped(scanner, at, json));
      from = at + escapeLength(text, at, json);
    } else {
      if (code === BACKSLASH) fold.readEscaped(text, at + 1);
      else fold.read(text, behindBlanks(text, at));
      pieces.add(fold.text);
      from = continued(scanner, fold, open);
    }
  }
}

/** Where the text that stands for itself ends: at a quote, an escape, the end, or a line break and the blanks before it. */
function endOfPiece(text: string, from: number, quote: number): number {
  for (let at = from; ; ) {
    const code = text.charCodeAt(at);
    if (code === quote || code === END || (code === BACKSLASH && quote === DOUBLE_QUOTE)) return at;
    const behind = isBlank(code) ? behindBlanks(text, at) : at;
    if (isBreak(text.charCodeAt(behind))) return at;
    at = Math.max(behind, at + 1);
  }
}

/** The first character behind blanks. */
function behindBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function continued(scanner: Scanner, fold: Fold, open: number): number {
  scanner.lineStart = fold.lineStart;
  if (fold.end === fold.lineStart && isMarker(scanner.text, fold.end)) throw unclosedQuote(scanner, open);
  return fold.end;
}

function unclosedQuote(scanner: Scanner, open: number): Error {
  const quote = scanner.text[open];
  const help =
    quote === '"'
      ? `close the text with ", and write a " inside it as \\"`
      : `close the text with ', and write a ' inside it as ''`;
  return scanner.refused(open, scanner.lineEnd(open), `the ${quote} that opens this text is never closed`, help);
}

const ESCAPES = new Map<string, string>(
  Object.entries({
    "0": "\0",
    a: "\x07",
    b: "\b",
    t: "\t",
    "\t": "\t",
    n: "\n",
    v: "\v",
    f: "\f",
    r: "\r",
    e: "\x1b",
    " ": " ",
    '"': '"',
    "'": "'",
    "\\": "\\",
    N: "\x85",
    _: "\xa0",
    L: "\u2028",
    P: "\u2029",
  }),
);
const HEX_DIGITS = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);
const PAIR = /^[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}$/;

/** What a document that begins with "{" may hold besides: it goes to a JSON decoder first. */
function isPair(text: string, at: number, json: boolean): boolean {
  return json && PAIR.test(text.slice(at + 2, at + 12));
}

function escapeLength(text: string, at: number, json: boolean): number {
  const digits = HEX_DIGITS.get(text[at + 1]!);
  if (digits === undefined) return 2;
  return digits === 4 && isPair(text, at, json) ? 12 : 2 + digits;
}

function unescaped(scanner: Scanner, at: number, json: boolean): string {
  const { text } = scanner;
  const letter = text[at + 1]!;
  const digits = HEX_DIGITS.get(letter);
  if (digits === undefined) {
    const character = json && letter === "/" ? "/" : ESCAPES.get(letter);
    if (character !== undefined) return character;
    const end = endsWord(text.charCodeAt(at + 1)) ? at + 1 : at + 2;
    throw scanner.refused(
      at,
      end,
      `"${text.slice(at, end)}" is no escape that YAML knows`,
      "write a backslash as \\\\, or use single quotes, which have no escapes",
    );
  }
  const written = text.slice(at + 2, at + 2 + digits);
  if (written.length < digits || !/^[0-9a-fA-F]+$/.test(written)) {
    throw scanner.refused(at, at + 2, `"\\${letter}" needs ${digits} hexadecimal digits behind it`);
  }
  if (digits === 4 && isPair(text, at, json)) {
    return String.fromCharCode(Number.parseInt(written, 16), Number.parseInt(text.slice(at + 8, at + 12), 16));
  }
  const code = Number.parseInt(written, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw scanner.refused(at, at + 2 + digits, `"\\${letter}${written}" names no character`);
  }
  return String.fromCodePoint(code);
}
