import { STAGES, Stopwatch } from "../engine/stopwatch.ts";

export const stopwatchOf = (now: () => number): Stopwatch => new Stopwatch(now);

/** What --timing prints: a line for each stage in their order, then one for each rule, slowest first. */
export function timingTable(stopwatch: Stopwatch): string {
  stopwatch.stop();
  const { stages, rules } = stopwatch;
  const all = [...stages.values()].reduce((sum, time) => sum + time, 0);
  const slowestFirst = [...rules].sort(([a, timeOfA], [b, timeOfB]) => timeOfB - timeOfA || (a < b ? -1 : 1));
  return [
    ...STAGES.map((stage) => row(stages.get(stage) ?? 0, stage)),
    row(all, "all"),
    ...slowestFirst.map(([rule, time]) => row(time, `rule ${rule}`)),
    "",
  ].join("\n");
}

const WIDTH = 9;

const row = (milliseconds: number, what: string): string => `${milliseconds.toFixed(1).padStart(WIDTH)} ms  ${what}`;
