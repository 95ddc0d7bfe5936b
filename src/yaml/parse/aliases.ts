import { anchorName, type Properties } from "../scan/properties.ts";
import { refusedAlias } from "../scan/refusals.ts";
import { Kind } from "../tape.ts";
import type { Anchor } from "./anchors.ts";
import type { Value } from "./mapping.ts";
import type { Reader } from "./reader.ts";

/** Reads a node with its properties: `read` gets its tag. */
export function described(reader: Reader, { anchor: name, tag }: Properties, read: (tag?: string) => Value): Value {
  const { anchors, tape } = reader;
  const entry = tape.length;
  const anchor = name === undefined ? undefined : anchors.open(name, entry, reader.nodes);
  reader.enter(reader.at);
  const value = read(tag);
  reader.leave();
  if (tape.kind(entry) === Kind.alias && (name ?? tag) !== undefined) {
    const { start, end } = tape.span(entry);
    throw reader.refused(start, end, "an alias takes no anchor or tag of its own", "remove what stands before it");
  }
  if (anchor !== undefined) anchors.close(anchor, value, reader.nodes);
  return value;
}

/** Properties may stand on several lines, but a node has one of each. */
export function joined(reader: Reader, at: number, outer: Properties, own: Properties): Properties {
  if ((outer.anchor !== undefined && own.anchor !== undefined) || (outer.tag !== undefined && own.tag !== undefined)) {
    throw reader.refusedWord(at, "one value has two anchors or two tags");
  }
  return { ...outer, ...own };
}

/** Reads the alias at `at`: its value is the anchor's own, not a copy. */
export function alias(reader: Reader): Value {
  const start = reader.at;
  const anchor = anchorOf(reader);
  reader.tape.alias(start, reader.at, anchor.entry);
  return anchor.value;
}

/** The anchor that the alias at `at` names; ends behind it. */
export function anchorOf(reader: Reader): Anchor {
  const start = reader.at;
  const name = anchorName(reader);
  const anchor = reader.anchors.get(name);
  if (anchor === undefined) throw refusedAlias({ start, end: reader.at }, name);
  if (anchor.size === undefined) {
    throw reader.refused(start, reader.at, `alias "*${name}" stands inside the value of "&${name}" itself`);
  }
  if (!reader.anchors.expand(anchor.size, reader.nodes + 1)) {
    throw reader.refused(
      start,
      reader.at,
      "the aliases of this document repeat more than Kubernetes accepts",
      "write some of the repeated values out",
    );
  }
  return anchor;
}
