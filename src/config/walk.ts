import { nearest } from "../rule/nearest.ts";
import type { Json, Node } from "../yaml/node.ts";
import type { Place } from "../yaml/place.ts";
import { beginningOf } from "./beginning.ts";
import { type Field, type ListShape, type MappingShape, nounOf, type Shape, type TextShape } from "./shape.ts";

export interface ComplaintTexts {
  readonly message: string;
  readonly help?: string;
}

/** What is wrong with a value, at the characters to blame. */
export interface Complaint {
  readonly at: Place;
  /** Made on demand: a nearest name takes its time, and of very many complaints only some are told. */
  texts(): ComplaintTexts;
}

/**
 * Reads a value of that shape, `noun` being what the whole is called. All complaints are made, not only the first; where there is one, what is returned is not
 * whole and must not be used.
 */
export function walk<T>(
  shape: Shape<T>,
  node: Node<unknown>,
  noun: string,
  complain: (complaint: Complaint) => void,
): T {
  return new Walker(noun, complain).read(shape, node) as T;
}

class Walker {
  constructor(
    private readonly noun: string,
    private readonly complain: (complaint: Complaint) => void,
  ) {}

  read(shape: Shape, node: Node<unknown>): unknown {
    if (!isRead(shape, node)) return this.#wrongType(shape, node);
    switch (shape.is) {
      case "text":
        return this.#text(shape, node);
      case "word": {
        const word = textOf(node) ?? "";
        if (!shape.words.includes(word)) this.#unknown(node, shape.noun, word, shape.words, shape.more);
        return word;
      }
      case "boolean":
        return node.boolean;
      case "number": {
        const { integer, minimum = -Infinity, maximum = Infinity } = shape;
        const { number = NaN } = node;
        const fits =
          number >= minimum && number <= maximum && (integer ? Number.isInteger(number) : Number.isFinite(number));
        return fits ? number : this.#wrongType(shape, node);
      }
      case "list":
        return this.#list(shape, node);
      case "mapping":
        return this.#mapping(shape, node);
      case "either": {
        const fitting = shape.of.find((alternative) => isRead(alternative, node));
        return fitting && this.read(fitting, node);
      }
    }
  }

  #text(shape: TextShape, node: Node<unknown>): string | undefined {
    const text = textOf(node) ?? node.writtenText ?? "";
    if (shape.format && !shape.format.accepts(text)) return this.#wrongType(shape, node);
    if (text.trim() === "") this.complain({ at: node, texts: () => ({ message: `${this.#nameOf(node)} is empty` }) });
    return text;
  }

  #list({ of, mayBeEmpty }: ListShape, node: Node<unknown>): readonly unknown[] {
    const items = node.items();
    if (items.length === 0 && !mayBeEmpty) this.#empty(node);
    return items.map((item) => this.read(of, item));
  }

  #mapping(shape: MappingShape, node: Node<unknown>): Readonly<Record<string, unknown>> {
    const entries = node.entries();
    const read: Record<string, unknown> = {};
    for (const { name, key, value } of entries) {
      const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
      if (!field) this.#unknown(key, shape.noun, name, Object.keys(shape.fields), shape.more);
      else if (value.state !== "null" || !mayStandAlone(field)) read[name] = this.read(field.shape, value);
    }
    const required = Object.entries(shape.fields).filter(([, field]) => field.required);
    for (const [name, field] of required) if (!Object.hasOwn(read, name)) this.#missing(node, name, field);
    if (entries.length === 0 && required.length === 0 && !shape.mayBeEmpty) this.#empty(node);
    const { when } = shape;
    if (when && read[when.field] === when.is && !Object.hasOwn(read, when.needs))
      this.#missing(node, when.needs, shape.fields[when.needs], `, which ${when.is} needs`);
    return read;
  }

  #wrongType(shape: Shape, node: Node<unknown>): undefined {
    this.complain({
      at: node,
      texts: () => ({
        message: `${this.#nameOf(node)} must be ${nounOf(shape)}, not ${seen(node)}`,
        ...remedy(shape, node),
      }),
    });
  }
  #unknown(at: Place, noun: string, name: string, names: readonly string[], more?: string): void {
    const help = (): string => {
      const meant = nearest(name, names);
      if (meant !== undefined) return more ? `did you mean "${meant}"? ${more}` : `did you mean "${meant}"?`;
      return more ?? `${noun === "key" ? "the keys here are" : "choose from"} ${names.join(", ")}`;
    };
    this.complain({ at, texts: () => ({ message: `unknown ${noun} "${beginningOf(name)}"`, help: help() }) });
  }
  #missing(node: Node<unknown>, name: string, field: Field | undefined, why = ""): void {
    const help = `for example "${name}: ${field?.example}"`;
    this.complain({ at: node, texts: () => ({ message: `${this.#nameOf(node)} has no "${name}"${why}`, help }) });
  }
  #empty(node: Node<unknown>): void {
    const help = "name something in it, or remove it";
    this.complain({ at: node, texts: () => ({ message: `${this.#nameOf(node)} is empty`, help }) });
  }
  #nameOf({ path }: Node<unknown>): string {
    return path === "" ? `the ${this.noun}` : `"${path}"`;
  }
}

function remedy(shape: Shape, node: Node<unknown>): { help?: string } {
  if (shape.is !== "text") return {};
  const { accepts = () => true, meant } = shape.format ?? {};
  const isUnquoted = (node.number ?? node.boolean) !== undefined;
  const written = node.writtenText ?? "";
  if (isUnquoted) return accepts(written) ? { help: `put quotes around it: "${beginningOf(written)}"` } : {};
  const name = meant?.(textOf(node) ?? "");
  return name === undefined ? {} : { help: `did you mean "${name}"?` };
}

/** A collection that may be empty may also be a key with nothing behind it, as when all of it is commented out. */
const mayStandAlone = ({ shape }: Field): boolean =>
  (shape.is === "list" || shape.is === "mapping") && shape.mayBeEmpty;

type Kind = "nothing" | "boolean" | "number" | "text" | "list" | "mapping";

function kindOf(node: Node<unknown>): Kind {
  const value: Json | undefined = node.json;
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "mapping";
  if (textOf(node) !== undefined) return "text";
  return typeof value === "boolean" ? "boolean" : "number";
}

/** The cluster takes off, no and y for booleans. Here they are the words they look like, as in YAML 1.2 and in editors. */
function textOf(node: Node<unknown>): string | undefined {
  if (node.boolean === undefined) return node.text;
  const written = node.writtenText;
  return written !== undefined && /^(?:true|false)$/i.test(written) ? undefined : written;
}

const KINDS: Readonly<Record<Exclude<Shape["is"], "either">, Kind>> = {
  text: "text",
  word: "text",
  boolean: "boolean",
  number: "number",
  list: "list",
  mapping: "mapping",
};

function isRead(shape: Shape, node: Node<unknown>): boolean {
  if (shape.is === "either") return shape.of.some((alternative) => isRead(alternative, node));
  const kind = kindOf(node);
  return kind === KINDS[shape.is] || (kind === "number" && shape.is === "text" && shape.format?.numbersToo === true);
}

function seen(node: Node<unknown>): string {
  const kind = kindOf(node);
  switch (kind) {
    case "nothing":
      return "empty";
    case "list":
    case "mapping":
      return `a ${kind}`;
    case "text":
      // A file that holds nothing else is none of ours: a repository may point at whatever this machine has.
      return node.path === "" ? "a text" : `"${beginningOf(textOf(node) ?? "")}"`;
    case "number":
    case "boolean":
      return `the ${kind} ${beginningOf(node.writtenText ?? "")}`;
  }
}
