import { complain } from "./complaint.ts";
import { ruleDefects } from "./defect.ts";
import { describedRules } from "./described-rules.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import type { JudgingCall, ReportCall } from "./lint-call.ts";
import { isFailure } from "./lint-options.ts";
import type { LintRun } from "./lint-run.ts";
import { shortfalls } from "./shortfalls.ts";
import { writeReport } from "./write-report.ts";

/** Tells what a run has found, and what it could not use. */
export async function conclude(io: Io, call: JudgingCall & ReportCall, run: LintRun): Promise<ExitCode> {
  const { report, inputs, stopwatch } = run;
  const complaints = [...run.complaints];
  if (report) {
    complaints.push(...shortfalls(report, inputs, call.allowEmpty));
    if (report.failures) complaints.push(...ruleDefects(io, report.failures, inputs));
    const { texts, config } = run;
    const untold = complaints.filter(({ isFound }) => !isFound);
    const background = { rules: describedRules, texts, profiles: config.profiles, shortfalls: untold };
    complaints.push(...(await writeReport(io, call, report, background)));
  }
  for (const complaint of complaints) complain(io, complaint);
  if (stopwatch) io.stderr.write((await import("./timing.ts")).timingTable(stopwatch));
  if (complaints.length > 0) return 2;
  return report && isFailure(report, call.failOn) ? 1 : 0;
}
