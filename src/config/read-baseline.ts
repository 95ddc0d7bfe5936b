import type { Baseline } from "../finding/baseline.ts";
import type { Document, Source } from "../yaml/document.ts";
import { isMapping } from "../yaml/node.ts";
import { type Location, locationOf } from "../yaml/span.ts";
import { WrittenNode } from "../yaml/written.ts";
import { BASELINE_SHAPE } from "./baseline-shape.ts";
import { type ConfigProblem, readShaped } from "./read-shaped.ts";

export type BaselineReading = { readonly baseline: Baseline } | { readonly problems: readonly ConfigProblem[] };

const VERSION = 1;

/** More is no list that anybody means to shorten; each is read, and held in memory. */
const MOST_ENTRIES = 100_000;

/** An entry has five keys. Of a hostile file with more than these, to tell of each takes longer than to read them all. */
const MOST_KEYS_OF_ENTRY = 10;
const MOST_OTHER_KEYS = 1000;

const ANEW = "plimsoll baseline write makes it anew, once the file is out of the way";

/** Reads what baselineText writes. Never throws for what the file holds; entries that share a fingerprint are one. */
export function readBaseline(source: Source): BaselineReading {
  const [document] = source.documents;
  const objection = document && (conflictIn(source, document) ?? objectionTo(document, source));
  if (objection) return { problems: [objection] };
  const reading = readShaped(source, BASELINE_SHAPE, "baseline");
  if ("problems" in reading) return reading;
  if (reading.written) return { baseline: { entries: reading.written.findings } };
  return { problems: [{ message: "the baseline is empty", help: ANEW, location: startOf(source) }] };
}

function startOf({ file }: Source): Location {
  const start = { line: 1, column: 1 };
  return { file, start, end: start };
}

const CONFLICT = "<<<<<<< ";

/** What a merge has left behind, which no reader of JSON or YAML says in these words. */
function conflictIn(source: Source, document: Document): ConfigProblem | undefined {
  if (!document.refusal || !document.mentions(CONFLICT)) return undefined;
  for (let number = 1, text = source.line(1); text !== undefined; text = source.line(++number))
    if (text.startsWith(CONFLICT)) {
      const start = { line: number, column: 1 };
      return {
        message: "the baseline holds a conflict of a merge",
        help: "take either side of it, and run plimsoll baseline write",
        location: { file: source.file, start, end: { line: number, column: CONFLICT.length } },
      };
    }
  return undefined;
}

/** What spares a look at every entry. */
function objectionTo(document: Document, source: Source): ConfigProblem | undefined {
  if (!isMapping(document.value)) return undefined;
  const { version, findings } = document.value;
  const root = WrittenNode.root(document);
  if (typeof version === "number" && version > VERSION)
    return {
      message: `the baseline has version ${version}, and this Plimsoll reads version ${VERSION}`,
      help: "use the Plimsoll that wrote it, or a newer one",
      location: locationOf(root.child("version").locate() ?? root.locate()),
    };
  if (Array.isArray(findings) && findings.length > MOST_ENTRIES)
    return {
      message: `the baseline holds ${findings.length} findings, and at most ${MOST_ENTRIES} are read`,
      help: "switch off in plimsoll.yaml the rules that most of them are of, and write it anew",
      location: locationOf(root.child("findings").locate() ?? root.locate()),
    };
  const mappings = [document.value, ...(Array.isArray(findings) ? findings : [])].filter(isMapping);
  const keys = mappings.reduce((sum, mapping) => sum + Object.keys(mapping).length, 0);
  if (keys > mappings.length * MOST_KEYS_OF_ENTRY + MOST_OTHER_KEYS)
    return {
      message: `the baseline holds ${keys} keys, far more than its findings can have`,
      help: ANEW,
      location: startOf(source),
    };
  return undefined;
}
