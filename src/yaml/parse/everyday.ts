import { LONGEST_KEY } from "../limits.ts";
import { resolvePiece, type Scalar, typed } from "../resolve/plain.ts";
import { DOUBLE_QUOTE, endsWord, LF, QUOTE, SPACE } from "../scan/characters.ts";
import { cutOut, intern } from "../scan/names.ts";
import { Kind } from "../tape.ts";
import type { Reader } from "./reader.ts";

/**
 * Most lines of a manifest are "key:", "key: text" or "- text", with nothing odd in them. They are read here with a few
 * built-in searches rather than character by character, which halves the time of a short run: there the engine still
 * interprets the reader. Whatever else stands on a line, or is wrong with it, is left to the grammar proper, and both
 * ways lead to the same; test/yaml/everyday.test.ts holds them against each other.
 */

/** Bits of what a text may be by its first character. */
const PLAIN = 1;
const TYPED = 2;
const FIRST = new Uint8Array(128);
for (let code = 0; code < FIRST.length; code++) {
  const character = String.fromCharCode(code);
  if (/[\w/$(^;]/.test(character)) FIRST[code] = /[\dfnotyFNOTY]/.test(character) ? PLAIN | TYPED : PLAIN;
}

/** Reads a key as `simpleKey` does. undefined where it is for the grammar to say. */
export function everydayKey(reader: Reader): boolean | undefined {
  const { text, at } = reader;
  const first = FIRST[text.charCodeAt(at)];
  if (!first) return undefined;
  // What has been looked for already is asked for without a call: this is run for every line.
  const colon = reader.nextColon < at ? reader.colonFrom(at) : reader.nextColon;
  const end = reader.nextBreak < at ? reader.breakFrom(at) : reader.nextBreak;
  if ((reader.nextHash < at ? reader.hashFrom(at) : reader.nextHash) < end) return undefined;
  if (colon > end) return false;
  const behind = text.charCodeAt(colon + 1);
  if ((behind !== SPACE && behind !== LF) || text.charCodeAt(colon - 1) === SPACE) return undefined;
  if (colon - at > LONGEST_KEY) return undefined;
  const name = intern(text, at, colon);
  if (first > PLAIN && typed(name) !== name) return undefined;
  reader.key = name;
  reader.isMerge = false;
  reader.keyAnchor = undefined;
  reader.keyStart = at;
  reader.keyEnd = colon;
  reader.at = colon + 1;
  return true;
}

/** Reads a text in plain words or, on one line, in quotes, as `content` does. undefined where it is for the grammar to say. */
export function everydayText(reader: Reader, parent: number): Scalar | undefined {
  const { text } = reader;
  let start = reader.at;
  let code = text.charCodeAt(start);
  while (code === SPACE) code = text.charCodeAt(++start);
  const end = reader.nextBreak < start ? reader.breakFrom(start) : reader.nextBreak;
  if (FIRST[code]) return isPlainLine(reader, start, end) ? plainText(reader, parent, start, end) : undefined;
  if ((code !== DOUBLE_QUOTE && code !== QUOTE) || end === text.length) return undefined;
  const last = end - 1;
  if (last === start || text.indexOf(code === QUOTE ? "'" : '"', start + 1) !== last) return undefined;
  if (code === DOUBLE_QUOTE && reader.escapeFrom(start) < last) return undefined;
  reader.at = end + 1;
  reader.nextLine();
  reader.tape.leaf(Kind.scalar, start, end);
  return cutOut(text, start + 1, last);
}

/** True where nothing on the line ends the text before the line ends. */
function isPlainLine(reader: Reader, start: number, end: number): boolean {
  const { text } = reader;
  const hash = reader.nextHash < start ? reader.hashFrom(start) : reader.nextHash;
  if (end === text.length || hash < end || text.charCodeAt(end - 1) === SPACE) return false;
  for (
    let colon = reader.nextColon < start ? reader.colonFrom(start) : reader.nextColon;
    colon < end;
    colon = reader.colonFrom(colon + 1)
  )
    if (endsWord(text.charCodeAt(colon + 1))) return false;
  return true;
}

/** The text whose first line ends at `firstEnd`, with the lines right of its parent that follow at once: a blank stands for each break. */
function plainText(reader: Reader, parent: number, start: number, firstEnd: number): Scalar | undefined {
  const { text, at, lineStart, column } = reader;
  let whole = "";
  let from = start;
  let end = firstEnd;
  for (;;) {
    reader.at = end + 1;
    reader.nextLine();
    if (reader.column <= parent) break;
    const next = reader.breakFrom(reader.at);
    if (reader.lineStart !== end + 1 || !isPlainLine(reader, reader.at, next)) {
      reader.at = at;
      reader.lineStart = lineStart;
      reader.column = column;
      return undefined;
    }
    whole += `${text.slice(from, end)} `;
    from = reader.at;
    end = next;
  }
  reader.tape.leaf(Kind.scalar, start, end);
  return end === firstEnd ? resolvePiece(text, start, end) : whole + text.slice(from, end);
}
