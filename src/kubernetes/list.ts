import { member } from "../yaml/node.ts";

/** True for a List, whose items are objects of their own: its kind ends in List and it has items, as kubectl decides it. */
export function isList(value: unknown): boolean {
  const kind = member(value, "kind");
  return typeof kind === "string" && kind.endsWith("List") && Array.isArray(member(value, "items"));
}
