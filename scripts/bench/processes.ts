import { type SpawnSyncReturns, spawnSync } from "node:child_process";

export const PLIMSOLL = "dist/cli/plimsoll.cjs";
/** The floor: a Node process that does nothing. */
export const IDLE = ["-e", "0"] as const;

type Arguments = readonly string[];

/** Runs Node to its end. Exit code 1 stands for findings. */
export function node(args: Arguments, stdio: readonly ("ignore" | "pipe")[]): SpawnSyncReturns<string> {
  const result = spawnSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", ...stdio] });
  if (result.status !== 0 && result.status !== 1) throw new Error(`exit ${result.status}: ${result.stderr}`);
  return result;
}

/**
 * Median wall time in milliseconds of each of several processes. They run in turn, so that whatever the machine does
 * meanwhile hits all of them alike.
 */
export function wallTimes<Name extends string | number>(
  runs: number,
  processes: Readonly<Record<Name, Arguments>>,
): Readonly<Record<Name, number>> {
  const names = Object.keys(processes) as Name[];
  const all = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (const name of names) wallTime(processes[name]);
  for (let run = 0; run < runs; run++) for (const [name, taken] of all) taken.push(wallTime(processes[name]));
  return Object.fromEntries([...all].map(([name, taken]) => [name, median(taken)])) as Record<Name, number>;
}

function wallTime(args: Arguments): number {
  const start = performance.now();
  node(args, ["ignore", "pipe"]);
  return performance.now() - start;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
