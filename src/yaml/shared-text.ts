import type { Document } from "./document.ts";
import type { Node } from "./node.ts";
import { WrittenNode } from "./written.ts";
import { childrenOf, contentEnd, traceOf } from "./written-text.ts";

/** Whether aliases may repeat the text of a node, so that who changes it changes other places too. True where that is in doubt. */
export function isShared(node: Node<unknown>): boolean {
  const { written } = node;
  if (!(written instanceof WrittenNode) || !hasAlias(written.document)) return false;
  for (let at: WrittenNode = written; at.parent; at = at.parent as WrittenNode) {
    if (at.state === "absent") continue;
    if (traceOf(at).anchor !== undefined || propertiesOf(at).includes("&")) return true;
  }
  return false;
}

/** By document: a finding of each of very many values asks. */
const aliased = new WeakMap<Document, boolean>();

function hasAlias(document: Document): boolean {
  let answer = aliased.get(document);
  if (answer === undefined) {
    const { text } = document;
    const names = text.includes("*") ? namesIn(text, /\*([^\s,[\]{}:?%@`"']+)/g) : new Set();
    answer = names.size > 0 && [...namesIn(text, /&([^\s,[\]{}:?%@`"']+)/g)].some((name) => names.has(name));
    aliased.set(document, answer);
  }
  return answer;
}

const namesIn = (text: string, named: RegExp): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(named), ([, name = ""]) => name));

/** The text between a value and what leads to it: its tag and anchor stand there. */
const propertiesOf = (node: WrittenNode): string => node.document.text.slice(leadEnd(node), firstStart(node));

/** Behind the key of a value; of a list's item, behind the item before it, or where the list's own text begins. */
function leadEnd(node: WrittenNode): number {
  const parent = node.parent as WrittenNode | undefined;
  if (!parent) return 0;
  if (typeof node.step === "string") return traceOf(node).key.end;
  return node.step > 0 ? contentEnd(parent.child(node.step - 1)) : leadEnd(parent);
}

function firstStart(node: WrittenNode): number {
  const { key, value } = traceOf(node);
  const starts = childrenOf(node).map((child) => traceOf(child).key.start);
  const isBlock = starts.length > 0 && (value === undefined || value.start === key.start);
  return isBlock ? Math.min(...starts) : (value ?? key).start;
}
