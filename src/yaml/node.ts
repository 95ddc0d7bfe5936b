import type { Place, Spot } from "./place.ts";
import type { Step } from "./span.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The fields of a kind that nobody has typed: every name compiles. */
export interface Untyped {
  readonly [field: string]: Untyped;
}

type Item<T> = T extends readonly (infer U)[] ? NonNullable<U> : Untyped extends T ? T : never;

/** An entry of a mapping whose keys are data: labels, parameters. */
export interface Entry<T = Untyped> {
  readonly name: string;
  readonly key: Place;
  readonly value: Node<T>;
}

/**
 * A cursor: a parent, a step and what stands there. The type parameter names the fields, so that a misspelt one does not
 * compile; it does not vouch for the value: manifests are untrusted, so values come only through the readers.
 */
export abstract class Node<T = Untyped> implements Place {
  /** Never set. Without it a Node<boolean> would pass for a Node<string>. */
  declare readonly fields?: T | undefined;

  protected constructor(
    readonly parent: Node<unknown> | undefined,
    readonly step: Step,
    /** undefined where there is nothing. */
    protected readonly value: unknown,
  ) {}

  /** What decides this node in the input: itself, or a custom resource's field, which need not be written yet. */
  abstract readonly written: Node<unknown> | undefined;
  /** The key itself: for a misspelt or forbidden field. */
  abstract readonly key: Place;
  /** The scalar as it stands in the text: 0400, yes, "8080". undefined for collections and where nothing is written. */
  abstract readonly writtenText: string | undefined;
  /** Text inside a scalar, such as an image's tag; `from` is where to begin in the scalar's value. The whole value, where the text is not found as written. */
  abstract part(text: string, from?: number): Place;
  abstract locate(): Spot | undefined;
  abstract child(step: Step): Node<unknown>;

  get state(): "absent" | "null" | "present" {
    return this.value === undefined ? "absent" : this.value === null ? "null" : "present";
  }
  /** undefined where YAML holds another kind; ask `state` when that matters. */
  get text(): string | undefined {
    return typeof this.value === "string" ? this.value : undefined;
  }
  /** Integers beyond 2^53 lose precision here; `writtenText` has them whole. */
  get number(): number | undefined {
    return typeof this.value === "number"
      ? this.value
      : typeof this.value === "bigint"
        ? Number(this.value)
        : undefined;
  }
  get boolean(): boolean | undefined {
    return typeof this.value === "boolean" ? this.value : undefined;
  }
  /**
   * As it was read, for looks through all of an object: a node for each field would cost more than the look. In what an
   * operator made, nodes of the input stand between.
   */
  get raw(): unknown {
    return this.value;
  }
  /** Plain data; integers beyond 2^53 lose precision here too. */
  get json(): Json | undefined {
    return plain(this.value);
  }
  /** As the API server names it, in the object that reaches it, which an operator may have made. */
  get path(): string {
    return pathOf(this.steps());
  }

  /** As its author writes it: in the custom resource, where an operator made the node. */
  get fieldPath(): string {
    return this.written?.path ?? this.path;
  }

  get<K extends keyof T & string>(key: K): Node<NonNullable<T[K]>> {
    return this.child(key) as Node<NonNullable<T[K]>>;
  }
  /** Empty where the value is no list. */
  items(): readonly Node<Item<T>>[] {
    return Array.isArray(this.value) ? this.value.map((_, index) => this.child(index) as Node<Item<T>>) : [];
  }
  /** Empty where the value is no mapping. */
  entries(): readonly Entry[] {
    if (!isMapping(this.value)) return [];
    return Object.keys(this.value).map((name) => {
      const value = this.child(name) as Node;
      return { name, key: value.key, value };
    });
  }
  steps(): readonly Step[] {
    const steps: Step[] = [];
    for (let node: Node<unknown> = this; node.parent; node = node.parent) steps.push(node.step);
    return steps.reverse();
  }
}

/**
 * What a value holds as plain data, nodes of other trees included; what aliases share stays shared. `opened` gives what a
 * wrapper holds.
 */
export function plain(
  value: unknown,
  opened: (value: object) => unknown = (value) => value,
  known = new Map<object, Json | undefined>(),
): Json | undefined {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Node) return value.json;
  if (typeof value !== "object" || value === null) return value as Json | undefined;
  if (!known.has(value)) known.set(value, plainCollection(value, opened, known));
  return known.get(value);
}

function plainCollection(
  value: object,
  opened: (value: object) => unknown,
  known: Map<object, Json | undefined>,
): Json | undefined {
  const held = opened(value);
  if (held !== value) return plain(held, opened, known);
  if (Array.isArray(value)) return value.map((item) => plain(item, opened, known) ?? null);
  const fields: Record<string, Json> = Object.create(null);
  for (const [key, field] of Object.entries(value)) {
    const json = plain(field, opened, known);
    if (json !== undefined) fields[key] = json;
  }
  return fields;
}

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A member of a mapping or list, never one that JavaScript adds, such as a list's length. */
export function member(value: unknown, step: Step): unknown {
  if (typeof step === "number") return Array.isArray(value) ? value[step] : undefined;
  return isMapping(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** spec.containers[0].image; keys that are no field name stand in brackets, as the API server prints them. */
export function pathOf(steps: readonly Step[]): string {
  let path = "";
  for (const step of steps) {
    if (typeof step === "number") path += `[${step}]`;
    else if (!/^[A-Za-z_$][\w$-]*$/.test(step)) path += `[${step}]`;
    else path += path === "" ? step : `.${step}`;
  }
  return path;
}
