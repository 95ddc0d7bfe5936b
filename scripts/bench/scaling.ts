import { IDLE, PLIMSOLL, wallTimes } from "./processes.ts";
import { milliseconds, type Table, times } from "./results.ts";
import type { Workshop } from "./workshop.ts";

const RUNS = 5;
const STEPS = [5_000, 10_000, 25_000];

/** Twice the documents, with all rules that look across them. What Node takes for itself is left out: it would flatter. */
export function scaling(workshop: Workshop): Table {
  const counts = [...new Set(STEPS.flatMap((documents) => [documents, 2 * documents]))];
  const linted = counts.map((documents) => [documents, [PLIMSOLL, workshop.stream({ of: "manifests", documents })]]);
  const wall = wallTimes<number>(workshop.runs(RUNS), { 0: IDLE, ...Object.fromEntries(linted) });
  const own = (documents: number): number => wall[documents]! - wall[0]!;
  return {
    title: "Twice the documents",
    rows: STEPS.map((documents) => ({
      what: `${documents.toLocaleString("en")} documents`,
      figures: {
        "wall time, less that of `node -e 0`": milliseconds(own(documents)),
        "of twice as many": milliseconds(own(2 * documents)),
        "twice beside once": times(own(2 * documents) / own(documents), { most: 2.3 }),
      },
    })),
  };
}
