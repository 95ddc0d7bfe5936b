import type { RunRule } from "../../rule/rule.ts";
import type { Args } from "../args.ts";
import { chartCall } from "../chart-call.ts";
import { conclude } from "../conclude.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { lintCharts } from "../lint-charts.ts";

export async function chartCommand(io: Io, args: Args, rules: readonly RunRule[]): Promise<ExitCode> {
  const call = chartCall(args);
  const run = await lintCharts(io, call, rules);
  if (!run) return 2;
  if (call.isTouched && !run.report && run.complaints.length === 0)
    io.stderr.write("plimsoll: no chart was touched: nothing was linted\n");
  return conclude(io, call, run);
}
