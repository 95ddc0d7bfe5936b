import type { Node, Untyped } from "../yaml/node.ts";
import type { ApiError } from "./api-error.ts";

/** What kubelet says of a volume that it cannot mount, though the API server accepts it. */
interface MountError {
  readonly is: "unmountable";
  readonly words: string;
}

/** What Kubernetes has against something in the source of a volume. */
export interface SourceFault {
  /** The field at fault, which need not be written. */
  readonly at: Node<unknown>;
  /** As the API server prints it, from the volume on: at times another field than the one at fault. */
  readonly path: string;
  readonly error: ApiError | MountError;
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
