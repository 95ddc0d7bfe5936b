import type { Dice } from "./dice.ts";
import { field, folded, prose, slug } from "./prose.ts";

/** Nesting of the schemas: then a definition has about 80 KB, as those of public operators do. */
const DEEPEST = 6;
/** Definitions embed the same structs again and again: some 900 in 9 MB of public ones. */
const STRUCTS = 800;

/** The names of a struct's fields. */
type Struct = readonly string[];

/** CustomResourceDefinitions with schemas as controller-gen writes them, with the lengths of lines of public ones. */
export function* crds(dice: Dice): Generator<string> {
  const structs = Array.from({ length: STRUCTS }, () => struct(dice));
  for (let number = 0; ; number++) yield crd(dice, structs, number);
}

function struct(dice: Dice): Struct {
  const names = new Set(Array.from({ length: dice.between(2, 6) }, () => field(dice)));
  return [...names].sort();
}

function crd(dice: Dice, structs: readonly Struct[], number: number): string {
  const group = `${slug(dice, 1)}.example.org`;
  const singular = `${slug(dice, 2).replaceAll("-", "")}${number}`;
  const kind = `${singular[0]?.toUpperCase()}${singular.slice(1)}`;
  const lines = [
    "---",
    "apiVersion: apiextensions.k8s.io/v1",
    "kind: CustomResourceDefinition",
    "metadata:",
    "  annotations:",
    "    controller-gen.kubebuilder.io/version: v0.16.5",
    `  name: ${singular}s.${group}`,
    "spec:",
    `  group: ${group}`,
    "  names:",
    `    kind: ${kind}`,
    `    listKind: ${kind}List`,
    `    plural: ${singular}s`,
    `    singular: ${singular}`,
    "  scope: Namespaced",
    "  versions:",
    "  - additionalPrinterColumns:",
    "    - jsonPath: .metadata.creationTimestamp",
    "      name: Age",
    "      type: date",
    "    name: v1",
    "    schema:",
    "      openAPIV3Schema:",
    ...new Schemas(dice, structs).object(8, 0),
    "    served: true",
    "    storage: true",
    "    subresources:",
    "      status: {}",
  ];
  return `${lines.join("\n")}\n`;
}

class Schemas {
  constructor(
    private readonly dice: Dice,
    private readonly structs: readonly Struct[],
  ) {}

  *object(indent: number, depth: number): Generator<string> {
    const pad = " ".repeat(indent);
    const fields = this.dice.pick(this.structs);
    yield* this.#description(indent);
    yield `${pad}properties:`;
    for (const name of fields) {
      yield `${pad}  ${name}:`;
      yield* this.#any(indent + 4, depth + 1);
    }
    if (this.dice.oneIn(2)) {
      yield `${pad}required:`;
      yield `${pad}- ${this.dice.pick(fields)}`;
    }
    yield `${pad}type: object`;
  }

  *#any(indent: number, depth: number): Generator<string> {
    const pad = " ".repeat(indent);
    const kind = this.dice.below(depth < DEEPEST ? 10 : SCALARS.length);
    if (kind >= 8) {
      yield* this.#description(indent);
      yield `${pad}items:`;
      yield* this.object(indent + 2, depth);
      yield `${pad}type: array`;
      yield `${pad}x-kubernetes-list-type: atomic`;
    } else if (kind >= SCALARS.length) yield* this.object(indent, depth);
    else {
      if (this.dice.below(3) > 0) yield* this.#description(indent);
      yield* SCALARS[kind]!.map((line) => pad + line);
    }
  }

  /** A block, or a plain text that goes on in further lines, as older generators write it. */
  *#description(indent: number): Generator<string> {
    const pad = " ".repeat(indent);
    const text = prose(this.dice, this.dice.between(20, 170));
    const isBlock = this.dice.oneIn(2);
    const first = isBlock ? "|-" : text.slice(0, text.indexOf(" "));
    yield `${pad}description: ${first}`;
    const [rest, width] = isBlock ? [text, 110] : [text.slice(first.length + 1), Math.max(80 - indent, 40)];
    for (const line of folded(rest, width)) yield `${pad}  ${line}`;
  }
}

const SCALARS: readonly (readonly string[])[] = [
  ["type: string"],
  ["default: 30s", "pattern: ^([0-9]+(ms|s|m|h))+$", "type: string"],
  ["format: int32", "minimum: 0", "type: integer"],
  ["enum:", "- Always", "- IfNotPresent", "- Never", "type: string"],
  ["additionalProperties:", "  type: string", "type: object"],
];
