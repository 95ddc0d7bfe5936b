import type { Document, Trace } from "./document.ts";
import { member, Node } from "./node.ts";
import { Mapping } from "./parse/mapping.ts";
import type { Focus, Place, Spot } from "./place.ts";
import type { Location, Span, Step } from "./span.ts";

/** What the reader has made holds nothing but its own fields, so that none need be asked whether it is one. */
const field = (value: unknown, step: Step): unknown =>
  typeof step === "string" && value instanceof Mapping ? value[step] : member(value, step);

/** The path of an object that is its document's only one. */
const WHOLE: readonly Step[] = [];

/** A node of the input: its text is in `document`. */
export class WrittenNode<T = unknown> extends Node<T> {
  private constructor(
    readonly document: Document,
    /** Where the object stands in its document: an item of a List is an object of its own. */
    readonly base: readonly Step[],
    parent: WrittenNode | undefined,
    step: Step,
    value: unknown,
  ) {
    super(parent, step, value);
  }

  static root<T>(document: Document, base: readonly Step[] = WHOLE): WrittenNode<T> {
    return new WrittenNode<T>(document, base, undefined, "", base.reduce<unknown>(member, document.value));
  }

  get written(): this {
    return this;
  }
  get key(): Place {
    return { locate: () => this.#spot(this.#trace().key, "key") };
  }
  get writtenText(): string | undefined {
    if (typeof this.value === "object" || this.value === undefined) return undefined;
    const { value, anchor } = this.#trace();
    const span = anchor ?? value;
    return span && this.document.text.slice(span.start, span.end);
  }
  child(step: Step): WrittenNode {
    return new WrittenNode(this.document, this.base, this, step, field(this.value, step));
  }
  locate(): Spot {
    const trace = this.#trace();
    return trace.value ? this.#spot(trace.value, "value", trace.anchor) : this.#spot(trace.key, "parent", trace.anchor);
  }
  part(text: string, from = 0): Place {
    return {
      locate: () => {
        const trace = this.#trace();
        const span = trace.value && !trace.anchor ? this.#find(trace.value, text, from) : undefined;
        return span ? this.#spot(span, "part") : this.locate();
      },
    };
  }

  #trace(): Trace {
    return this.document.trace([...this.base, ...this.steps()]);
  }
  /** The same occurrence in the written scalar as in its value: escapes and folding may move text, but not reorder it. */
  #find(scalar: Span, text: string, from: number): Span | undefined {
    const value = this.text;
    if (value === undefined || text === "") return undefined;
    let nth = 0;
    for (let at = value.indexOf(text); at >= 0 && at < from; at = value.indexOf(text, at + 1)) nth++;
    const written = this.document.text.slice(scalar.start, scalar.end);
    let start = written.indexOf(text);
    for (; start >= 0 && nth > 0; nth--) start = written.indexOf(text, start + 1);
    return start < 0 ? undefined : { start: scalar.start + start, end: scalar.start + start + text.length };
  }
  #spot(span: Span, focus: Focus, anchor?: Span): Spot {
    const behind: Location | undefined = anchor && this.document.locate(anchor);
    const { document, base } = this;
    return { ...document.locate(span), focus, document, base, trail: this.#trail(), ...(behind && { anchor: behind }) };
  }
  #trail(): Spot["trail"] {
    const trail: { step: Step; value: unknown }[] = [];
    for (let node: WrittenNode = this as WrittenNode; node.parent; node = node.parent as WrittenNode)
      trail.push({ step: node.step, value: node.value });
    return trail.reverse();
  }
}
