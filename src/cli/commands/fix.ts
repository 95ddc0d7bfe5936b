import { type FixOutcome, fix } from "../../index.ts";
import type { RunRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { FixCall } from "../args.ts";
import { complain } from "../complaint.ts";
import { loadConfig } from "../config-file.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { ExitCode } from "../exit-code.ts";
import { fixReport } from "../fix-report.ts";
import { bytesOf, findInputs, STDIN, STDIN_ARGUMENT } from "../inputs.ts";
import type { Io } from "../io.ts";
import { isFailure, lintOptions } from "../lint-options.ts";
import { Progress } from "../progress.ts";
import { shortfalls } from "../shortfalls.ts";
import { UsageError } from "../usage-error.ts";
import { diffs, type ReadFile, writeChanges } from "../write-changes.ts";

export async function fixCommand(io: Io, call: FixCall, rules: readonly RunRule[]): Promise<ExitCode> {
  checkRules(call.rules, rules);
  const loaded = await loadConfig(io, call.config, rules);
  if ("complaints" in loaded) {
    for (const complaint of loaded.complaints) complain(io, complaint);
    complain(io, { message: "nothing was fixed, because the config cannot be used" });
    return 2;
  }
  if (loaded.notice) complain(io, loaded.notice);
  const progress = new Progress(io);
  const { files, complaints } = await findInputs(io, call.paths.length > 0 ? call.paths : [STDIN_ARGUMENT]);
  const inputs: ReadFile[] = [];
  const problems = [...complaints];
  for (const [index, file] of files.entries()) {
    progress.show(`reading ${index + 1} of ${files.length}`);
    const bytes = await bytesOf(io, file, call.mostBytes);
    if ("message" in bytes) problems.push(bytes);
    else inputs.push({ path: file.path, file: file.shown, bytes, isEditable: file.path !== STDIN });
  }
  progress.show("fixing");
  const only = call.rules.length > 0 ? call.rules : undefined;
  const { unsafe, readCrds } = call;
  const options = { ...lintOptions(io, call, loaded.config, rules), unsafe, only, readCrds };
  const outcome = inputs.length > 0 ? fix(inputs, options) : undefined;
  progress.clear();
  if (outcome) {
    const { unwritten, complaints: unwritable } = call.dryRun ? NOTHING : await writeChanges(io, inputs, outcome);
    problems.push(...unwritable);
    tell(io, call, inputs, outcome, unwritten);
    problems.push(...shortfalls(outcome.report, inputs, call.allowEmpty));
  }
  for (const problem of problems) complain(io, problem);
  if (problems.length > 0) return 2;
  return outcome && isFailure(outcome.report, call.failOn) ? 1 : 0;
}

const NOTHING = { unwritten: new Set<string>(), complaints: [] };

/** In a dry run standard output is the diff's, so that it can be piped on. */
function tell(
  io: Io,
  call: FixCall,
  inputs: readonly ReadFile[],
  outcome: FixOutcome,
  unwritten: ReadonlySet<string>,
): void {
  if (call.dryRun) io.stdout.write(diffs(inputs, outcome, io.stdout.isTerminal));
  (call.dryRun ? io.stderr : io.stdout).write(fixReport(outcome, call, unwritten));
}

/** Throws a UsageError for what is no rule. */
function checkRules(named: readonly string[], rules: readonly RunRule[]): void {
  const ids = rules.map(({ id }) => id);
  for (const id of named)
    if (!ids.includes(id))
      throw new UsageError(
        `option --rule does not know ${quote(id)}`,
        didYouMean(id, ids) ?? "plimsoll rules lists them",
      );
}
