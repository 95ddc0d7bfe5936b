import { resolve } from "node:path";
import type { Summary } from "../../finding/finding.ts";
import { forTerminal } from "../../report/escape.ts";
import type { RunRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import { annotate } from "../action/annotate.ts";
import { callsOf, isOn } from "../action/calls.ts";
import { checkLinks } from "../action/check-links.ts";
import { comparedWith } from "../action/compared-with.ts";
import { type ActionInputs, inputsFrom } from "../action/inputs.ts";
import { joined } from "../action/joined.ts";
import { outputLines } from "../action/outputs.ts";
import { parseArguments } from "../args.ts";
import { chartCall } from "../chart/chart-call.ts";
import { lintCharts } from "../chart/lint-charts.ts";
import { type Complaint, complain } from "../complaint.ts";
import { conclude } from "../conclude.ts";
import { defectOf } from "../defect.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io, Output } from "../io.ts";
import { lintCall } from "../lint-call.ts";
import { lintManifests } from "../lint-manifests.ts";
import type { Destination } from "../option-values.ts";
import { shownPath } from "../shown-path.ts";
import { obstacleOf } from "../system-error.ts";
import { UsageError } from "../usage-error.ts";

/** What the GitHub Action runs. All that it is told stands in the environment, so that no shell ever sees it. */
export async function actionCommand(io: Io, rules: readonly RunRule[]): Promise<ExitCode> {
  const said: string[] = [];
  const inputs = inputsFrom(io.env);
  const outcome = await outcomeOf({ ...io, stderr: overheard(io.stderr, said) }, inputs, rules);
  // Logs are folded: what kept a job from its work stands among the annotations as well.
  if (outcome.code === 2 && !outcome.isTold) tellFailure(io, said.join("").trimEnd());
  const complaint = writeOutputs(io, outcome);
  if (!complaint) return outcome.code;
  complain(io, complaint);
  tellFailure(io, forTerminal(complaint.message));
  return 2;
}

/** Writes what later steps may ask for; the complaint is about a file that cannot be written. */
function writeOutputs(io: Io, outcome: ActionOutcome): Complaint | undefined {
  const file = io.env["GITHUB_OUTPUT"];
  if (!file) return undefined;
  try {
    io.appendFile(file, outputLines(outputsOf(outcome)));
    return undefined;
  } catch (error) {
    return { message: `the outputs of the step cannot be written to ${quote(file)}: ${obstacleOf(error).reason}` };
  }
}

const tellFailure = (io: Io, message: string): void =>
  annotate(io, "error", "Plimsoll could not do all that was asked", message);

/** Somebody listens to what is said on the stream. */
const overheard = (output: Output, said: string[]): Output => ({
  isTerminal: output.isTerminal,
  columns: output.columns,
  write: (text) => {
    said.push(text);
    output.write(text);
  },
});

interface ActionOutcome {
  readonly code: ExitCode;
  /** True where the annotations say what could not be used. */
  readonly isTold?: boolean;
  /** Absent where nothing could be read. */
  readonly summary?: Summary | undefined;
  /** Paths of those that were linted. */
  readonly charts?: readonly string[];
  /** Path from the job's workspace, of the file that was written. */
  readonly sarif?: string | undefined;
}

const outputsOf = ({ code, summary, charts = [], sarif = "" }: ActionOutcome) => {
  const { error = 0, warning = 0, info = 0 } = summary ?? {};
  return {
    errors: String(error),
    warnings: String(warning),
    infos: String(info),
    total: String(error + warning + info),
    "exit-code": String(code),
    charts: charts.join("\n"),
    "sarif-file": sarif,
  };
};

async function outcomeOf(io: Io, inputs: ActionInputs, rules: readonly RunRule[]): Promise<ActionOutcome> {
  try {
    return await perform(io, inputs, rules);
  } catch (error) {
    complain(io, error instanceof UsageError ? error : defectOf(io, error));
    return { code: 2 };
  }
}

async function perform(world: Io, inputs: ActionInputs, rules: readonly RunRule[]): Promise<ActionOutcome> {
  const workspace = resolve(world.cwd, world.env["GITHUB_WORKSPACE"] ?? ".");
  const io = { ...world, cwd: folderOf(world, workspace, inputs) };
  const calls = callsOf(inputs, isOn(inputs, "only-changed") ? await comparedWith(io) : undefined);
  const chart = calls.chart && chartCall(parseArguments(calls.chart));
  const manifests = calls.lint && lintCall(parseArguments(calls.lint));
  const call = manifests ?? chart;
  if (!call) return { code: 2 };
  const filed = call.destinations.filter(({ file }) => file !== undefined);
  const destinations = [...destinationsOf(io, inputs), ...filed];
  checkLinks(
    io,
    workspace,
    destinations.flatMap(({ file }) => file ?? []),
  );

  const ofCharts = chart && (await lintCharts(io, { ...chart, destinations }, rules));
  const ofManifests = manifests && (await lintManifests(io, { ...manifests, destinations }, rules));
  if ((chart && !ofCharts) || (manifests && !ofManifests)) return { code: 2 };
  const run = joined([ofCharts, ofManifests].flatMap((one) => one ?? []));
  const code = await conclude(io, { ...call, destinations }, run);
  if (!run.report) return { code };
  return {
    code,
    isTold: isOn(inputs, "annotations"),
    summary: run.report.summary,
    charts: ofCharts?.charts ?? [],
    sarif: writtenSarif(io, workspace, inputs),
  };
}

/** Whoever uploads it starts at the job's workspace. undefined where none was asked for, or it could not be written. */
function writtenSarif(io: Io, workspace: string, inputs: ActionInputs): string | undefined {
  const written = inputs["sarif-file"];
  const path = resolve(io.cwd, written);
  if (written === "" || io.status(path)?.kind !== "file") return undefined;
  return shownPath(path, workspace, path);
}

function folderOf(io: Io, workspace: string, inputs: ActionInputs): string {
  const written = inputs["working-directory"];
  const folder = resolve(workspace, written);
  if (io.status(folder)?.kind === "folder") return folder;
  throw new UsageError(
    `input working-directory is given ${quote(written)}, which is no folder here`,
    "check the repository out in a step before this one: uses: actions/checkout",
  );
}

function* destinationsOf({ env }: Io, inputs: ActionInputs): Iterable<Destination> {
  yield { format: "pretty", file: undefined };
  if (isOn(inputs, "annotations")) yield { format: "github", file: undefined };
  const sarif = inputs["sarif-file"];
  if (sarif !== "") yield { format: "sarif", file: sarif };
  const summary = env["GITHUB_STEP_SUMMARY"];
  if (summary && isOn(inputs, "summary")) yield { format: "markdown", file: summary };
}
