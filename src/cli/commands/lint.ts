import { lint, readManifests } from "../../index.ts";
import type { RunRule } from "../../rule/rule.ts";
import { count } from "../../rule/text.ts";
import type { LintCall } from "../args.ts";
import { checkDestinations } from "../check-destinations.ts";
import { complain } from "../complaint.ts";
import { configOf } from "../config-file.ts";
import { describedRules } from "../described-rules.ts";
import type { ExitCode } from "../exit-code.ts";
import { findInputs, readInputs, STDIN_ARGUMENT } from "../inputs.ts";
import type { Io } from "../io.ts";
import { isFailure, lintOptions } from "../lint-options.ts";
import { Progress } from "../progress.ts";
import { shortfalls } from "../shortfalls.ts";
import { writeReport } from "../write-report.ts";

export async function lintCommand(io: Io, call: LintCall, rules: readonly RunRule[]): Promise<ExitCode> {
  const loaded = await configOf(io, call.config, rules, "linted");
  if (!loaded) return 2;
  const timing = call.timing ? await import("../timing.ts") : undefined;
  const stopwatch = timing?.stopwatchOf(io.now);
  stopwatch?.lap("find files");
  const { config, source } = loaded;
  const progress = new Progress(io);
  const { files, complaints: unfound } = await findInputs(io, call.paths.length > 0 ? call.paths : [STDIN_ARGUMENT]);
  if (call.destinations.some(({ file }) => file !== undefined))
    checkDestinations(io, call.destinations, files, loaded.path);
  const { inputs: sources, complaints: unread } = await readInputs(
    io,
    call,
    files,
    { progress, stopwatch },
    ({ shown }, bytes) => readManifests(shown, bytes, { readCrds: call.readCrds }),
  );
  progress.show(`linting ${count(sources.length, "file")}`);
  const options = { ...lintOptions(io, call, config, rules), stopwatch };
  const report = sources.length > 0 ? lint(sources, options) : undefined;
  progress.clear();
  stopwatch?.lap("report");
  const complaints = [...unfound, ...unread];
  // Where nothing could be read nothing is reported: an empty report would look like that of a clean input.
  if (report) {
    const pointedInto = source ? [...sources, source] : sources;
    complaints.push(
      ...(await writeReport(io, call, report, {
        rules: describedRules,
        sources: pointedInto,
        profiles: config.profiles,
      })),
    );
    complaints.push(...shortfalls(report, sources, call.allowEmpty));
  }
  for (const complaint of complaints) complain(io, complaint);
  if (timing && stopwatch) io.stderr.write(timing.timingTable(stopwatch));
  if (complaints.length > 0) return 2;
  return report && isFailure(report, call.failOn) ? 1 : 0;
}
