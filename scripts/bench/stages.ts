import { STAGES } from "../../src/engine/stopwatch.ts";
import { type Laps, steadyLaps } from "./paces.ts";
import { median, node, PLIMSOLL } from "./processes.ts";
import { type Limit, milliseconds, type Row, type Table, times } from "./results.ts";
import { CRDS_42_MB, MANIFESTS_6_6_MB, MANIFESTS_40_KB, type StreamKind } from "./streams.ts";
import type { Workshop } from "./workshop.ts";

const RUNS = 9;
/** All rules together beside the reading of what they look at. */
const RULES_BESIDE_READ = 0.5;

/** What one run of the command spends its time on, as --timing tells it; and the same once V8 has compiled what is hot. */
export function stages(workshop: Workshop): readonly Table[] {
  const large = timing(workshop, MANIFESTS_6_6_MB);
  const steady = steadyLaps(workshop, workshop.stream(MANIFESTS_6_6_MB));
  const runs: Readonly<Record<string, Laps>> = {
    "40 KB of manifests": timing(workshop, MANIFESTS_40_KB),
    "6.6 MB of manifests": large,
    "42 MB of CRDs": timing(workshop, CRDS_42_MB),
    "6.6 MB of manifests, steady": steady,
  };
  const stagesOf = STAGES.map((stage) => ({ what: stage, figures: byRun(runs, ({ stages }) => stages[stage]) }));
  return [{ title: "Stages", rows: stagesOf }, rulesOf(large, steady)];
}

function rulesOf(cold: Laps, steady: Laps): Table {
  const row = (what: string, first: number, later: number, limit?: Limit): Row => ({
    what,
    figures: {
      "first run": milliseconds(first),
      steady: milliseconds(later),
      "beside the read, steady": times(later / steady.stages["parse"]!, limit),
    },
  });
  const slowestFirst = Object.entries(steady.rules).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return {
    title: "Rules on 6.6 MB of manifests",
    rows: [
      row("all rules", cold.stages["run rules"]!, steady.stages["run rules"]!, { most: RULES_BESIDE_READ }),
      ...slowestFirst.map(([id, time]) => row(`\`${id}\``, cold.rules[id] ?? 0, time)),
    ],
  };
}

/** The time of each run that has one. */
const byRun = (runs: Readonly<Record<string, Laps>>, of: (laps: Laps) => number | undefined): Row["figures"] =>
  Object.fromEntries(
    Object.entries(runs).flatMap(([name, laps]) => {
      const time = of(laps);
      return time === undefined ? [] : [[name, milliseconds(time)]];
    }),
  );

/** Medians of what several runs print. */
function timing(workshop: Workshop, kind: StreamKind): Laps {
  const file = workshop.stream(kind);
  const runs = Array.from({ length: workshop.runs(RUNS) }, () =>
    lapsIn(node([PLIMSOLL, "--timing", file], ["ignore", "pipe"]).stderr),
  );
  const medians = (of: keyof Laps): Record<string, number> =>
    Object.fromEntries(
      Object.keys(runs[0]?.[of] ?? {}).map((name) => [name, median(runs.map((run) => run[of][name] ?? 0))]),
    );
  return { stages: medians("stages"), rules: medians("rules") };
}

/** Reads the table of --timing. */
function lapsIn(text: string): Laps {
  const laps = { stages: {} as Record<string, number>, rules: {} as Record<string, number> };
  for (const [, time, isRule, name] of text.matchAll(/^ *([\d.]+) ms {2}(rule )?(.+)$/gm))
    laps[isRule ? "rules" : "stages"][name!] = Number(time);
  return laps;
}
