import { statSync } from "node:fs";
import { pacesOf } from "./paces.ts";
import { megabytesPerSecond, type Table, times } from "./results.ts";
import { CRDS_10_MB, MANIFESTS_1_MB, MANIFESTS_6_6_MB, type StreamKind } from "./streams.ts";
import type { Workshop } from "./workshop.ts";

/** By how much the reader has to be faster than each, once both are warm. */
const LEAST = { yaml: 10, "js-yaml": 1.5, "JSON.parse": 0.2 };
const PARSERS = ["plimsoll", "yaml", "js-yaml", "JSON.parse"] as const;

/** The reader beside other parsers, each in a process of its own. */
export function* reader(workshop: Workshop): Iterable<Table> {
  yield readerOn(workshop, workshop.quick ? MANIFESTS_1_MB : MANIFESTS_6_6_MB, "manifests");
  yield readerOn(workshop, CRDS_10_MB, "CustomResourceDefinitions, read whole");
}

function readerOn(workshop: Workshop, kind: StreamKind, what: string): Table {
  const file = workshop.stream(kind);
  const megabytes = statSync(file).size / 1e6;
  const paces = pacesOf(workshop, PARSERS, file);
  return {
    title: `The reader on ${megabytes.toFixed(1)} MB of ${what}`,
    rows: PARSERS.map((parser) => {
      const { first, steady } = paces[parser];
      const speeds = {
        "first call": megabytesPerSecond((1000 * megabytes) / first),
        steady: megabytesPerSecond((1000 * megabytes) / steady),
      };
      if (parser === "plimsoll") return { what: "Plimsoll", figures: speeds };
      const ratio = times(steady / paces.plimsoll.steady, { least: LEAST[parser] });
      return { what: `\`${parser}\``, figures: { ...speeds, "Plimsoll's reader beside it, steady": ratio } };
    }),
  };
}
