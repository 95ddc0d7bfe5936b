import { type ConfigurableRule, configShape } from "./config-shape.ts";
import { SCHEMA } from "./installed-schema.ts";
import { type Field, mappingIn } from "./shape.ts";

/** A key that a template sets, or says something about. */
export interface TemplateNote {
  /** Comments above the key, a line each. They hold no line break. */
  readonly comments?: readonly string[];
  /** Without it the key is a comment too. */
  readonly value?: string;
}

/**
 * A plimsoll.yaml to begin with: every key with what it is for and an example, as comments. What is to be switched on has a
 * # without a space behind it, so that nobody takes a sentence for a key.
 */
export function configTemplate(
  rules: readonly ConfigurableRule[],
  head: readonly string[],
  notes: Readonly<Record<string, TemplateNote>>,
): string {
  const keys = Object.entries(mappingIn(configShape(rules))?.fields ?? {});
  const parts = [
    [`# yaml-language-server: $schema=${SCHEMA}`, ...[...INTRODUCTION, ...head].map(sentence)],
    ...keys.map(([name, field]) => keyLines(name, field, notes[name])),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const INTRODUCTION = [
  "A # without a space behind it stands before an example, which does nothing: to switch a key on, take that # away, and",
  "those of the lines below it. docs/config.md of Plimsoll tells all about each.",
];

function keyLines(name: string, { summary, example }: Field, { comments = [], value }: TemplateNote = {}): string[] {
  const lines = `${name}:${example.startsWith("\n") ? "" : " "}${example}`.split("\n");
  const written = value === undefined ? lines.map((line) => `#${line}`) : [`${name}: ${value}`];
  return [...[summary, ...comments].map(sentence), ...written];
}

const sentence = (text: string): string => `# ${text}`.trimEnd();
