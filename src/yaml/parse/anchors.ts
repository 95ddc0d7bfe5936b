import { ALIASES } from "../limits.ts";
import type { Value } from "./mapping.ts";

/** An anchored node; aliases share its value by reference. */
export interface Anchor {
  /** Its entry on the tape. */
  entry: number;
  value: Value;
  /** Nodes it stands for when all aliases are followed; undefined as long as it is being read. */
  size: number | undefined;
  /** Nodes that had been read before it, counted in the same way. */
  readonly before: number;
}

/** Anchors of one document, and go-yaml's limit on what their aliases may expand to. */
export class Anchors {
  readonly #byName = new Map<string, Anchor>();
  /** Nodes that aliases stand for, besides those that are written. */
  #expanded = 0;
  #last: Anchor | undefined;

  reset(): void {
    if (this.#byName.size > 0) this.#byName.clear();
    this.#expanded = 0;
    this.#last = undefined;
  }
  /** From here on the name stands for this node, even in its own subtree. `nodes` counts what has been read. */
  open(name: string, entry: number, nodes: number): Anchor {
    const anchor: Anchor = { entry, value: null, size: undefined, before: nodes + this.#expanded };
    this.#byName.set(name, anchor);
    this.#last = anchor;
    return anchor;
  }
  close(anchor: Anchor, value: Value, nodes: number): void {
    anchor.value = value;
    anchor.size = nodes + this.#expanded - anchor.before;
  }
  /** The node read last has got another entry. */
  moved(from: number, to: number): void {
    if (this.#last?.entry === from) this.#last.entry = to;
  }
  get(name: string): Anchor | undefined {
    return this.#byName.get(name);
  }
  /** Counts one more use. False where go-yaml calls the document's aliasing excessive. */
  expand(size: number, nodes: number): boolean {
    this.#expanded += size;
    const all = nodes + this.#expanded;
    return this.#expanded <= ALIASES.free || all <= ALIASES.unmeasured || this.#expanded / all <= allowedShare(all);
  }
}

function allowedShare(nodes: number): number {
  const { small, large, most, least } = ALIASES;
  if (nodes <= small) return most;
  if (nodes >= large) return least;
  return most - ((most - least) * (nodes - small)) / (large - small);
}
