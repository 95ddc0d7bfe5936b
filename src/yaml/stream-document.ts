import type { Document, DuplicateKey, Oddity, Part, Refusal, Trace } from "./document.ts";
import { LONGEST_DOCUMENT } from "./limits.ts";
import type { Places } from "./places.ts";
import type { Location, Position, Span, Step } from "./span.ts";
import type { Stream } from "./stream.ts";

/** What there is to say about a document beside its value. */
export interface Notes {
  readonly refusal: Refusal | undefined;
  readonly duplicates: readonly DuplicateKey[];
  readonly oddities: readonly Oddity[];
  readonly isOutlined: boolean;
}

/** Most documents share it: a stream may hold millions. */
export const CLEAN: Notes = Object.freeze({ refusal: undefined, duplicates: [], oddities: [], isOutlined: false });

/** What reading the bytes of a document has brought, and where it ends. */
export interface Content {
  readonly end: number;
  readonly value: unknown;
  readonly notes: Notes;
}

/** A document of a stream. */
export class StreamDocument implements Document {
  readonly value: unknown;
  readonly #end: number;
  readonly #notes: Notes;

  constructor(
    private readonly stream: Stream,
    readonly index: number,
    private readonly start: number,
    { end, value, notes }: Content,
  ) {
    this.value = value;
    this.#end = end;
    this.#notes = notes;
  }

  get refusal(): Refusal | undefined {
    return this.#notes.refusal;
  }
  get duplicates(): readonly DuplicateKey[] {
    return this.#notes.duplicates;
  }
  get oddities(): readonly Oddity[] {
    return this.#notes.oddities;
  }
  get isOutlined(): boolean {
    return this.#notes.isOutlined;
  }
  get file(): string {
    return this.stream.file;
  }
  get text(): string {
    return (
      this.stream.places.at(this.start)?.text ??
      this.stream.text(this.start, Math.min(this.#end, this.start + LONGEST_DOCUMENT))
    );
  }
  get size(): number {
    return this.#end - this.start;
  }
  mentions(word: string): boolean {
    return this.stream.mentions(word, this.start, this.#end);
  }
  trace(path: readonly Step[]): Trace {
    return this.#known.tracer.trace(path);
  }
  partAt(offset: number): Part | undefined {
    return this.refusal === undefined ? this.#known.tracer.partAt(offset) : undefined;
  }
  locate(span: Span): Location {
    return { file: this.file, start: this.#position(span.start), end: this.#position(span.end) };
  }

  #position(offset: number): Position {
    const first = this.stream.lines.indexOf(this.start);
    // The start needs no text: what is refused for its length has none.
    if (offset === 0) return { line: first + 1, column: this.#columnOfStart(first) + 1 };
    const { lines } = this.#known;
    const line = lines.indexOf(offset);
    const before = line > 0 ? 0 : this.#columnOfStart(first);
    return { line: first + line + 1, column: before + offset - lines.starts[line]! + 1 };
  }
  /** 0, but for a document that follows a line break that editors do not count. */
  #columnOfStart(line: number): number {
    return this.stream.text(this.stream.lines.starts[line]!, this.start).length;
  }
  get #known(): Places {
    return this.stream.places.of(this.start, () => this.text);
  }
}
