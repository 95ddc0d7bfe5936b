import type { Document, Refusal, Source, Trace } from "./document.ts";
import { parseDoc, splitDocs, tape } from "./reader.mjs";
import type { Location, Position, Span, Step } from "./span.ts";

/** PROTOTYPE, to be replaced by the real reader: reads a stream of documents. */
export function readSource(file: string, bytes: Uint8Array): Source {
  const text = new TextDecoder().decode(bytes);
  const ends = splitDocs(text);
  const lines = lineStarts(text);
  const documents = ends.flatMap((start, i) =>
    i % 2 === 0 ? [new Proto(file, i / 2, text, start, ends[i + 1]!, lines)] : [],
  );
  return {
    file,
    documents,
    line: (n) => (n > lines.length ? undefined : text.slice(lines[n - 1], lines[n] ?? text.length).replace(/\r?\n$/, "")),
  };
}

class Proto implements Document {
  readonly value: unknown;
  readonly refusal: Refusal | undefined;
  readonly duplicates = [];
  constructor(
    readonly file: string,
    readonly index: number,
    readonly text: string,
    private readonly start: number,
    private readonly end: number,
    private readonly lines: number[],
  ) {
    try {
      this.value = parseDoc(text, start, end);
    } catch (error) {
      const at = (error as { pos?: number }).pos ?? start;
      this.refusal = { at: { start: at, end: at + 1 }, message: (error as Error).message };
    }
  }
  locate(span: Span): Location {
    return { file: this.file, start: this.#position(span.start), end: this.#position(span.end) };
  }
  isComment(offset: number): boolean {
    return this.text.slice(this.text.lastIndexOf("\n", offset) + 1, offset).trim() === "" && this.text[offset] === "#";
  }
  #position(offset: number): Position {
    let [low, high] = [0, this.lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lines[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.lines[low]! + 1 };
  }
  trace(path: readonly Step[]): Trace {
    parseDoc(this.text, this.start, this.end, { noValues: true });
    const tree = tape();
    let at = 0;
    let key: Span = { start: tree[1] ?? this.start, end: tree[1] ?? this.start };
    for (const step of path) {
      const child = typeof step === "number" ? item(tree, at, step) : this.#field(tree, at, step);
      if (child === undefined) return { key };
      key = typeof step === "string" ? span(tree, child - 4) : span(tree, tree[child] === 1 ? child + 4 : child);
      at = child;
    }
    return { key, value: this.#isBlock(tree, at) ? key : span(tree, at) };
  }
  #field(tree: Int32Array, map: number, name: string): number | undefined {
    if (tree[map] !== 1) return undefined;
    let found: number | undefined;
    for (let at = map + 4; at < tree[map + 3]!; at = tree[at + 7]!) if (this.#key(tree, at) === name) found = at + 4;
    return found;
  }
  #key(tree: Int32Array, at: number): string {
    const written = this.text.slice(tree[at + 1], tree[at + 2]);
    if (written[0] === '"') return String(JSON.parse(written));
    return written[0] === "'" ? written.slice(1, -1).replaceAll("''", "'") : written;
  }
  #isBlock(tree: Int32Array, at: number): boolean {
    const { start, end } = span(tree, at);
    return start === end || (tree[at] !== 3 && !"{[*".includes(this.text[start]!));
  }
}
function item(tree: Int32Array, list: number, index: number): number | undefined {
  if (tree[list] !== 2) return undefined;
  let at = list + 4;
  for (let n = 0; n < index && at < tree[list + 3]!; n++) at = tree[at + 3]!;
  return at < tree[list + 3]! ? at : undefined;
}
const span = (tree: Int32Array, at: number): Span => ({ start: tree[at + 1]!, end: tree[at + 2]! });
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
