import type { RunRule } from "../../rule/rule.ts";
import type { Args } from "../args.ts";
import { checkBaseline } from "../baseline/check-baseline.ts";
import { writeBaseline } from "../baseline/write-baseline.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { lintCall } from "../lint-call.ts";
import { lintManifests } from "../lint-manifests.ts";
import type { Linting } from "../lint-run.ts";
import { belongsTo, type CommandName, OPTIONS } from "../options.ts";
import { UsageError } from "../usage-error.ts";

export async function baselineCommand(io: Io, args: Args, rules: readonly RunRule[]): Promise<ExitCode> {
  const [task, ...operands] = args.operands;
  const [first, ...rest] = operands;
  const command = first === "chart" ? first : "lint";
  checkOptions(args, `plimsoll baseline ${task}`, command);
  const linting = await LINTINGS[command](io, { ...args, operands: command === first ? rest : operands }, rules);
  if (task === "check") return checkBaseline(io, linting);
  checkQuiet(args);
  return writeBaseline(io, linting, rules);
}

/** How the commands lint whose names may stand before what is read; the first needs no name. */
const LINTINGS = {
  lint: (io, args, rules) => {
    const call = lintCall(args);
    return { call, lint: (use) => lintManifests(io, { ...call, baseline: { ...call.baseline, use } }, rules) };
  },
  chart: async (io, args, rules) => (await import("./chart.ts")).chartLinting(io, args, rules),
} satisfies Partial<Record<CommandName, (io: Io, args: Args, rules: readonly RunRule[]) => Linting | Promise<Linting>>>;

/** Throws a UsageError for an option of another kind of linting. */
function checkOptions(args: Args, call: string, command: keyof typeof LINTINGS): void {
  const stray = OPTIONS.find(
    (option) => args.has(option.name) && belongsTo(option, "baseline") && !belongsTo(option, command),
  );
  if (stray)
    throw new UsageError(
      `${call}${command === "lint" ? "" : ` ${command}`} has no option --${stray.name}`,
      command === "lint" ? `it belongs to ${call} chart` : `it belongs to ${call}`,
    );
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
