import type { Dice } from "./dice.ts";
import { field, folded, prose, slug } from "./prose.ts";

/** Nesting of the schemas, and fields of one: then a definition has about 90 KB, as those of public operators do. */
const DEEPEST = 5;
const FIELDS = { least: 3, most: 6 };

/** CustomResourceDefinitions with schemas as controller-gen writes them: about 58 bytes a line. */
export function* crds(dice: Dice): Generator<string> {
  for (let number = 0; ; number++) yield crd(dice, number);
}

function crd(dice: Dice, number: number): string {
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
    ...objectSchema(dice, 8, 0),
    "    served: true",
    "    storage: true",
    "    subresources:",
    "      status: {}",
  ];
  return `${lines.join("\n")}\n`;
}

function* objectSchema(dice: Dice, indent: number, depth: number): Generator<string> {
  const pad = " ".repeat(indent);
  yield* description(dice, indent);
  yield `${pad}properties:`;
  const names = new Set(Array.from({ length: dice.between(FIELDS.least, FIELDS.most) }, () => field(dice)));
  for (const name of [...names].sort()) {
    yield `${pad}  ${name}:`;
    yield* schema(dice, indent + 4, depth + 1);
  }
  if (dice.oneIn(2)) {
    yield `${pad}required:`;
    yield `${pad}- ${dice.pick([...names])}`;
  }
  yield `${pad}type: object`;
}

function* schema(dice: Dice, indent: number, depth: number): Generator<string> {
  const pad = " ".repeat(indent);
  const kind = depth >= DEEPEST ? dice.below(5) : dice.below(10);
  if (kind >= 8) {
    yield* description(dice, indent);
    yield `${pad}items:`;
    yield* objectSchema(dice, indent + 2, depth);
    yield `${pad}type: array`;
    yield `${pad}x-kubernetes-list-type: atomic`;
  } else if (kind >= 5) yield* objectSchema(dice, indent, depth);
  else {
    yield* description(dice, indent);
    yield* SCALARS[kind]!.map((line) => pad + line);
  }
}

const SCALARS: readonly (readonly string[])[] = [
  ["type: string"],
  ["default: 30s", "pattern: ^([0-9]+(ms|s|m|h))+$", "type: string"],
  ["format: int32", "minimum: 0", "type: integer"],
  ["enum:", "- Always", "- IfNotPresent", "- Never", "type: string"],
  ["additionalProperties:", "  type: string", "type: object"],
];

/** A block, or a plain text that goes on in further lines, as older generators write it. */
function* description(dice: Dice, indent: number): Generator<string> {
  const pad = " ".repeat(indent);
  const text = prose(dice, dice.between(20, 170));
  const isBlock = dice.oneIn(2);
  yield `${pad}description: ${isBlock ? "|-" : text.slice(0, text.indexOf(" "))}`;
  const [rest, width] = isBlock ? [text, 110] : [text.slice(text.indexOf(" ") + 1), Math.max(80 - indent, 40)];
  for (const line of folded(rest, width)) yield `${pad}  ${line}`;
}
