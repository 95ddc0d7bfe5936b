import type { Node } from "./node.ts";
import { rememberedByPlace } from "./remembered-by-place.ts";
import { WrittenNode } from "./written.ts";
import { childrenOf, contentEnd, holdsAlias, traceOf } from "./written-text.ts";

/** Whether aliases may repeat the text of a node, so that who changes it changes other places too. True where that is in doubt. */
export function isShared(node: Node<unknown>): boolean {
  const { written } = node;
  if (!(written instanceof WrittenNode) || !holdsAlias(written.document.text)) return false;
  for (let at: WrittenNode = written; at.parent; at = at.parent as WrittenNode) {
    if (at.state === "absent") continue;
    if (traceOf(at).anchor !== undefined || isAnchored(at)) return true;
  }
  return false;
}

/** Whether an anchor stands between a value and what leads to it. */
const isAnchored = rememberedByPlace((node: WrittenNode): boolean =>
  node.document.text.slice(leadEnd(node), firstStart(node)).includes("&"),
);

/** Behind the key of a value; of a list's item, behind the item before it, or where the list's own text begins. */
function leadEnd(node: WrittenNode): number {
  const parent = node.parent as WrittenNode | undefined;
  if (!parent) return 0;
  if (typeof node.step === "string") return traceOf(node).key.end;
  return node.step > 0 ? contentEnd(parent.child(node.step - 1)) : leadEnd(parent);
}

function firstStart(node: WrittenNode): number {
  const { key, value = key } = traceOf(node);
  if (value.start !== key.start) return value.start;
  const starts = childrenOf(node).map((child) => traceOf(child).key.start);
  return starts.length > 0 ? starts.reduce((first, start) => Math.min(first, start)) : value.start;
}
