import type { RunRule } from "../../rule/rule.ts";
import type { Args } from "../args.ts";
import { checkBaseline } from "../check-baseline.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { type LintCall, lintCall } from "../lint-call.ts";
import { lintManifests } from "../lint-manifests.ts";
import type { LintRun } from "../lint-run.ts";
import { UsageError } from "../usage-error.ts";
import { writeBaseline } from "../write-baseline.ts";

/** How the findings of a baseline are found. */
export interface BaselineLinting {
  readonly call: LintCall;
  lint(use: LintCall["baseline"]["use"]): Promise<LintRun | undefined>;
}

export async function baselineCommand(io: Io, args: Args, rules: readonly RunRule[]): Promise<ExitCode> {
  const isToWrite = args.operands[0] === "write";
  if (isToWrite) checkQuiet(args);
  const linting = lintingOf(io, args, rules);
  return isToWrite ? writeBaseline(io, linting, rules) : checkBaseline(io, linting);
}

function lintingOf(io: Io, args: Args, rules: readonly RunRule[]): BaselineLinting {
  const call: LintCall = { ...lintCall(args), paths: args.operands.slice(1) };
  return { call, lint: (use) => lintManifests(io, { ...call, baseline: { ...call.baseline, use } }, rules) };
}

/** Options of the report, which to write a baseline makes none. */
const OF_REPORTS = ["format", "fail-on", "verbose"];

function checkQuiet(args: Args): void {
  const idle = OF_REPORTS.find((name) => args.has(name));
  if (idle !== undefined)
    throw new UsageError(
      `plimsoll baseline write makes no report, and has no use for --${idle}`,
      "leave it out; plimsoll baseline check reports what is not in the baseline",
    );
}
