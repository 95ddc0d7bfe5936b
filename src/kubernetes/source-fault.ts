import type { Node, Untyped } from "../yaml/node.ts";
import type { ApiError } from "./api-error.ts";
import { mayHoldFields } from "./is-unset.ts";
import { hasPlaceholder } from "./placeholder.ts";

/** What kubelet says of a volume that it cannot mount, though the API server accepts it. */
interface MountError {
  readonly is: "unmountable";
  readonly words: string;
}

/** What stands in the place of a mapping or list, so that the object cannot even be read. */
interface ShapeError {
  readonly is: "unreadable";
  readonly wanted: "mapping" | "list";
  /** The field of the mapping that may be meant. */
  readonly field?: string | undefined;
}

/** What cannot be read as a size, and so keeps the object from being read. */
interface QuantityError {
  readonly is: "no-quantity";
  readonly words: string;
}

/** What Kubernetes has against something in the source of a volume. */
export interface SourceFault {
  /** The field at fault, which need not be written. */
  readonly at: Node<unknown>;
  /** As the API server prints it, from the volume on: at times another field than the one at fault. */
  readonly path: string;
  readonly error: ApiError | MountError | ShapeError | QuantityError;
  /** What it is at odds with. */
  readonly other?: Node<unknown>;
  /** The minor version from which on it is looked at; undefined: all that are modelled. */
  readonly since?: number;
  /** True where a template with this fault is accepted, and each of its pods refused. */
  readonly inPodsOnly?: true;
}

/** A source or a part of one, with its path. */
export interface Holder {
  readonly node: Node<Untyped>;
  readonly path: string;
}

export const fault = ({ node, path }: Holder, field: string, error: SourceFault["error"]): SourceFault => ({
  at: node.get(field),
  path: `${path}.${field}`,
  error,
});

/**
 * What a check finds in a mapping; of what is none, only that. Text that is yet to be filled in is not judged. `field` is
 * the one for which text in the mapping's place may be meant.
 */
export function* inMapping(
  holder: Holder,
  field: string | undefined,
  check: (holder: Holder) => Iterable<SourceFault>,
): Iterable<SourceFault> {
  const { node, path } = holder;
  if (isToBeFilledIn(node)) return;
  if (mayHoldFields(node)) yield* check(holder);
  else yield { at: node, path, error: { is: "unreadable", wanted: "mapping", field } };
}

/** That of a field which holds something else than a list. */
export function* listFaults(holder: Holder, field: string): Iterable<SourceFault> {
  const node = holder.node.get(field);
  if (node.state === "present" && !isToBeFilledIn(node) && node.items().length === 0 && !Array.isArray(node.json))
    yield fault(holder, field, { is: "unreadable", wanted: "list" });
}

const isToBeFilledIn = ({ text }: Node<unknown>): boolean => text !== undefined && hasPlaceholder(text);
