import type { Document } from "./document.ts";
import { remembered } from "./remembered.ts";
import type { WrittenNode } from "./written.ts";

/** The same answer, worked out once for each place in a document: who goes there again has another cursor. */
export function rememberedByPlace<V>(answer: (node: WrittenNode) => V): (node: WrittenNode) => V {
  const answersIn = remembered((_: Document) => new Map<string, V>());
  return (node) => {
    const answers = answersIn(node.document);
    const place = JSON.stringify([...node.base, ...node.steps()]);
    let is = answers.get(place);
    if (is === undefined) {
      is = answer(node);
      answers.set(place, is);
    }
    return is;
  };
}
