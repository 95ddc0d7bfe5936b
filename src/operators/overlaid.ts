import { merged, type Template } from "../yaml/grown.ts";
import type { Node } from "../yaml/node.ts";

/** What is written at `node`, with the operator's fields in place of those of the same name. */
export function overlaid<T>(node: Node<T>, fields: Template<T> & object): Template<T> {
  const written = node.entries().map(({ name, value }) => [name, value] as const);
  return merged<T>(node, Object.fromEntries([...written, ...Object.entries(fields)]) as Template<T>);
}
