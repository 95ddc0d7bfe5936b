import { governed, type Template } from "../yaml/grown.ts";
import type { Node } from "../yaml/node.ts";

/** What Go's types cannot tell from a field that is left out. */
export const isSet = (field: Node<unknown>): boolean => field.state === "present" && field.text !== "";

/** The field as it is written, else what the operator puts in its place. */
export const orDefault = <T>(field: Node<T>, value: Template<NoInfer<T>>): Template<T> =>
  isSet(field) ? field : governed<T>(field, value as Template<T>);
