import { type Json, member, Node, plain, type Untyped } from "./node.ts";
import type { Place, Spot } from "./place.ts";
import type { Step } from "./span.ts";

/** A value as an operator makes it: plain data in which any part may be a node of the input, or grafted onto one. */
export type Template<T> =
  | Node<T>
  | Graft<T>
  | undefined
  | ([T, Untyped] extends [Untyped, T]
      ? unknown
      : T extends readonly (infer U)[]
        ? readonly Template<U>[]
        : T extends object
          ? { readonly [K in keyof T]?: Template<NonNullable<T[K]>> }
          : T);

class Graft<T> {
  declare private readonly type: T;
  constructor(
    readonly on: Node<unknown>,
    readonly value: unknown,
    readonly governs: boolean,
  ) {}
}

/** `value`, and all that is plain in it, is decided by the custom resource's `field`, which need not be written yet. */
export const governed = <T>(field: Node<unknown>, value: NoInfer<Template<T>>): Graft<T> =>
  new Graft(field, value, true);

/** `value` holds what is written at `patch` and what the operator adds to it; what the operator adds, nobody wrote. */
export const merged = <T>(patch: Node<unknown>, value: NoInfer<Template<T>>): Graft<T> =>
  new Graft(patch, value, false);

/** Reads a template like any other node. */
export const grow = <T>(template: Template<T>): Node<T> => new GrownNode<T>(undefined, "", template, undefined);

/** A node of what an operator makes. It reads like any other, and leads back to the field that causes it. */
class GrownNode<T> extends Node<T> {
  readonly written: Node<unknown> | undefined;
  readonly #graft: Node<unknown> | Graft<unknown> | undefined;

  constructor(
    parent: GrownNode<unknown> | undefined,
    step: Step,
    template: unknown,
    governor: Node<unknown> | undefined,
  ) {
    const graft = template instanceof Node || template instanceof Graft ? template : undefined;
    super(parent, step, graft === undefined ? template : graft instanceof Graft ? graft.value : heldBy(graft));
    this.#graft = graft;
    this.written = graft instanceof Graft ? graft.on.written : graft ? graft.written : governor;
  }

  get key(): Place {
    return this.written?.key ?? nowhere;
  }
  get writtenText(): string | undefined {
    return this.#graft instanceof Node ? this.#graft.writtenText : undefined;
  }
  override get json(): Json | undefined {
    return plain(this.value, (value) => (value instanceof Graft ? value.value : value));
  }
  locate(): Spot | undefined {
    return this.written?.locate();
  }
  part(text: string, from?: number): Place {
    return this.#graft instanceof Node ? this.#graft.part(text, from) : this;
  }
  child(step: Step): GrownNode<unknown> {
    const graft = this.#graft;
    if (graft instanceof Node) return new GrownNode(this, step, graft.child(step), undefined);
    const template = member(this.value, step);
    if (!(graft instanceof Graft) || graft.governs) return new GrownNode(this, step, template, this.written);
    // What neither the operator nor the user has can still be written beside what the user has.
    return new GrownNode(this, step, template ?? merged(graft.on.child(step), undefined), undefined);
  }
}

const nowhere: Place = { locate: () => undefined };

/** The class keeps values to itself, so that rules cannot reach past the readers; a grown node stands in for its graft. */
const heldBy = (node: Node<unknown>): unknown => node["value"];
