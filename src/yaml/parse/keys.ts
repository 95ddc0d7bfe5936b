import { LONGEST_KEY } from "../limits.ts";
import { keyName } from "../resolve/key-name.ts";
import { resolve } from "../resolve/plain.ts";
import {
  ASTERISK,
  BACKSLASH,
  COLON,
  DOUBLE_QUOTE,
  endsWord,
  isBlank,
  isBreak,
  isNameCharacter,
  LF,
  QUESTION,
  QUOTE,
} from "../scan/characters.ts";
import { intern } from "../scan/names.ts";
import { plainEnd, startsPlain } from "../scan/plain.ts";
import { type Properties, properties } from "../scan/properties.ts";
import { quoted } from "../scan/quoted.ts";
import { refusedKey } from "../scan/refusals.ts";
import { CORE, startsProperty } from "../scan/tag-handles.ts";
import { Kind } from "../tape.ts";
import { anchorOf, described } from "./aliases.ts";
import { everydayKey } from "./everyday.ts";
import type { Value } from "./mapping.ts";
import type { Reader } from "./reader.ts";

const MERGE = "<<";

/** Reads a key and its ":" where they stand at `at`: its place and name are then the reader's, which is behind the ":". */
export function simpleKey(reader: Reader): boolean {
  const isKey = reader.isEveryday ? everydayKey(reader) : undefined;
  return isKey ?? anyKey(reader);
}

function anyKey(reader: Reader): boolean {
  const { text, at } = reader;
  if (!startsPlain(text, at)) return describedKey(reader, at, {});
  const end = plainEnd(text, at);
  let colon = end;
  while (isBlank(text.charCodeAt(colon))) colon++;
  if (text.charCodeAt(colon) !== COLON) return false;
  if (colon - at > LONGEST_KEY) throw refusedLength(reader, at, colon);
  const written = intern(text, at, end);
  const value = resolve(written);
  reader.key = typeof value === "string" ? value : nameOf(reader, value, written, at, end);
  reader.isMerge = written === MERGE;
  reader.keyAnchor = undefined;
  reader.keyStart = at;
  reader.keyEnd = end;
  reader.at = colon + 1;
  return true;
}

/** The same for a key in quotes, an alias, or a key behind properties, which start at `start`. */
export function describedKey(reader: Reader, start: number, own: Properties): boolean {
  const { text, at } = reader;
  const end = text.charCodeAt(at) === ASTERISK && start < at ? -1 : keyEnd(text, at);
  const colon = end < 0 ? -1 : colonBehind(text, end);
  if (colon < 0) return false;
  if (colon - start > LONGEST_KEY) throw refusedLength(reader, start, colon);
  readKey(reader, end, own.tag);
  reader.keyAnchor = own.anchor;
  reader.at = colon + 1;
  return true;
}

function keyEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === DOUBLE_QUOTE || code === QUOTE) return quotedEnd(text, at);
  if (code === COLON && endsWord(text.charCodeAt(at + 1))) return at;
  if (code !== ASTERISK) return startsPlain(text, at) ? plainEnd(text, at) : -1;
  let end = at + 1;
  while (isNameCharacter(text.charCodeAt(end))) end++;
  return end;
}

/** Where quotes that stand on one line close; -1 where they do not, or not within the length of a key. */
function quotedEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at <= start + LONGEST_KEY; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote === DOUBLE_QUOTE || text.charCodeAt(at + 1) !== quote) return at + 1;
      at++;
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE && !isBreak(text.charCodeAt(at + 1))) at++;
    else if (code <= LF || isBreak(code)) return -1;
  }
  return -1;
}

function colonBehind(text: string, end: number): number {
  let at = end;
  while (isBlank(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) === COLON && endsWord(text.charCodeAt(at + 1)) ? at : -1;
}

/** Reads the scalar or alias from `at` to `end` as a key. */
function readKey(reader: Reader, end: number, tag: string | undefined): void {
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  let written = text.slice(at, end);
  let value: Value;
  if (code === ASTERISK) {
    const { entry, value: behind } = anchorOf(reader);
    written = text.slice(reader.tape.start(entry), reader.tape.end(entry));
    value = behind;
  } else {
    const isQuoted = code === DOUBLE_QUOTE || code === QUOTE;
    if (isQuoted) written = quoted(reader, reader.json);
    if (tag !== undefined) value = reader.tagged(tag, written, at, end);
    else value = isQuoted ? written : resolve(written);
  }
  reader.key = nameOf(reader, value, written, at, end);
  reader.keyValue = value;
  reader.isMerge = isMerge(code, written, tag);
  reader.keyStart = at;
  reader.keyEnd = end;
}

/** Quotes make "<<" an ordinary key, unless a tag says that it is none. */
function isMerge(code: number, written: string, tag: string | undefined): boolean {
  if (written !== MERGE || code === ASTERISK) return false;
  return tag === undefined ? code !== DOUBLE_QUOTE && code !== QUOTE : tag === "!" || tag === `${CORE}merge`;
}

/** Puts the key read last on the tape. */
export function writeKey(reader: Reader): void {
  const { keyAnchor: anchor } = reader;
  if (anchor === undefined) write(reader);
  else {
    described(reader, { anchor }, () => {
      write(reader);
      return reader.keyValue;
    });
  }
}

function write({ tape, keyStart, keyEnd, key, isMerge }: Reader): void {
  if (isMerge) tape.merge(keyStart, keyEnd);
  else tape.key(keyStart, keyEnd, key);
}

/** Makes a key of the node that has been read last. */
export function turnIntoKey(reader: Reader, entry: number, value: Value): void {
  const { tape, text } = reader;
  const { start, end } = tape.span(entry);
  const isAlias = tape.kind(entry) === Kind.alias;
  const behind = isAlias ? tape.target(entry) : entry;
  const written = text.slice(tape.start(behind), tape.end(behind));
  reader.isMerge = tape.kind(entry) === Kind.scalar && written === MERGE;
  reader.key = nameOf(reader, value, written, start, Math.max(end, start + 1));
  reader.keyStart = start;
  reader.keyEnd = end;
  if (reader.isMerge) tape.turnIntoMerge(entry);
  else tape.turnIntoKey(entry, reader.key);
}

/** Reads the next key of a block mapping. True where it is an explicit one, which is then still unread. */
export function nextKey(reader: Reader): boolean {
  const isKey = reader.isEveryday ? everydayKey(reader) : undefined;
  if (isKey) return false;
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  if (code === QUESTION && endsWord(text.charCodeAt(at + 1))) return true;
  const isFound = startsProperty(code)
    ? describedKey(reader, at, properties(reader, reader.handles))
    : (isKey ?? anyKey(reader));
  if (isFound) return false;
  reader.at = at;
  throw refusedKey(reader);
}

function nameOf(reader: Reader, value: Value, written: string, start: number, end: number): string {
  if (typeof value === "object" && value !== null) {
    const kind = Array.isArray(value) ? "list" : "mapping";
    const message = `a ${kind} stands where a key is expected`;
    throw reader.refused(start, end, message, "put the key in quotes if it is meant as text");
  }
  const name = typeof value === "string" ? value : keyName(value, written);
  if (name !== undefined) {
    if (typeof value !== "string" && name !== written) reader.oddities.note("key-not-text", { start, end });
    return name;
  }
  const problem = value === null ? "a key is null" : `the key "${written}" is too large a number for Kubernetes`;
  throw reader.refused(start, end, problem, "put the key in quotes");
}

function refusedLength(reader: Reader, start: number, colon: number): Error {
  return reader.refused(start, colon, `this key is longer than ${LONGEST_KEY} characters, the most that YAML allows`);
}
