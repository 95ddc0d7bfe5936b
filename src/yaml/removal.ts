import type { TextEdit } from "./edit.ts";
import { mayMerge } from "./may-merge.ts";
import { nextContent } from "./next-content.ts";
import type { Node } from "./node.ts";
import { lineEnd, lineStart } from "./refusal.ts";
import { siblingsOf } from "./siblings.ts";
import { WrittenNode } from "./written.ts";
import {
  colonEnd,
  commentsAbove,
  commentsBelow,
  contentEnd,
  holdsAlias,
  mayKeepBlanks,
  nextLine,
  repeatsKey,
  restOfLine,
  startOf,
  traceOf,
} from "./written-text.ts";

/**
 * The edit that takes a field with its key, or a list's item, out of the text: with the comment behind it, those above it
 * in its column and those below it that stand deeper. A mapping without fields stays as {}, a list without items goes with
 * its key. undefined where nothing written decides the node; where the text is shared through an alias or a merge, or what
 * it hides would show; and where its lines hold something else as well.
 */
export function removeNode(node: Node<unknown>): TextEdit | undefined {
  const { written } = node;
  if (!(written instanceof WrittenNode) || written.state === "absent") return undefined;
  const parent = written.parent as WrittenNode | undefined;
  if (!parent || traceOf(written).anchor !== undefined || traceOf(parent).anchor !== undefined) return undefined;
  const isItem = typeof written.step === "number";
  if (!isItem && (repeatsKey(written) || mayMerge(parent))) return undefined;
  const [before, after] = siblingsOf(written, parent);
  const isOnly = before === undefined && after === undefined;
  if (isOnly && isItem && typeof parent.step === "string" && parent.parent) return removeNode(parent);
  const member: Member = { node: written, parent, before, after, isOnly };
  const edit = isFlow(parent) ? fromFlow(member) : fromBlock(member);
  return edit && !isAliased(parent.document.text, edit) ? replaced(written, edit) : undefined;
}

interface Member {
  readonly node: WrittenNode;
  readonly parent: WrittenNode;
  /** What stands beside it, in the order of the text. */
  readonly before: WrittenNode | undefined;
  readonly after: WrittenNode | undefined;
  /** Nothing stands beside it. */
  readonly isOnly: boolean;
}

/** What takes the place of the characters between two offsets. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const replaced = ({ document }: WrittenNode, { start, end, text }: Replacement): TextEdit => ({
  location: document.locate({ start, end }),
  text,
});

/** An alias elsewhere may lose its anchor. */
const isAliased = (text: string, { start, end }: Replacement): boolean =>
  holdsAlias(text) && text.slice(start, end).includes("&");

function isFlow(collection: WrittenNode): boolean {
  const { value } = traceOf(collection);
  return value !== undefined && "{[".includes(collection.document.text[value.start] ?? " ");
}

/** With the comma behind it, or the one before it where it is the last. */
function fromFlow({ node, parent, before, after, isOnly }: Member): Replacement | undefined {
  const { text } = node.document;
  const whole = traceOf(parent).value;
  const [start, end] = [startOf(node), contentEnd(node)];
  if (!whole || start <= whole.start || end >= whole.end) return undefined;
  const from = before ? contentEnd(before) : whole.start + 1;
  if (!isBetween(text, from, start, before !== undefined)) return undefined;
  if (isOnly)
    return /^\s*,?\s*$/.test(text.slice(end, whole.end - 1))
      ? { start: whole.start + 1, end: whole.end - 1, text: "" }
      : undefined;
  if (!after) return { start: from, end, text: "" };
  const next = startOf(after);
  return isBetween(text, end, next, true) ? { start, end: next, text: "" } : undefined;
}

/** True where nothing stands between two members but a comma, which a tag or an anchor is not. */
const isBetween = (text: string, start: number, end: number, hasComma: boolean): boolean =>
  (hasComma ? /^\s*,\s*$/ : /^\s*$/).test(text.slice(start, end));

function fromBlock(member: Member): Replacement | undefined {
  const { node, parent, isOnly } = member;
  const { text } = node.document;
  const start = typeof node.step === "number" ? dashOf(parent, node.step) : startOf(node);
  if (start === undefined) return undefined;
  const end = start + text.slice(start, contentEnd(node)).trimEnd().length;
  const rest = restOfLine(text, end);
  const line = lineStart(text, start);
  const column = start - line;
  const before = text.slice(line, start);
  if (rest === undefined || !/^ *(?:- +)*$/.test(before)) return undefined;
  const stop = commentsBelow(text, nextLine(text, rest), column);
  const next = nextContent(text, stop);
  // Deeper text would belong to what is taken out; blank lines behind it, to a text above that keeps its own.
  if (next < text.length && next - lineStart(text, next) > column) return undefined;
  if (/^\s*[\r\n]/.test(text.slice(stop, next)) && mayKeepBlanks(text)) return undefined;
  if (isOnly) return emptied(parent, start, rest, stop);
  // What stands above the first field of a document is about the document.
  const isFirst = !parent.parent && firstContent(text) === start;
  if (before.trim() === "")
    return { start: isFirst ? line : commentsAbove(node.document, line, before), end: stop, text: "" };
  // Behind the "-" of a list's item: what comes next takes the place, be it a comment.
  const follower = stop + (/^\s*/.exec(text.slice(stop, next + 1))?.[0].length ?? 0);
  return { start, end: follower, text: "" };
}

/** Where a document begins behind its directives and marker. */
function firstContent(text: string): number {
  let at = nextContent(text, 0);
  while (text[at] === "%" || text.startsWith("---", at)) at = nextContent(text, lineEnd(text, at));
  return at;
}

/** Offset of an item's "-"; undefined where more than blanks and comments stand before it. */
function dashOf(list: WrittenNode, index: number): number | undefined {
  const { text } = list.document;
  const key = traceOf(list).key.end;
  if (index === 0 && (typeof list.step !== "string" || !list.parent)) return undefined;
  const before = index > 0 ? contentEnd(list.child(index - 1)) : colonEnd(text, key);
  const dash = before === undefined ? text.length : nextContent(text, before);
  return text[dash] === "-" ? dash : undefined;
}

/** A mapping whose only field stands between `start` and `end`, or `stop` with the comments below it. */
function emptied(mapping: WrittenNode, start: number, end: number, stop: number): Replacement | undefined {
  if (!mapping.parent || mapping.items().length > 0) return undefined;
  if (typeof mapping.step === "number") return { start, end, text: "{}" };
  const { document } = mapping;
  const { text } = document;
  const colon = colonEnd(text, traceOf(mapping).key.end);
  const line = lineStart(text, start);
  if (colon === undefined || restOfLine(text, colon) === undefined || nextContent(text, colon) !== start)
    return undefined;
  const kept = text.slice(colon, commentsAbove(document, line, text.slice(line, start)));
  return { start: colon, end: stop, text: ` {}${kept}` };
}
