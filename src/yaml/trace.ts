import type { Part, Trace } from "./document.ts";
import { lineEnd, lineStart } from "./refusal.ts";
import type { Span, Step } from "./span.ts";
import { ENTRY, isBlock, isMapping, isSequence, Kind, type Tape } from "./tape.ts";

/** A member of a mapping, and the alias through which a merge has brought it. */
interface Field {
  readonly key: number;
  readonly value: number;
  readonly through?: number;
}

/** Finds the places of one document on its tape. */
export class Tracer {
  readonly #fields = new Map<number, ReadonlyMap<string, Field>>();
  readonly #items = new Map<number, readonly number[]>();

  constructor(
    private readonly text: string,
    private readonly tape: Tape,
  ) {}

  trace(path: readonly Step[]): Trace {
    const root = this.tape.length > 0 ? this.tape.start(0) : 0;
    let [value, key]: [number, Span] = [0, { start: root, end: root }];
    if (this.tape.length === 0) return { key };
    let through: number | undefined;
    for (const step of path) {
      if (this.tape.kind(value) === Kind.alias) {
        through ??= value;
        value = this.tape.target(value);
      }
      const field = typeof step === "number" ? this.#item(value, step) : this.#fieldsOf(value).get(step);
      if (field === undefined) return this.#result(key, undefined, value, through);
      value = field.value;
      through ??= field.through;
      key = typeof step === "number" ? this.#shown(value) : this.tape.span(field.key);
    }
    return this.#result(key, value, value, through);
  }

  partAt(offset: number): Part | undefined {
    const { text } = this;
    const end = this.#textEnd(offset);
    if (offset < end) return { kind: "text", end };
    const gap = text.slice(Math.max(lineStart(text, offset), end), offset + 1);
    return gap.includes("#") ? { kind: "comment", end: lineEnd(text, offset) } : undefined;
  }

  /** `value` is undefined where nothing is written; `last` is then the last value on the way. */
  #result(key: Span, value: number | undefined, last: number, through: number | undefined): Trace {
    const { tape } = this;
    const isAlias = tape.kind(last) === Kind.alias;
    const outer = through ?? (isAlias ? last : undefined);
    if (outer === undefined) return value === undefined ? { key } : { key, value: this.#span(value, key) };
    const alias = tape.span(outer);
    const anchor = this.#shown(isAlias ? tape.target(last) : last);
    const place = through === undefined && value !== undefined ? key : alias;
    return value === undefined ? { key: place, anchor } : { key: place, value: alias, anchor };
  }
  #span(value: number, key: Span): Span {
    const kind = this.tape.kind(value);
    return kind === Kind.empty || isBlock(kind) ? key : this.tape.span(value);
  }
  /** What stands for a value that has no key: the value itself, or of a block collection its first key or item. */
  #shown(value: number): Span {
    let shown = value;
    while (isBlock(this.tape.kind(shown))) shown += ENTRY;
    return this.tape.span(shown);
  }

  #item(list: number, index: number): Field | undefined {
    const value = this.#itemsOf(list)[index];
    return value === undefined ? undefined : { key: value, value };
  }
  #itemsOf(list: number): readonly number[] {
    let items = this.#items.get(list);
    if (items === undefined) {
      items = [...this.#members(list, isSequence)];
      this.#items.set(list, items);
    }
    return items;
  }
  #fieldsOf(mapping: number): ReadonlyMap<string, Field> {
    let fields = this.#fields.get(mapping);
    if (fields === undefined) {
      fields = this.#read(mapping);
      this.#fields.set(mapping, fields);
    }
    return fields;
  }
  /** The last of several that have one name wins, be it written or merged. */
  #read(mapping: number): ReadonlyMap<string, Field> {
    const fields = new Map<string, Field>();
    for (const key of this.#members(mapping, isMapping)) {
      const value = key + ENTRY;
      if (this.tape.kind(key) === Kind.key) fields.set(this.tape.name(key), { key, value });
      else for (const [name, field] of this.#merged(value)) fields.set(name, field);
    }
    return fields;
  }
  *#merged(value: number): Generator<[string, Field]> {
    const { tape } = this;
    if (isSequence(tape.kind(value))) {
      for (const item of this.#itemsOf(value).toReversed()) yield* this.#merged(item);
      return;
    }
    const isAlias = tape.kind(value) === Kind.alias;
    const through = isAlias ? { through: value } : {};
    for (const [name, field] of this.#fieldsOf(isAlias ? tape.target(value) : value))
      yield [name, { ...field, ...through }];
  }
  /** The entries of a list's items, or of a mapping's keys. */
  *#members(collection: number, isKind: (kind: Kind) => boolean): Generator<number> {
    const { tape } = this;
    if (!isKind(tape.kind(collection))) return;
    const isKeyed = isMapping(tape.kind(collection));
    const end = tape.after(collection);
    for (let at = collection + ENTRY; at < end; at = tape.after(isKeyed ? at + ENTRY : at)) yield at;
  }

  /** Where the last text that starts at or before the offset ends; of a block scalar's first line only the sign is text. */
  #textEnd(offset: number): number {
    const { tape, text } = this;
    let [low, high] = [-1, tape.length / ENTRY - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (tape.start(middle * ENTRY) <= offset) low = middle;
      else high = middle - 1;
    }
    if (low < 0) return 0;
    const last = low * ENTRY;
    const start = tape.start(last);
    const kind = tape.kind(last);
    if (kind === Kind.flowMapping || kind === Kind.flowSequence) return start;
    const isInHeader = "|>".includes(text[start] ?? " ") && offset <= lineEnd(text, start);
    return isInHeader ? start + 1 : tape.end(last);
  }
}
