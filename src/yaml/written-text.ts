import type { Document, Trace } from "./document.ts";
import { lastOf } from "./last-of.ts";
import { MOST_REPORTED } from "./limits.ts";
import { lineEnd, lineStart } from "./refusal.ts";
import type { WrittenNode } from "./written.ts";

export const traceOf = (node: WrittenNode): Trace => node.document.trace([...node.base, ...node.steps()]);

/** Where the text of a node ends, with all that it holds. What belongs to no value, such as a closing bracket, may follow. */
export function contentEnd(node: WrittenNode): number {
  let end = 0;
  const pending = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { key, value = key, anchor } = traceOf(next);
    const isBare = typeof next.step === "string" && value.start === key.start;
    end = Math.max(end, isBare ? (colonEnd(next.document.text, key.end) ?? key.end) : value.end);
    if (!anchor) for (const child of childrenOf(next)) pending.push(child);
  }
  return end;
}

/** Where a node begins, with the key that leads to it. */
export const startOf = (node: WrittenNode): number => traceOf(node).key.start;

export const childrenOf = (node: WrittenNode): readonly WrittenNode[] =>
  [...node.items(), ...node.entries().map(({ value }) => value)] as WrittenNode[];

/** Where the line ends that holds an offset, if nothing but a comment stands between; undefined where something does. */
export function restOfLine(text: string, offset: number): number | undefined {
  const end = lineEnd(text, offset);
  return /^(?:[ \t]+#.*|[ \t]*)$/s.test(text.slice(offset, end)) ? end : undefined;
}

/** Behind the ":" of a key; undefined where it does not follow the key. */
export function colonEnd(text: string, keyEnd: number): number | undefined {
  const colon = /[ \t]*:/y;
  colon.lastIndex = keyEnd;
  return colon.test(text) ? colon.lastIndex : undefined;
}

/** Behind the line break at an offset, if there is one. */
export const nextLine = (text: string, end: number): number =>
  text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length);

/** Where the comments begin that stand over a line in its column, `indent` being what stands before that. */
export function commentsAbove(document: Document, line: number, indent: string): number {
  const { text } = document;
  let start = line;
  while (start > 0) {
    const above = lineStart(text, start - (text.endsWith("\r\n", start) ? 2 : 1));
    if (!text.startsWith(`${indent}#`, above) || document.partAt(above + indent.length)?.kind !== "comment")
      return start;
    start = above;
  }
  return start;
}

/** Behind the comments from a line on that stand deeper than the column, and what is blank between them. */
export function commentsBelow(text: string, from: number, column: number): number {
  let stop = from;
  for (let at = from; at < text.length; ) {
    const end = lineEnd(text, at);
    const indent = /^[ \t]*/.exec(text.slice(at, end))?.[0].length ?? 0;
    const isComment = text[at + indent] === "#";
    if ((at + indent < end && !isComment) || (isComment && indent <= column)) return stop;
    at = nextLine(text, end);
    if (isComment) stop = at;
  }
  return stop;
}

/** False where no block scalar can hold the blank lines behind it. */
export const mayKeepBlanks = lastOf((text) => /[|>]\d?\+/.test(text));

/** Whether a key stands twice in its mapping, so that the other's value would show without it. */
export function repeatsKey({ document, base, step, parent }: WrittenNode): boolean {
  const { duplicates } = document;
  if (duplicates.length >= MOST_REPORTED) return true;
  const path = JSON.stringify([...base, ...(parent?.steps() ?? [])]);
  return duplicates.some(({ key, path: holder }) => key === step && JSON.stringify(holder) === path);
}

/** Whether an anchor of a text has an alias in it; true where that is in doubt. */
export const holdsAlias = lastOf((text) => {
  if (!text.includes("*")) return false;
  // A name ends where anything else stands: an alias that is a key is followed by its colon.
  const names = new Set(Array.from(text.matchAll(/\*([\w-]+)/g), ([, name]) => name));
  return Array.from(text.matchAll(/&([\w-]+)/g)).some(([, name]) => names.has(name));
});
