import type { Document } from "./document.ts";
import { mayMerge } from "./may-merge.ts";
import { nextContent } from "./next-content.ts";
import type { Node } from "./node.ts";
import { lineStart } from "./refusal.ts";
import { breakAt, isJsonText, scalarInPlaceOf, scalarText } from "./scalar-text.ts";
import { type Location, locationOf, type Span, type Step } from "./span.ts";
import { WrittenNode } from "./written.ts";
import { commentsAbove, contentEnd, mayKeepBlanks, repeatsKey, restOfLine, traceOf } from "./written-text.ts";

/** Characters to replace, in the file that holds them. */
export interface TextEdit {
  readonly location: Location;
  readonly text: string;
}

type Scalar = string | number | boolean;

/**
 * The edit that gives `node` a scalar value and leaves every other character alone: the scalar is replaced, or the field
 * is added beside its siblings, with the mappings on the way. undefined where nothing written decides the node, or where
 * the text is shared through an alias, is no scalar, or has no mapping to add to.
 */
export function setScalar(node: Node<unknown>, value: Scalar): TextEdit | undefined {
  const { written } = node;
  if (!(written instanceof WrittenNode)) return undefined;
  return written.state === "absent" ? addField(written, value) : replaceScalar(written, value);
}

/**
 * The edit that gives a field another name. undefined where nothing written decides the node, or where the key is shared
 * through an alias or a merge, stands twice, or has the name of another field beside it.
 */
export function renameKey(node: Node<unknown>, name: string): TextEdit | undefined {
  const { written } = node;
  if (!(written instanceof WrittenNode) || written.state === "absent" || !written.parent) return undefined;
  const { document, parent, step } = written;
  const { key, anchor } = traceOf(written);
  if (anchor || typeof step !== "string" || parent.child(name).state !== "absent") return undefined;
  if (repeatsKey(written) || mayMerge(parent as WrittenNode)) return undefined;
  const old = document.text.slice(key.start, key.end);
  // An anchor or a tag may stand before the key.
  if (/^$|^\*|[\r\n]/.test(old) || !"\n\r{,?-".includes(before(document.text, key.start, " \t"))) return undefined;
  return { location: document.locate(key), text: scalarInPlaceOf(old, name, isJsonText(document.text)) };
}

function replaceScalar(node: WrittenNode, value: Scalar): TextEdit | undefined {
  const spot = node.locate();
  const old = node.writtenText;
  if (spot.anchor || spot.focus !== "value" || old === undefined || /[\r\n]/.test(old) || /^[|>]/.test(old))
    return undefined;
  return { location: locationOf(spot), text: scalarInPlaceOf(old, value, isJsonText(node.document.text)) };
}

function addField(node: WrittenNode, value: Scalar): TextEdit | undefined {
  const missing: Step[] = [];
  let mapping: WrittenNode = node;
  while (mapping.state === "absent" && mapping.parent) {
    missing.unshift(mapping.step);
    mapping = mapping.parent as WrittenNode;
  }
  if (!missing.every((step) => typeof step === "string") || mapping.items().length > 0) return undefined;
  const span = traceOf(mapping);
  if (span.anchor) return undefined;
  return isFlow(mapping.document, span.value)
    ? addToFlow(mapping, span.value, missing, value)
    : addToBlock(mapping, missing, value);
}

/** Before the first field that is written in it, at whose column a new one stands right; in an object, behind its last. */
function addToBlock(mapping: WrittenNode, names: readonly string[], value: Scalar): TextEdit | undefined {
  const { document } = mapping;
  const { text } = document;
  const keys = mapping.entries().map((entry) => traceOf(entry.value as WrittenNode).key);
  const first = keys.filter((key) => startsField(text, key)).sort((a, b) => a.start - b.start)[0];
  if (!first) return undefined;
  const line = lineStart(text, first.start);
  const indent = " ".repeat(first.start - line);
  const lineBreak = breakAt(text, first.start);
  const lines = names.map((name, depth) => {
    const last = depth === names.length - 1;
    return `${indent}${"  ".repeat(depth)}${scalarText(name)}:${last ? ` ${scalarText(value)}` : ""}`;
  });
  const added = lines.join(lineBreak);
  const insertion = (at: number, inserted: string): TextEdit => ({
    location: document.locate({ start: at, end: at }),
    text: inserted,
  });
  if (!mapping.parent && mapping.base.length === 0) {
    const end = lastLineEnd(text, contentEnd(mapping));
    if (end !== undefined) return insertion(end, `${lineBreak}${added}`);
  }
  if (text.slice(line, first.start).trim() === "")
    return insertion(commentsAbove(document, line, indent), `${added}${lineBreak}`);
  // Behind the "-" of a list's item.
  return insertion(first.start, `${added.slice(indent.length)}${lineBreak}${indent}`);
}

/**
 * Where the line ends that ends a document's content; undefined where more follows than comments, and where a block scalar
 * may end there to which the line break or blank lines belong.
 */
function lastLineEnd(text: string, end: number): number | undefined {
  const line = restOfLine(text, end);
  if (line === undefined || line === text.length || mayKeepBlanks(text)) return undefined;
  return nextContent(text, line) === text.length ? line : undefined;
}

/** False for what a merge brings in: an alias, or a key inside the value of "<<". */
const startsField = (text: string, key: Span): boolean =>
  "\n\r".includes(before(text, key.start, " -")) && text[key.start] !== "*";

/** The character that stands before an offset and the characters to pass over; empty where none does. A line may be all of a text. */
function before(text: string, offset: number, passed: string): string {
  let at = offset;
  while (at > 0 && passed.includes(text[at - 1]!)) at--;
  return text[at - 1] ?? "";
}

function addToFlow(mapping: WrittenNode, span: Span, names: readonly string[], value: Scalar): TextEdit {
  const { document } = mapping;
  const isJson = isJsonText(document.text);
  const inside = { start: span.start + 1, end: span.start + 1 };
  const nested = names
    .slice(1)
    .reduceRight((inner, name) => `{${scalarText(name, isJson)}: ${inner}}`, scalarText(value, isJson));
  const more = mapping.entries().length > 0 ? ", " : "";
  return { location: document.locate(inside), text: `${scalarText(names[0] ?? "", isJson)}: ${nested}${more}` };
}

const isFlow = (document: Document, span: Span | undefined): span is Span =>
  span !== undefined && document.text[span.start] === "{";
