import { IDLE, PLIMSOLL, wallTimes } from "./processes.ts";
import { type Limit, milliseconds, type Row, type Table, times } from "./results.ts";
import {
  CRDS_42_MB,
  FAULTY_MANIFESTS_1_MB,
  MANIFESTS_1_MB,
  MANIFESTS_6_6_MB,
  MANIFESTS_10_MB,
  MANIFESTS_40_KB,
  MANIFESTS_100_MB,
} from "./streams.ts";
import type { Workshop } from "./workshop.ts";

const RUNS = 15;
/** One run takes seconds, so that a few are steady. */
const RUNS_OF_100_MB = 5;

const WALL = "wall time";
const BESIDE_IDLE = "beside `node -e 0`";

/** The command with all default rules, from its start to its exit. */
export function wholeProcess(workshop: Workshop): Table {
  const wall = wallTimes(workshop.runs(RUNS), {
    idle: IDLE,
    "40 KB": [PLIMSOLL, workshop.stream(MANIFESTS_40_KB)],
    "1 MB": [PLIMSOLL, workshop.stream(MANIFESTS_1_MB)],
    "faulty 1 MB": [PLIMSOLL, workshop.stream(FAULTY_MANIFESTS_1_MB)],
    "6.6 MB": [PLIMSOLL, workshop.stream(MANIFESTS_6_6_MB)],
    "10 MB": [PLIMSOLL, workshop.stream(MANIFESTS_10_MB)],
    CRDs: [PLIMSOLL, workshop.stream(CRDS_42_MB)],
    "whole CRDs": [PLIMSOLL, "--read-crds", workshop.stream(CRDS_42_MB)],
  });
  const large = wallTimes(workshop.runs(RUNS_OF_100_MB), {
    idle: IDLE,
    "100 MB": [PLIMSOLL, workshop.stream(MANIFESTS_100_MB)],
  });
  const crds = row("42 MB of CustomResourceDefinitions", wall.CRDs, wall.idle);
  return {
    title: "The whole process",
    rows: [
      { what: "`node -e 0`", figures: { [WALL]: milliseconds(wall.idle) } },
      row("40 KB of manifests", wall["40 KB"], wall.idle, { most: 1.6 }),
      row("1 MB of manifests", wall["1 MB"], wall.idle, { most: 3.2 }),
      row("1 MB with a fault in every hundredth container", wall["faulty 1 MB"], wall.idle),
      row("6.6 MB of manifests", wall["6.6 MB"], wall.idle),
      row("10 MB of manifests", wall["10 MB"], wall.idle),
      row("100 MB of manifests", large["100 MB"], large.idle),
      {
        ...crds,
        figures: { ...crds.figures, "beside 6.6 MB of manifests": times(wall.CRDs / wall["6.6 MB"], { most: 1 }) },
      },
      row("the same with `--read-crds`", wall["whole CRDs"], wall.idle),
    ],
  };
}

const row = (what: string, time: number, idle: number, limit?: Limit): Row => ({
  what,
  figures: { [WALL]: milliseconds(time), [BESIDE_IDLE]: times(time / idle, limit) },
});
