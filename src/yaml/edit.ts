import type { Document } from "./document.ts";
import type { Node } from "./node.ts";
import { type Location, locationOf, type Span, type Step } from "./span.ts";
import { WrittenNode } from "./written.ts";

/** Characters to replace, in the file that holds them. */
export interface TextEdit {
  readonly location: Location;
  readonly text: string;
}

/**
 * The edit that gives `node` a scalar value and leaves every other character alone: the scalar is replaced, or the field
 * is added beside its siblings, with the mappings on the way. undefined where nothing written decides the node, or where
 * the text is shared through an alias, is no scalar, or has no mapping to add to.
 */
export function setScalar(node: Node<unknown>, value: string | number | boolean): TextEdit | undefined {
  const { written } = node;
  if (!(written instanceof WrittenNode)) return undefined;
  return written.state === "absent" ? addField(written, value) : replaceScalar(written, value);
}

function replaceScalar(node: WrittenNode, value: string | number | boolean): TextEdit | undefined {
  const spot = node.locate();
  const old = node.writtenText;
  if (spot.anchor || spot.focus !== "value" || old === undefined || /[\r\n]/.test(old) || /^[|>]/.test(old))
    return undefined;
  const quote = typeof value === "string" && /^["']/.test(old) ? old[0] : undefined;
  return {
    location: locationOf(spot),
    text: quote && isPlainText(String(value)) ? `${quote}${value}${quote}` : scalar(value),
  };
}

function addField(node: WrittenNode, value: string | number | boolean): TextEdit | undefined {
  const missing: Step[] = [];
  let mapping: WrittenNode = node;
  while (mapping.state === "absent" && mapping.parent) {
    missing.unshift(mapping.step);
    mapping = mapping.parent as WrittenNode;
  }
  if (!missing.every((step) => typeof step === "string")) return undefined;
  const span = mapping.document.trace([...mapping.base, ...mapping.steps()]);
  if (span.anchor) return undefined;
  return isFlow(mapping.document, span.value)
    ? addToFlow(mapping, span.value, missing, value)
    : addToBlock(mapping, missing, value);
}

/** Before the first field that is written in it, at whose column a new one stands right. */
function addToBlock(
  mapping: WrittenNode,
  names: readonly string[],
  value: string | number | boolean,
): TextEdit | undefined {
  const path = [...mapping.base, ...mapping.steps()];
  const keys = mapping.entries().map(({ name }) => mapping.document.trace([...path, name]).key);
  const first = keys.filter((key) => startsField(mapping.document, key)).sort((a, b) => a.start - b.start)[0];
  if (!first) return undefined;
  const place = mapping.document.locate({ start: first.start, end: first.start });
  const indent = " ".repeat(place.start.column - 1);
  const lines = names.map((name, depth) => {
    const last = depth === names.length - 1;
    return `${depth === 0 ? "" : indent + "  ".repeat(depth)}${scalar(name)}:${last ? ` ${scalar(value)}` : ""}`;
  });
  return { location: place, text: `${lines.join("\n")}\n${indent}` };
}

/** False for what a merge brings in: an alias, or a key inside the value of "<<". */
function startsField({ text }: Document, key: Span): boolean {
  const before = text.slice(text.lastIndexOf("\n", key.start - 1) + 1, key.start);
  return /^[ -]*$/.test(before) && text[key.start] !== "*";
}

function addToFlow(
  mapping: WrittenNode,
  span: Span,
  names: readonly string[],
  value: string | number | boolean,
): TextEdit {
  const inside = { start: span.start + 1, end: span.start + 1 };
  const nested = names.slice(1).reduceRight((inner, name) => `{${scalar(name)}: ${inner}}`, scalar(value));
  const more = mapping.entries().length > 0 ? ", " : "";
  return { location: mapping.document.locate(inside), text: `${scalar(names[0] ?? "")}: ${nested}${more}` };
}

const isFlow = (document: Document, span: Span | undefined): span is Span =>
  span !== undefined && document.text[span.start] === "{";

/** Text that every YAML reader takes for a string as it stands; anything else is quoted as JSON, which YAML reads alike. */
const isPlainText = (text: string): boolean =>
  /^[A-Za-z_./][\w./-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text);

const scalar = (value: string | number | boolean): string =>
  typeof value !== "string" || isPlainText(value) ? String(value) : JSON.stringify(value);
