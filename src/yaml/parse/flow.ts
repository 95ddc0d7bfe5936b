import { LONGEST_KEY } from "../limits.ts";
import { resolvePiece, type Scalar } from "../resolve/plain.ts";
import {
  AMPERSAND,
  ASTERISK,
  afterBreak,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  END,
  EXCLAMATION,
  HASH,
  isBlank,
  isBreak,
  isMarker,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUESTION,
  QUOTE,
} from "../scan/characters.ts";
import { flowPlain, flowPlainEnd, startsPlain } from "../scan/plain.ts";
import { type Properties, properties } from "../scan/properties.ts";
import { quoted } from "../scan/quoted.ts";
import { isOutside, refusedEntry, refusedStart, unclosed } from "../scan/refusals.ts";
import { startsProperty } from "../scan/tag-handles.ts";
import { ENTRY, Kind } from "../tape.ts";
import { alias, described, joined } from "./aliases.ts";
import { turnIntoKey } from "./keys.ts";
import { Mapping, type Value } from "./mapping.ts";
import { merge, setField } from "./merge.ts";
import type { Reader } from "./reader.ts";
import { empty, noteOutdented, scalar, textual } from "./scalars.ts";
import { trimmed } from "./trimmed.ts";

/** A collection in brackets: where it opens, how it closes, and the indentation of the block round it. */
interface Flow {
  readonly open: number;
  readonly close: number;
  readonly parent: number;
}

/** Where a key starts, and the line on which its ":" must follow; undefined behind "?", which lifts that rule. */
interface KeyStart {
  readonly at: number;
  readonly line: number | undefined;
}

/** Reads the collection whose bracket stands at `at`; ends behind the closing one. */
export function flowCollection(reader: Reader, parent: number): Value {
  const { tape, text, at: open } = reader;
  reader.enter(open);
  const isList = text.charCodeAt(open) === OPEN_BRACKET;
  const entry = tape.open(isList ? Kind.flowSequence : Kind.flowMapping, open);
  reader.at++;
  const value = isList
    ? flowSequence(reader, { open, close: CLOSE_BRACKET, parent })
    : flowMapping(reader, { open, close: CLOSE_BRACE, parent }, entry);
  tape.close(entry, ++reader.at);
  reader.leave();
  return value;
}

function flowSequence(reader: Reader, flow: Flow): Value[] {
  const list: Value[] = [];
  for (let code = flowSpace(reader, flow); code !== CLOSE_BRACKET; code = behindEntry(reader, flow)) {
    list.push(code === QUESTION ? explicitItem(reader, flow) : flowItem(reader, flow));
  }
  return trimmed(list);
}

function flowMapping(reader: Reader, flow: Flow, entry: number): Value {
  const object = new Mapping();
  for (let code = flowSpace(reader, flow); code !== CLOSE_BRACE; code = behindEntry(reader, flow)) {
    const start = flowKey(reader, flow);
    const { key, isMerge } = reader;
    const valueEntry = reader.tape.length;
    const value = flowValue(reader, flow, start);
    if (isMerge) merge(reader, object, valueEntry, value);
    else setField(reader, object, entry, key, valueEntry, value);
  }
  return object;
}

/** Behind an entry stand "," and perhaps another, or the closing bracket. */
function behindEntry(reader: Reader, flow: Flow): number {
  const code = flowSpace(reader, flow);
  if (code === flow.close) return code;
  if (code !== COMMA) throw refusedEntry(reader, flow.open);
  reader.at++;
  return flowSpace(reader, flow);
}

/** An item, which its ":" turns into a mapping of one key. */
function flowItem(reader: Reader, flow: Flow): Value {
  const { tape, at, lineStart: line } = reader;
  const entry = tape.length;
  const value = flowNode(reader, flow);
  if (flowSpace(reader, flow) !== COLON) return value;
  if (typeof value === "object") turnIntoKey(reader, entry, value);
  const pair = tape.wrap(entry);
  reader.anchors.moved(entry, entry + ENTRY);
  return pairOf(reader, flow, pair, value, { at, line });
}

function explicitItem(reader: Reader, flow: Flow): Value {
  const pair = reader.tape.open(Kind.flowMapping, reader.at);
  const start = explicitStart(reader, flow);
  return pairOf(reader, flow, pair, flowNode(reader, flow), start);
}

function pairOf(reader: Reader, flow: Flow, pair: number, key: Value, start: KeyStart): Value {
  const object = new Mapping();
  reader.enter(start.at);
  turnIntoKey(reader, pair + ENTRY, key);
  const { key: name, isMerge } = reader;
  const valueEntry = reader.tape.length;
  const value = flowValue(reader, flow, start);
  if (isMerge) merge(reader, object, valueEntry, value);
  else object[name] = value;
  reader.tape.close(pair, reader.at);
  reader.leave();
  return object;
}

function flowKey(reader: Reader, flow: Flow): KeyStart {
  const entry = reader.tape.length;
  const start =
    reader.text.charCodeAt(reader.at) === QUESTION
      ? explicitStart(reader, flow)
      : { at: reader.at, line: reader.lineStart };
  turnIntoKey(reader, entry, flowNode(reader, flow));
  return start;
}

function explicitStart(reader: Reader, flow: Flow): KeyStart {
  reader.at++;
  flowSpace(reader, flow);
  return { at: reader.at, line: undefined };
}

function flowValue(reader: Reader, flow: Flow, key: KeyStart): Value {
  const { keyEnd } = reader;
  if (flowSpace(reader, flow) !== COLON) return empty(reader, keyEnd, keyEnd);
  if (key.line !== undefined && (key.line !== reader.lineStart || reader.at - key.at > LONGEST_KEY)) {
    if (isOutside(reader, flow.open)) throw unclosed(reader, flow.open);
    throw reader.refused(
      reader.at,
      reader.at + 1,
      'the key of this ":" does not stand on the same line',
      "write the key and its colon on one line",
    );
  }
  const behind = ++reader.at;
  const code = flowSpace(reader, flow);
  return code === COMMA || code === flow.close ? empty(reader, behind, behind) : flowNode(reader, flow);
}

/** Moves over blanks, line breaks and comments, to a character of the collection, which is returned. */
function flowSpace(reader: Reader, flow: Flow): number {
  const { text } = reader;
  for (;;) {
    let code = text.charCodeAt(reader.at);
    while (isBlank(code)) code = text.charCodeAt(++reader.at);
    if (code === HASH) {
      reader.at = reader.lineEnd(reader.at);
      code = text.charCodeAt(reader.at);
    }
    if (isBreak(code)) {
      reader.lineStart = reader.at = afterBreak(text, reader.at);
      continue;
    }
    if (code === END || (reader.at === reader.lineStart && isMarker(text, reader.at)))
      throw unclosed(reader, flow.open);
    return code;
  }
}

function flowNode(reader: Reader, flow: Flow, tag?: string): Value {
  const { text, at: start } = reader;
  switch (text.charCodeAt(start)) {
    case OPEN_BRACKET:
    case OPEN_BRACE:
      return flowCollection(reader, flow.parent);
    case DOUBLE_QUOTE:
    case QUOTE: {
      const line = reader.lineStart;
      const value = quoted(reader, reader.json);
      if (reader.lineStart !== line) noteOutdented(reader, start, flow.parent);
      return textual(reader, start, reader.at, value, tag);
    }
    case ASTERISK:
      return alias(reader);
    case AMPERSAND:
    case EXCLAMATION:
      return describedFlowNode(reader, flow);
    default:
      return flowText(reader, flow, tag);
  }
}

function describedFlowNode(reader: Reader, flow: Flow): Value {
  let own: Properties = {};
  let { at } = reader;
  let code = reader.text.charCodeAt(at);
  while (startsProperty(code)) {
    own = joined(reader, reader.at, own, properties(reader, reader.handles));
    at = reader.at;
    code = flowSpace(reader, flow);
  }
  const isEmpty =
    code === COMMA || code === COLON || code === QUESTION || code === CLOSE_BRACKET || code === CLOSE_BRACE;
  return described(reader, own, (ownTag) => (isEmpty ? empty(reader, at, at, ownTag) : flowNode(reader, flow, ownTag)));
}

function flowText(reader: Reader, flow: Flow, tag: string | undefined): Scalar {
  const { text, at: start } = reader;
  const code = text.charCodeAt(start);
  if (code === COLON || code === QUESTION || !startsPlain(text, start)) throw refusedStart(reader);
  const end = flowPlainEnd(text, start);
  reader.at = end;
  const next = reader.skipBlanks();
  if (tag === undefined && !isBreak(next)) {
    return scalar(reader, start, end, reader.finite(resolvePiece(text, start, end), start, end));
  }
  const whole = flowPlain(reader, start, end, flow.parent);
  if (tag !== undefined || whole.end > end) return textual(reader, start, whole.end, whole.text, tag);
  return scalar(reader, start, end, reader.finite(resolvePiece(text, start, end), start, end));
}
