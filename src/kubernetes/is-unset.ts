import { isMapping, type Node } from "../yaml/node.ts";

/** What is not written, and what is written empty, is the same to the API server. */
export const isUnset = ({ state, text }: Node<unknown>): boolean => state !== "present" || text === "";

/** True of a mapping, and of null, which is read as an empty one. What is neither lacks no field: it cannot be read at all. */
export const mayHoldFields = (node: Node<unknown>): boolean =>
  node.state !== "present" || node.entries().length > 0 || isMapping(node.json);
