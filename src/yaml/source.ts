import { closed } from "./closed.ts";
import type { Document, Refusal, Source } from "./document.ts";
import { LONGEST_DOCUMENT, MOST_DOCUMENTS, MOST_REFUSALS } from "./limits.ts";
import { Marks } from "./marks.ts";
import { member } from "./node.ts";
import type { Outline } from "./outline.ts";
import { outlined } from "./outlined.ts";
import { Reader } from "./parse/reader.ts";
import { excerpt, lineEnd, Refused } from "./refusal.ts";
import { CR, DASH, LF } from "./scan/characters.ts";
import type { Span } from "./span.ts";
import { type ByteRange, documentRanges, isPreamble } from "./split.ts";
import { Stream } from "./stream.ts";
import { streamRefusal } from "./stream-anchors.ts";
import { CLEAN, type Content, StreamDocument } from "./stream-document.ts";
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
  const readings = new Readings(stream, outline);
  const { bytes } = stream;
  let index = 0;
  let start = stream.start;
  for (const { end } of documentRanges(bytes, start)) {
    const content = readings.of({ start, end });
    const isNothing = content.value === undefined && content.notes === CLEAN && isBare(bytes, start, content.end);
    if (!isNothing) yield new StreamDocument(stream, index, start, content);
    index += isNothing ? 0 : 1;
    const excess = content.end < bytes.length ? readings.excess(index) : undefined;
    if (excess) {
      yield new StreamDocument(stream, index, content.end, excess);
      return;
    }
    const rest = { start: content.end, end };
    const isNext = rest.start === end || (end < bytes.length && isPreamble(bytes, rest));
    if (!isNext) yield new StreamDocument(stream, index++, rest.start, readings.ignored(rest));
    start = isNext ? rest.start : end;
  }
}

/** A line "---" with nothing below it: millions of them are no reason to remember each. */
function isBare(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && isSeparator(bytes[at]!)) at++;
  return at === end;
}
const isSeparator = (byte: number): boolean => byte === DASH || byte === LF || byte === CR;

/** Reads the documents of a stream one after the other. */
class Readings {
  readonly #reader = new Reader();
  readonly #marks: Marks | undefined;
  #refusals = 0;

  constructor(
    private readonly stream: Stream,
    private readonly outline: Outline | undefined,
  ) {
    this.#marks = outline && new Marks(stream.bytes, outline);
  }

  of(range: ByteRange): Content {
    const { stream } = this;
    const broken = stream.firstBroken(range.start, range.end);
    if (broken >= 0)
      return this.#refused(range.end, brokenCharacter(stream.text(range.start, broken).length, stream.bytes[broken]!));
    return (this.#marks?.areIn(range) ? this.#outlined(range) : undefined) ?? this.#whole(range);
  }
  /** Kubernetes splits a stream at lines "---", and of each part reads no more than the first document. */
  ignored({ start, end }: ByteRange): Content {
    const text = this.stream.text(start, Math.min(end, start + LONGEST_EXCERPT));
    const at = { start: 0, end: lineEnd(text, 0) };
    return this.#refused(end, {
      at,
      message: `"${excerpt(text, 0, at.end)}" stands behind the end of its document, where Kubernetes reads nothing`,
      help: 'start the next document with a line "---"',
      by: "nobody",
    });
  }
  /** All that stands behind the last document that is read; undefined where one more may be. */
  excess(documents: number): Content | undefined {
    const { length } = this.stream.bytes;
    if (documents >= MOST_DOCUMENTS)
      return refused(length, {
        at: NOWHERE,
        message: `more than ${MOST_DOCUMENTS} documents stand in one stream, and nothing from here on is read`,
        help: "split the file between two documents",
        by: "limit",
      });
    if (this.#refusals >= MOST_REFUSALS)
      return refused(length, {
        at: NOWHERE,
        message: `${MOST_REFUSALS} documents of this stream cannot be read, and nothing from here on is read`,
        help: "mend those that are named, or leave the file out",
        by: "limit",
      });
    return undefined;
  }

  #whole({ start, end }: ByteRange): Content {
    if (end - start > LONGEST_DOCUMENT) return this.#refused(end, TOO_LONG);
    const text = this.stream.closedText(start, end);
    try {
      const { value, duplicates, oddities, rest } = this.#reader.read(text);
      const isClean = duplicates.length === 0 && oddities.length === 0;
      return {
        end: rest === text.length - 1 ? end : start + Buffer.byteLength(text.slice(0, rest)),
        value,
        notes: isClean ? CLEAN : { refusal: undefined, duplicates, oddities, isOutlined: false },
      };
    } catch (error) {
      if (error instanceof Refused) return this.#refused(end, streamRefusal(error, this.stream, { start, end }));
      throw error;
    }
  }
  /** undefined where there is more to say about the document than its outline shows. */
  #outlined(range: ByteRange): Content | undefined {
    const { outline } = this;
    if (!outline) return undefined;
    const text = outlined(this.stream, range, outline.fields);
    if (text === undefined) return undefined;
    try {
      const { value, duplicates, oddities, rest } = this.#reader.read(closed(text));
      const isMeant = member(value, outline.field) === outline.value;
      if (!isMeant || duplicates.length > 0 || oddities.length > 0 || rest < text.length) return undefined;
      return { end: range.end, value, notes: OUTLINED };
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }
  #refused(end: number, refusal: Refusal): Content {
    this.#refusals++;
    return refused(end, refusal);
  }
}

const refused = (end: number, refusal: Refusal): Content => ({
  end,
  value: undefined,
  notes: { ...CLEAN, refusal },
});

/** Bytes that are decoded for a message. */
const LONGEST_EXCERPT = 1000;

const OUTLINED = { ...CLEAN, isOutlined: true };
const NOWHERE: Span = { start: 0, end: 0 };
const TOO_LONG: Refusal = {
  at: NOWHERE,
  message: `this document is longer than the ${LONGEST_DOCUMENT} bytes that can be one text`,
  help: 'separate its objects with lines "---"',
  by: "limit",
};

function brokenCharacter(at: number, byte: number): Refusal {
  return {
    at: { start: at, end: at + 1 },
    message: `the byte 0x${byte.toString(16).toUpperCase()} is no UTF-8`,
    help: "save the file as UTF-8",
  };
}
