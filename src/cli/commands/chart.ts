import type { RunRule } from "../../rule/rule.ts";
import type { Args } from "../args.ts";
import { type ChartCall, chartCall } from "../chart/chart-call.ts";
import { lintCharts } from "../chart/lint-charts.ts";
import { conclude } from "../conclude.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { Linting } from "../lint-run.ts";

export async function chartCommand(io: Io, args: Args, rules: readonly RunRule[]): Promise<ExitCode> {
  const { call, lint } = chartLinting(io, args, rules);
  const run = await lint("where named");
  if (!run) return 2;
  if (call.isTouched && !run.report && run.complaints.length === 0)
    io.stderr.write("plimsoll: no chart was touched: nothing was linted\n");
  return conclude(io, call, run);
}

/** Throws a UsageError. */
export function chartLinting(io: Io, args: Args, rules: readonly RunRule[]): Linting<ChartCall> {
  const call = chartCall(args);
  return { call, lint: (use) => lintCharts(io, { ...call, baseline: { ...call.baseline, use } }, rules) };
}
