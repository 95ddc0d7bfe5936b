import type { Report } from "../../finding/finding.ts";
import { type FixOptions, fix, lint, readManifests } from "../../index.ts";
import type { RunRule } from "../../rule/rule.ts";
import { quote, shortList } from "../../rule/text.ts";
import type { Args } from "../args.ts";
import { complain } from "../complaint.ts";
import { configOf } from "../config-file.ts";
import { ruleDefects } from "../defect.ts";
import { didYouMean } from "../did-you-mean.ts";
import { during } from "../during.ts";
import type { ExitCode } from "../exit-code.ts";
import { fixCall } from "../fix/fix-call.ts";
import { fixReport } from "../fix/fix-report.ts";
import { diffs, type ReadFile, writeChanges } from "../fix/write-changes.ts";
import { findInputs, readInputs, STDIN_ARGUMENT } from "../inputs.ts";
import type { Io } from "../io.ts";
import { isFailure, lintOptions } from "../lint-options.ts";
import type { InputFile } from "../manifests-below.ts";
import { Progress } from "../progress.ts";
import { shortfalls } from "../shortfalls.ts";
import { UsageError } from "../usage-error.ts";

export async function fixCommand(io: Io, args: Args, rules: readonly RunRule[]): Promise<ExitCode> {
  const call = fixCall(args);
  checkRules(call.rules, rules);
  const loaded = configOf(io, call.config, rules, "fixed");
  if (!loaded) return 2;
  const progress = new Progress(io);
  const { files, complaints: unfound } = await findInputs(io, call.paths.length > 0 ? call.paths : [STDIN_ARGUMENT], [
    loaded.path,
  ]);
  const { inputs, complaints: unread } = await readInputs(io, call, files, { progress }, readFile);
  const problems = [...unfound, ...unread];
  progress.show("fixing");
  const only = call.rules.length > 0 ? call.rules : undefined;
  const { unsafe, readCrds } = call;
  const options = { ...lintOptions(io, call, loaded.config, rules), unsafe, only, readCrds };
  const names = shortList(inputs, ({ file }) => quote(file));
  const outcome = inputs.length > 0 ? during(`fixing ${names}`, () => fix(inputs, options)) : undefined;
  progress.clear();
  const isRepeatable = !files.some(({ isStream }) => isStream);
  let { report } = outcome ?? {};
  if (outcome && call.dryRun) {
    // Standard output is the diff's, so that it can be piped on.
    io.stdout.write(diffs(inputs, outcome, io.stdout.isTerminal));
    io.stderr.write(fixReport(outcome, call, { report: outcome.report, isRepeatable }));
  } else if (outcome) {
    const { unwritten, complaints: unwritable } = await writeChanges(io, inputs, outcome);
    problems.push(...unwritable);
    if (unwritten.size > 0) report = reportOf(onDisk(inputs, outcome.changed, unwritten), options);
    io.stdout.write(fixReport(outcome, call, { report: report ?? outcome.report, isRepeatable, unwritten }));
  }
  if (report) problems.push(...shortfalls(report, inputs, call.allowEmpty, "plimsoll lint"));
  if (report?.failures) problems.push(...ruleDefects(io, report.failures, inputs));
  for (const problem of problems) complain(io, problem);
  if (problems.length > 0) return 2;
  return report && isFailure(report, call.failOn) ? 1 : 0;
}

const readFile = ({ path, shown, isStream = false }: InputFile, bytes: Uint8Array): ReadFile => ({
  path,
  file: shown,
  bytes,
  isEditable: !isStream,
});

interface Text {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What the files hold now. */
function onDisk(
  inputs: readonly Text[],
  changed: readonly Text[],
  unwritten: ReadonlyMap<string, Uint8Array>,
): readonly Text[] {
  const written = new Map(changed.map(({ file, bytes }) => [file, bytes]));
  return inputs.map(({ file, bytes }) => ({ file, bytes: unwritten.get(file) ?? written.get(file) ?? bytes }));
}

const reportOf = (texts: readonly Text[], options: FixOptions): Report =>
  lint(
    texts.map(({ file, bytes }) => readManifests(file, bytes, options)),
    options,
  );

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
