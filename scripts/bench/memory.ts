import { IDLE, median, node, PLIMSOLL } from "./processes.ts";
import { type Limit, megabytes, type Row, type Table, times } from "./results.ts";
import { CRDS_42_MB, MANIFESTS_10_MB, MANIFESTS_40_KB, MANIFESTS_100_MB, type StreamKind } from "./streams.ts";
import type { Workshop } from "./workshop.ts";

const RUNS = 5;

const PEAK = "peak of the resident set";

/** The most memory that the process had at any moment. */
export function memory(workshop: Workshop): Table {
  const witness = workshop.program("peak-memory.ts");
  const peak = (args: readonly string[]): number =>
    median(Array.from({ length: workshop.runs(RUNS) }, () => peakOf(args, witness)));
  const idle = peak(IDLE);
  const row = (what: string, kind: StreamKind, limits: { readonly peak?: Limit; readonly ratio?: Limit } = {}): Row => {
    const value = peak([PLIMSOLL, workshop.stream(kind)]);
    return {
      what,
      figures: {
        [PEAK]: megabytes(value, limits.peak),
        "beside `node -e 0`": times(value / idle, limits.ratio),
      },
    };
  };
  return {
    title: "Memory",
    rows: [
      { what: "`node -e 0`", figures: { [PEAK]: megabytes(idle) } },
      row("40 KB of manifests", MANIFESTS_40_KB),
      row("10 MB of manifests", MANIFESTS_10_MB, { ratio: { most: 3.2 } }),
      row("100 MB of manifests", MANIFESTS_100_MB, { peak: { most: 700 } }),
      row("42 MB of CustomResourceDefinitions", CRDS_42_MB),
    ],
  };
}

/** In megabytes. */
function peakOf(args: readonly string[], witness: string): number {
  const { output } = node(["--require", witness, ...args], ["ignore", "pipe", "pipe"]);
  return (Number(output[3]) * 1024) / 1e6;
}
