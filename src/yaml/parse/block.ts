import { lineStart } from "../refusal.ts";
import { resolvePiece, type Scalar } from "../resolve/plain.ts";
import { blockScalar } from "../scan/block-scalar.ts";
import {
  ASTERISK,
  COLON,
  DASH,
  DOUBLE_QUOTE,
  END,
  endsWord,
  GREATER,
  HASH,
  isBreak,
  OPEN_BRACE,
  OPEN_BRACKET,
  PIPE,
  QUESTION,
  QUOTE,
  SPACE,
} from "../scan/characters.ts";
import { blockPlain, plainEnd, startsPlain } from "../scan/plain.ts";
import { type Properties, properties } from "../scan/properties.ts";
import { quoted } from "../scan/quoted.ts";
import { refusedColon, refusedIndentation, refusedItem, refusedStart } from "../scan/refusals.ts";
import { startsProperty } from "../scan/tag-handles.ts";
import { isBlock, Kind } from "../tape.ts";
import { alias, described, joined } from "./aliases.ts";
import { everydayText } from "./everyday.ts";
import { flowCollection } from "./flow.ts";
import { describedKey, nextKey, simpleKey, turnIntoKey, writeKey } from "./keys.ts";
import { Mapping, type Value } from "./mapping.ts";
import { merge, setField } from "./merge.ts";
import type { Reader } from "./reader.ts";
import { empty, noteOutdented, scalar, textual } from "./scalars.ts";
import { trimmed } from "./trimmed.ts";

/**
 * Reads the node at `at`: the first on its line, or behind "-", "?" or the ":" of an explicit key. `aligns` is true
 * where a list may stand in the column of its parent, as it may below a key. Ends at the next content, like all here.
 */
export function node(reader: Reader, parent: number, aligns: boolean, tag?: string): Value {
  const code = reader.text.charCodeAt(reader.at);
  if (code === DASH && isIndicator(reader)) return sequence(reader, reader.column, parent);
  if (code === QUESTION && isIndicator(reader)) return mapping(reader, reader.column, true);
  if (startsProperty(code)) return describedNode(reader, parent, aligns, {});
  if (simpleKey(reader)) return mapping(reader, reader.column, false);
  const value = reader.isEveryday && tag === undefined ? everydayText(reader, parent) : undefined;
  return value === undefined ? content(reader, parent, tag) : value;
}

/** Reads the node that stands behind a key or "---" on the same line: no block collection can start there. */
export function inlineNode(reader: Reader, parent: number): Value {
  if (!startsProperty(reader.text.charCodeAt(reader.at))) return content(reader, parent, undefined);
  const own = properties(reader, reader.handles);
  if (isLineOver(reader)) return nodeBelow(reader, parent, true, own);
  return described(reader, own, (tag) => content(reader, parent, tag));
}

/** Anchors and tags at the start of a line belong to the first key of that line, if there is one; `outer` ones never. */
function describedNode(reader: Reader, parent: number, aligns: boolean, outer: Properties): Value {
  const { at: start, column } = reader;
  const own = properties(reader, reader.handles);
  if (isLineOver(reader)) return nodeBelow(reader, parent, aligns, joined(reader, start, outer, own));
  if (describedKey(reader, start, own)) return described(reader, outer, () => mapping(reader, column, false));
  return described(reader, joined(reader, start, outer, own), (tag) => content(reader, parent, tag));
}

/** The node of properties that end their line: it starts on a line below, or is empty. */
function nodeBelow(reader: Reader, parent: number, aligns: boolean, own: Properties): Value {
  const { at } = reader;
  reader.endLine();
  if (isBelow(reader, parent)) {
    if (startsProperty(reader.text.charCodeAt(reader.at))) return describedNode(reader, parent, aligns, own);
    return described(reader, own, (tag) => node(reader, parent, aligns, tag));
  }
  if (aligns && isAligned(reader, parent)) return described(reader, own, () => sequence(reader, parent, parent));
  return described(reader, own, (tag) => empty(reader, at, at, tag));
}

/** The node behind "-", "?" or the ":" of an explicit key, which stands at `at`. Tabs may not follow those. */
function nodeBehind(reader: Reader, indent: number, aligns: boolean): Value {
  const { text, at: indicator } = reader;
  let code = text.charCodeAt(++reader.at);
  while (code === SPACE) code = text.charCodeAt(++reader.at);
  if (code !== HASH && code !== END && !isBreak(code)) {
    reader.column = reader.at - reader.lineStart;
    return node(reader, indent, aligns);
  }
  reader.endLine();
  return childBelow(reader, indent, aligns, indicator, indicator + 1);
}

/** The node below its key or "-", or nothing: that is shown as the text from `start` to `end`. */
function childBelow(reader: Reader, indent: number, aligns: boolean, start: number, end: number): Value {
  if (isBelow(reader, indent)) return node(reader, indent, aligns);
  if (aligns && isAligned(reader, indent)) return sequence(reader, indent, indent);
  return empty(reader, start, end);
}

function mapping(reader: Reader, indent: number, explicit: boolean): Value {
  const { tape } = reader;
  const entry = tape.open(Kind.blockMapping, explicit ? reader.at : reader.keyStart);
  reader.enter(reader.at);
  const object = new Mapping();
  for (;;) {
    if (explicit) explicitKey(reader, indent);
    else if (reader.keyAnchor === undefined && !reader.isMerge) tape.key(reader.keyStart, reader.keyEnd, reader.key);
    else writeKey(reader);
    const { key, isMerge } = reader;
    const valueEntry = tape.length;
    const value = explicit ? explicitValue(reader, indent) : valueBehindKey(reader, indent);
    if (isMerge) merge(reader, object, valueEntry, value);
    else setField(reader, object, entry, key, valueEntry, value);
    if (reader.column < indent) break;
    if (reader.column > indent) throw refusedIndentation(reader, indent, columnOf(reader, valueEntry));
    explicit = nextKey(reader);
  }
  tape.close(entry);
  reader.leave();
  return object;
}

/** Reads "? key", whose "?" stands at `at`. The key may be any scalar, on several lines too. */
function explicitKey(reader: Reader, indent: number): void {
  const entry = reader.tape.length;
  turnIntoKey(reader, entry, nodeBehind(reader, indent, true));
}

function valueBehindKey(reader: Reader, indent: number): Value {
  const value = reader.isEveryday ? everydayText(reader, indent) : undefined;
  if (value !== undefined) return value;
  const { at } = reader;
  const code = reader.skipBlanks();
  if (code !== HASH && code !== END && !isBreak(code)) return inlineNode(reader, indent);
  reader.endLine();
  return childBelow(reader, indent, true, at, at);
}

function explicitValue(reader: Reader, indent: number): Value {
  const isWritten = reader.column === indent && reader.text.charCodeAt(reader.at) === COLON && isIndicator(reader);
  return isWritten ? nodeBehind(reader, indent, true) : empty(reader, reader.keyEnd, reader.keyEnd);
}

/** A list whose "-" stand in column `indent`, which is its parent's where it is the value of a key. */
function sequence(reader: Reader, indent: number, parent: number): Value {
  const { tape } = reader;
  const entry = tape.open(Kind.blockSequence, reader.at);
  reader.enter(reader.at);
  const list: Value[] = [];
  for (;;) {
    const item = tape.length;
    list.push(nodeBehind(reader, indent, false));
    if (reader.column < indent) break;
    if (reader.column > indent) throw refusedIndentation(reader, indent, columnOf(reader, item));
    if (reader.text.charCodeAt(reader.at) === DASH && isIndicator(reader)) continue;
    if (indent === parent) break;
    throw refusedItem(reader);
  }
  tape.close(entry);
  reader.leave();
  return trimmed(list);
}

/** In which column the collection at an entry stands; undefined for scalars, which hold no lines of their own. */
function columnOf(reader: Reader, entry: number): number | undefined {
  const { tape, text } = reader;
  const start = tape.start(entry);
  return isBlock(tape.kind(entry)) ? start - lineStart(text, start) : undefined;
}

/** A scalar, an alias or a flow collection. */
function content(reader: Reader, parent: number, tag: string | undefined): Value {
  const { text, at: start } = reader;
  switch (text.charCodeAt(start)) {
    case DOUBLE_QUOTE:
    case QUOTE: {
      const line = reader.lineStart;
      const value = quoted(reader, reader.json);
      const end = reader.at;
      if (reader.lineStart !== line) noteOutdented(reader, start, parent);
      reader.endLine();
      return textual(reader, start, end, value, tag);
    }
    case OPEN_BRACKET:
    case OPEN_BRACE: {
      const value = flowCollection(reader, parent);
      reader.endLine();
      return value;
    }
    case PIPE:
    case GREATER: {
      const { value, end } = blockScalar(reader, parent);
      reader.nextLine();
      return textual(reader, start, end, value, tag);
    }
    case ASTERISK: {
      const value = alias(reader);
      reader.endLine();
      return value;
    }
    default:
      return plain(reader, parent, tag);
  }
}

function plain(reader: Reader, parent: number, tag: string | undefined): Scalar {
  const { text, at: start } = reader;
  if (!startsPlain(text, start)) throw refusedStart(reader);
  const end = plainEnd(text, start);
  reader.at = end;
  if (reader.skipBlanks() === COLON) throw refusedColon(reader, start);
  reader.endLine();
  if (reader.column > parent) {
    const whole = blockPlain(reader, start, end, parent);
    if (whole.end > end) return textual(reader, start, whole.end, whole.text, tag);
  }
  if (tag !== undefined) return textual(reader, start, end, text.slice(start, end), tag);
  return scalar(reader, start, end, reader.finite(resolvePiece(text, start, end), start, end));
}

const isIndicator = (reader: Reader): boolean => endsWord(reader.text.charCodeAt(reader.at + 1));

/** go-yaml takes a block scalar in the column of its parent as well. */
const isBelow = (reader: Reader, parent: number): boolean =>
  reader.column > parent || (reader.column === parent && parent >= 0 && "|>".includes(reader.text[reader.at]!));

const isAligned = (reader: Reader, indent: number): boolean =>
  reader.column === indent && reader.text.charCodeAt(reader.at) === DASH && isIndicator(reader);

function isLineOver(reader: Reader): boolean {
  const code = reader.text.charCodeAt(reader.at);
  return code === HASH || code === END || isBreak(code);
}
