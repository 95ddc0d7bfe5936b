import { member } from "../yaml/node.ts";
import type { Resource } from "./resource.ts";

/** An object as it was read: to look through all of it, nodes for its fields would cost more than the look. */
export const rawValue = ({ document, node }: Resource): unknown => node.base.reduce<unknown>(member, document.value);
