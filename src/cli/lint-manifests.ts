import { lint, readManifests } from "../index.ts";
import type { RunRule } from "../rule/rule.ts";
import { count, quote, shortList } from "../rule/text.ts";
import { checkDestinations } from "./check-destinations.ts";
import { during } from "./during.ts";
import { findInputs, readInputs, STDIN_ARGUMENT } from "./inputs.ts";
import type { Io } from "./io.ts";
import { basisOf } from "./lint-basis.ts";
import type { LintCall } from "./lint-call.ts";
import { lintOptions } from "./lint-options.ts";
import type { LintRun } from "./lint-run.ts";
import { Progress } from "./progress.ts";

/** Reads and lints what the call names. undefined where the config or the baseline cannot be used: that has been told. */
export async function lintManifests(io: Io, call: LintCall, rules: readonly RunRule[]): Promise<LintRun | undefined> {
  const basis = await basisOf(io, call, rules);
  if (!basis) return undefined;
  const { config, source, path: configPath, baseline, baselinePath, changed, stopwatch } = basis;
  stopwatch?.lap("find files");
  const progress = new Progress(io);
  const { files, complaints: unfound } = await findInputs(io, call.paths.length > 0 ? call.paths : [STDIN_ARGUMENT], [
    configPath,
    baselinePath,
  ]);
  if (call.destinations.some(({ file }) => file !== undefined))
    checkDestinations(io, call.destinations, { inputs: files, config: configPath, baseline: baselinePath });
  const { inputs, complaints: unread } = await readInputs(
    io,
    call,
    files,
    { progress, stopwatch },
    ({ shown }, bytes) => readManifests(shown, bytes, { readCrds: call.readCrds }),
  );
  progress.show(`linting ${count(inputs.length, "file")}`);
  const options = {
    ...lintOptions(io, call, config, rules),
    baseline,
    keepSuppressed: call.sarifSuppressions,
    stopwatch,
  };
  const names = shortList(inputs, ({ file }) => quote(file));
  const whole = inputs.length > 0 ? during(`linting ${names}`, () => lint(inputs, options)) : undefined;
  const report = whole && changed ? changed(whole) : whole;
  progress.clear();
  stopwatch?.lap("report");
  const texts = source ? [...inputs, source] : inputs;
  return { report, inputs, texts, complaints: [...unfound, ...unread], config, configPath, stopwatch };
}
