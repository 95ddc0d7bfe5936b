import type { Span } from "./span.ts";

/** What an entry of the tape stands for. */
export const Kind = {
  key: 0,
  merge: 1,
  scalar: 2,
  empty: 3,
  alias: 4,
  blockMapping: 5,
  blockSequence: 6,
  flowMapping: 7,
  flowSequence: 8,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** Numbers an entry takes: its kind, where it starts, where it ends, and its link. */
export const ENTRY = 4;

/**
 * Where everything of one document stands, in the order of the text, without an object for any of it. The link of a key
 * is the index of its name; of an alias, the entry behind its anchor; of any other value, the entry after its subtree.
 */
export class Tape {
  private cells = new Int32Array(1024);
  /** Kept from document to document, as the cells are: `named` of them are of this one. */
  private names: string[] = [];
  private named = 0;
  length = 0;

  /** A copy of what has been written, for a document to keep. */
  copy(): Tape {
    const copy = new Tape();
    copy.cells = this.cells.slice(0, this.length);
    copy.names = this.names.slice(0, this.named);
    copy.named = this.named;
    copy.length = this.length;
    return copy;
  }
  clear(): void {
    this.length = 0;
    this.named = 0;
  }
  leaf(kind: Kind, start: number, end: number): void {
    this.push(kind, start, end, this.length + ENTRY);
  }
  key(start: number, end: number, name: string): void {
    this.names[this.named] = name;
    this.push(Kind.key, start, end, this.named++);
  }
  merge(start: number, end: number): void {
    this.push(Kind.merge, start, end, this.length + ENTRY);
  }
  alias(start: number, end: number, target: number): void {
    this.push(Kind.alias, start, end, target);
  }
  /** Block collections end nowhere in particular: their span is empty. */
  open(kind: Kind, start: number): number {
    const entry = this.length;
    this.push(kind, start, start, entry);
    return entry;
  }
  close(entry: number, end?: number): void {
    if (end !== undefined) this.cells[entry + 2] = end;
    this.cells[entry + 3] = this.length;
  }
  /** Makes a key of the scalar or alias written last. */
  turnIntoKey(entry: number, name: string): void {
    this.cells[entry] = Kind.key;
    this.names[this.named] = name;
    this.cells[entry + 3] = this.named++;
  }
  turnIntoMerge(entry: number): void {
    this.cells[entry] = Kind.merge;
    this.cells[entry + 3] = entry + ENTRY;
  }
  /** Puts a flow mapping round the leaf written last: "[a: b]" shows itself as a mapping only behind its key. */
  wrap(entry: number): number {
    const kind = this.kind(entry);
    const start = this.start(entry);
    const end = this.end(entry);
    this.length = entry;
    const mapping = this.open(Kind.flowMapping, start);
    this.leaf(kind, start, end);
    return mapping;
  }

  kind(entry: number): Kind {
    return this.cells[entry] as Kind;
  }
  start(entry: number): number {
    return this.cells[entry + 1]!;
  }
  end(entry: number): number {
    return this.cells[entry + 2]!;
  }
  span(entry: number): Span {
    return { start: this.start(entry), end: this.end(entry) };
  }
  name(key: number): string {
    return this.names[this.cells[key + 3]!]!;
  }
  target(alias: number): number {
    return this.cells[alias + 3]!;
  }
  /** The key or scalar that starts there. */
  entryAt(start: number): number {
    for (let entry = 0; entry < this.length; entry += ENTRY)
      if (this.start(entry) === start && this.kind(entry) <= Kind.scalar) return entry;
    throw new RangeError(`nothing on the tape starts at ${start}`);
  }
  /** The entry after a value and all that it holds. */
  after(value: number): number {
    return this.kind(value) === Kind.alias ? value + ENTRY : this.cells[value + 3]!;
  }

  private push(kind: Kind, start: number, end: number, link: number): void {
    if (this.length + ENTRY > this.cells.length) this.#grow();
    const cells = this.cells;
    const at = this.length;
    cells[at] = kind;
    cells[at + 1] = start;
    cells[at + 2] = end;
    cells[at + 3] = link;
    this.length = at + ENTRY;
  }
  #grow(): void {
    const cells = new Int32Array(this.cells.length * 2);
    cells.set(this.cells);
    this.cells = cells;
  }
}

export const isMapping = (kind: Kind): boolean => kind === Kind.blockMapping || kind === Kind.flowMapping;
export const isSequence = (kind: Kind): boolean => kind === Kind.blockSequence || kind === Kind.flowSequence;
export const isBlock = (kind: Kind): boolean => kind === Kind.blockMapping || kind === Kind.blockSequence;
