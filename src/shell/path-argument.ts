import { absolutePath, cleanBeginning, cleanPath } from "./path.ts";
import { beginning, type Hole, type Piece, type Value } from "./value.ts";

/** Where a path argument leads. */
export interface PathArgument {
  /** The cleaned literal path, or its literal beginning; "" where nothing of it is known. */
  readonly path: string;
  /**
   * "exact": this path itself (and below, where the call is recursive). "below": only what lies below `path`, all of it
   * or some (find -mindepth 1, PATH/*). "unknown": `path` is only the beginning of what is named, so "/data/" leads
   * below /data and "/data" may lead to /database as well.
   */
  readonly reach: "exact" | "below" | "unknown";
  /** True where the script itself makes this directory before, whatever else happens (mkdir -p, install -d). */
  readonly made: boolean;
  /** A search gave it, which may leave out what lies deeper. */
  readonly searched?: true;
}

const NOWHERE: PathArgument = { path: "", reach: "unknown", made: false };

/** `directory` is where relative paths begin. */
export function pathArgument(value: Value, directory: string | undefined, made: ReadonlySet<string>): PathArgument {
  const text = beginning(value);
  const [hole, ...rest] = value.pieces.slice(text === "" ? 0 : 1);
  if (hole === undefined || typeof hole === "string") {
    const path = absolutePath(text, directory);
    return path === undefined ? NOWHERE : { path, reach: "exact", made: made.has(path) };
  }
  const prefix = absoluteBeginning(text, directory, hole);
  const climbs = rest.some((piece) => typeof piece === "string" && piece.includes(".."));
  if (prefix === undefined || climbs) return NOWHERE;
  const reach = reachOf(hole, prefix, rest[0]);
  const path = reach === "unknown" ? cleanBeginning(prefix) : cleanPath(prefix);
  const searched = hole.kind === "search" || hole.kind === "below";
  return { path, reach, made: reach === "exact" && made.has(path), ...(searched && { searched }) };
}

/** A pattern alone begins at the directory; what nobody knows may as well begin at the root. */
function absoluteBeginning(text: string, directory: string | undefined, hole: Hole): string | undefined {
  if (text.startsWith("/")) return text;
  if (directory === undefined || (text === "" && hole.kind !== "glob")) return undefined;
  return `${directory}/${text}`;
}

function reachOf(hole: Hole, prefix: string, next: Piece | undefined): PathArgument["reach"] {
  switch (hole.kind) {
    case "below":
      return "below";
    case "glob":
      return prefix.endsWith("/") ? "below" : "unknown";
    case "search":
      if (next === undefined) return "exact";
      return typeof next === "string" && next.startsWith("/") ? "below" : "unknown";
    case "unknown":
      return "unknown";
  }
}
