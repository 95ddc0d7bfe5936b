import { resolve } from "node:path";
import { aligned } from "../helm/aligned.ts";
import type { Chart } from "../helm/chart.ts";
import type { ValuesFile } from "../helm/failure.ts";
import { helmProgram } from "../helm/helm-program.ts";
import { type RenderOptions, render } from "../helm/render.ts";
import { Rendering, renderedName } from "../helm/rendering.ts";
import { lint, readManifests } from "../index.ts";
import { showVersion } from "../kubernetes/version.ts";
import type { RunRule } from "../rule/rule.ts";
import { count, quote, shortList } from "../rule/text.ts";
import type { ChartCall } from "./chart-call.ts";
import { checkDestinations } from "./check-destinations.ts";
import type { Complaint } from "./complaint.ts";
import { configOf } from "./config-file.ts";
import { during } from "./during.ts";
import { findCharts } from "./find-charts.ts";
import { inParallel } from "./in-parallel.ts";
import type { Io } from "./io.ts";
import { lintOptions } from "./lint-options.ts";
import type { LintRun } from "./lint-run.ts";
import { missingFile } from "./missing-file.ts";
import { Progress } from "./progress.ts";
import { shownPath } from "./shown-path.ts";

/** Each helm takes a core, and memory for its chart. */
const MOST_AT_ONCE = 4;

/**
 * Renders the charts that the call names and lints each as a release of its own. undefined where the config cannot be used:
 * that has been told.
 */
export async function lintCharts(io: Io, call: ChartCall, rules: readonly RunRule[]): Promise<LintRun | undefined> {
  const loaded = await configOf(io, call.config, rules, "linted");
  if (!loaded) return undefined;
  const stopwatch = call.timing ? (await import("./timing.ts")).stopwatchOf(io.now) : undefined;
  stopwatch?.lap("find files");
  const { config } = loaded;
  const progress = new Progress(io);
  const { charts, complaints: unfound } = findCharts(io, call.paths.length > 0 ? call.paths : ["."], call.isTouched);
  const { values, complaints: missing } = valuesFiles(io, call.values);
  if (call.destinations.some(({ file }) => file !== undefined))
    checkDestinations(io, call.destinations, values, loaded.path);

  stopwatch?.lap("read files");
  const kubernetes = call.kubernetes ?? config.kubernetes;
  const rendered = await renderAll(io, missing.length > 0 ? [] : charts, progress, {
    helm: helmProgram(io, call.helm),
    release: call.release,
    namespace: call.namespace ?? config.namespace,
    kubeVersion: kubernetes && showVersion(kubernetes),
    values,
    set: call.set,
    setString: call.setString,
    most: call.mostBytes,
  });
  stopwatch?.lap("parse");
  const inputs = rendered.outputs.map(({ chart, bytes }) =>
    during(
      `reading ${quote(renderedName(chart))}`,
      () => new Rendering(io, chart, readManifests(renderedName(chart), bytes, { readCrds: call.readCrds })),
    ),
  );
  progress.show(`linting ${count(inputs.length, "chart")}`);
  const byFile = new Map(inputs.map((input) => [input.file, input]));
  const options = {
    ...lintOptions(io, { ...call, each: true }, config, rules),
    stopwatch,
    templatePath: (file: string, name: string) => byFile.get(file)?.templatePath(name),
  };
  const sources = inputs.map(({ source }) => source);
  const names = shortList(inputs, ({ file }) => quote(file));
  const report =
    inputs.length > 0 ? during(`linting ${names}`, () => aligned(lint(sources, options), inputs)) : undefined;
  progress.clear();
  stopwatch?.lap("report");
  return {
    report,
    inputs: inputs.map(({ file }) => ({ file, ifEmpty: RENDERS_NOTHING })),
    texts: [
      ...inputs,
      ...inputs.flatMap(({ templates }) => [...templates.texts()]),
      ...inputs.map(({ chart }) => chart.source),
      ...(loaded.source ? [loaded.source] : []),
    ],
    complaints: [...unfound, ...missing, ...rendered.complaints],
    config,
    stopwatch,
  };
}

const RENDERS_NOTHING =
  "switch on what its values switch off, with -f FILE or --set KEY=VALUE, or accept this with --allow-empty";

interface Output {
  readonly chart: Chart;
  readonly bytes: Uint8Array;
}

async function renderAll(
  io: Io,
  charts: readonly Chart[],
  progress: Progress,
  options: RenderOptions,
): Promise<{ readonly outputs: readonly Output[]; readonly complaints: readonly Complaint[] }> {
  const outputs: Output[] = [];
  // By what they say: that there is no helm is told once.
  const complaints = new Map<string, Complaint>();
  const results = await inParallel(charts, MOST_AT_ONCE, (chart, index) => {
    progress.show(`rendering ${index + 1} of ${charts.length}`);
    return render(io, chart, options);
  });
  for (const [index, chart] of charts.entries()) {
    const result = results[index]!;
    if (result instanceof Uint8Array) outputs.push({ chart, bytes: result });
    else for (const failure of result) complaints.set(JSON.stringify(failure), failure);
  }
  return { outputs, complaints: [...complaints.values()] };
}

/** The files of values, or why one cannot be had: Helm would take a URL too, and fetch it. */
function valuesFiles(io: Io, written: readonly string[]): { values: readonly ValuesFile[]; complaints: Complaint[] } {
  const values = written.map((file) => {
    const path = resolve(io.cwd, file);
    return { path, shown: shownPath(path, io.cwd, file) };
  });
  const complaints = values.flatMap(({ path, shown }) =>
    io.status(path) ? [] : [missingFile(io, shown, path, "name a file of values that is there")],
  );
  return { values, complaints };
}
