import type { Document, Refusal, Source } from "./document.ts";
import { Marks, type Outline, type OutlineFields, outlined } from "./outline.ts";
import { Reader } from "./parse/reader.ts";
import { excerpt, lineEnd, Refused } from "./refusal.ts";
import { type ByteRange, documentRanges, isPreamble } from "./split.ts";
import { Stream } from "./stream.ts";
import { type Content, StreamDocument } from "./stream-document.ts";
import { utf8Of } from "./utf8.ts";

export interface ReadOptions {
  /** Documents of which only a part is read. */
  readonly outline?: Outline | undefined;
}

/**
 * Reads a stream of documents as Kubernetes does. Never throws: what cannot be read is a document with a refusal, and
 * the next "---" starts afresh. The bytes are kept and must not change.
 */
export function readSource(file: string, bytes: Uint8Array, { outline }: ReadOptions = {}): Source {
  const stream = new Stream(file, utf8Of(bytes));
  return { file, documents: [...documents(stream, outline)], line: (number) => stream.line(number) };
}

function* documents(stream: Stream, outline: Outline | undefined): Generator<Document> {
  const reader = new Reader();
  const marks = outline && new Marks(stream.bytes, outline.mark);
  const { bytes } = stream;
  let index = 0;
  let start = stream.start;
  for (const { end } of documentRanges(bytes, start)) {
    const range = { start, end };
    const isMarked = outline && marks?.areIn(range);
    const content =
      (isMarked ? readOutline(reader, stream, range, outline.fields) : undefined) ?? read(reader, stream, range);
    yield new StreamDocument(stream, index++, content);
    const rest = { start: content.range.end, end };
    const isNext = rest.start === end || (end < bytes.length && isPreamble(bytes, rest));
    if (!isNext) yield new StreamDocument(stream, index++, ignored(stream, rest));
    start = isNext ? rest.start : end;
  }
}

function read(reader: Reader, stream: Stream, range: ByteRange): Content {
  const { start, end } = range;
  const broken = stream.firstBroken(start, end);
  if (broken >= 0) return refused(range, brokenCharacter(stream.text(start, broken).length, stream.bytes[broken]!));
  try {
    const text = stream.text(start, end);
    const { value, duplicates, oddities, rest } = reader.read(text);
    const read = rest === text.length ? range : { start, end: start + Buffer.byteLength(text.slice(0, rest)) };
    return { range: read, value, refusal: undefined, duplicates, oddities, isOutlined: false };
  } catch (error) {
    if (error instanceof Refused) return refused(range, error.refusal);
    throw error;
  }
}

/** undefined where there is more to say about the document than its outline shows. */
function readOutline(reader: Reader, stream: Stream, range: ByteRange, fields: OutlineFields): Content | undefined {
  if (stream.firstBroken(range.start, range.end) >= 0) return undefined;
  const text = outlined(stream, range, fields);
  if (text === undefined) return undefined;
  try {
    const { value, duplicates, oddities, rest } = reader.read(text);
    if (duplicates.length > 0 || oddities.length > 0 || rest < text.length) return undefined;
    return { range, value, duplicates, oddities, refusal: undefined, isOutlined: true };
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

const refused = (range: ByteRange, refusal: Refusal): Content => ({
  range,
  value: undefined,
  refusal,
  duplicates: [],
  oddities: [],
  isOutlined: false,
});

function brokenCharacter(at: number, byte: number): Refusal {
  return {
    at: { start: at, end: at + 1 },
    message: `the byte 0x${byte.toString(16).toUpperCase()} is no UTF-8`,
    help: "save the file as UTF-8",
  };
}

/** Kubernetes splits a stream at lines "---", and of each part reads no more than the first document. */
function ignored(stream: Stream, range: ByteRange): Content {
  const text = stream.text(range.start, range.end);
  const at = { start: 0, end: lineEnd(text, 0) };
  return refused(range, {
    at,
    message: `"${excerpt(text, 0, at.end)}" stands behind the end of its document, where Kubernetes reads nothing`,
    help: 'start the next document with a line "---"',
  });
}
