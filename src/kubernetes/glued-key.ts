import { isMapping } from "../yaml/node.ts";

export const SEPARATOR = "---";

/** True where a root key begins with "---": text that is glued to a separator makes a key of both. */
export function hasGluedKey(value: unknown): boolean {
  if (isMapping(value)) for (const key in value) if (key.startsWith(SEPARATOR) && key[3] !== "#") return true;
  return false;
}
