import { aligned } from "../../helm/aligned.ts";
import { helmProgram } from "../../helm/helm-program.ts";
import type { RenderOptions } from "../../helm/render.ts";
import { Rendering, renderedName } from "../../helm/rendering.ts";
import { type Config, lint, readManifests } from "../../index.ts";
import { showVersion } from "../../kubernetes/version.ts";
import type { RunRule } from "../../rule/rule.ts";
import { count, quote, shortList } from "../../rule/text.ts";
import type { Origins } from "../changes/changed-report.ts";
import { checkDestinations } from "../check-destinations.ts";
import { complain } from "../complaint.ts";
import { during } from "../during.ts";
import type { Io } from "../io.ts";
import { basisOf } from "../lint-basis.ts";
import { lintOptions } from "../lint-options.ts";
import type { ChartRun } from "../lint-run.ts";
import { Progress } from "../progress.ts";
import type { ChartCall } from "./chart-call.ts";
import { findCharts } from "./find-charts.ts";
import { renderCharts } from "./render-charts.ts";
import { valuesFiles } from "./values-files.ts";

/**
 * Renders the charts that the call names and lints each as a release of its own. undefined where the config or the
 * baseline cannot be used: that has been told.
 */
export async function lintCharts(io: Io, call: ChartCall, rules: readonly RunRule[]): Promise<ChartRun | undefined> {
  const basis = await basisOf(io, call, rules);
  if (!basis) return undefined;
  const { config, source, path: configPath, baseline, baselinePath, changed, stopwatch } = basis;
  stopwatch?.lap("find files");
  const progress = new Progress(io);
  const found = await findCharts(io, call.paths.length > 0 || call.isTouched ? call.paths : ["."], call.isTouched);
  const values = valuesFiles(io, call.values);
  if (call.destinations.some(({ file }) => file !== undefined))
    checkDestinations(io, call.destinations, {
      inputs: values.files,
      config: configPath,
      baseline: baselinePath,
    });

  stopwatch?.lap("read files");
  const charts = values.complaints.length > 0 ? [] : found.charts;
  const rendered = await renderCharts(io, charts, renderOptions(io, call, config, values.files), progress);
  stopwatch?.lap("parse");
  const renderings = rendered.outputs.map(({ chart, bytes }) =>
    during(
      `reading ${quote(renderedName(chart))}`,
      () => new Rendering(io, chart, readManifests(renderedName(chart), bytes, { readCrds: call.readCrds })),
    ),
  );
  progress.show(`linting ${count(renderings.length, "chart")}`);
  const byFile = new Map(renderings.map((rendering) => [rendering.file, rendering]));
  const options = {
    ...lintOptions(io, { ...call, each: true }, config, rules),
    baseline,
    keepSuppressed: call.sarifSuppressions,
    stopwatch,
    templatePath: (file: string, name: string) => byFile.get(file)?.templatePath(name),
  };
  const sources = renderings.map(({ source }) => source);
  const names = shortList(renderings, ({ file }) => quote(file));
  const whole =
    renderings.length > 0 ? during(`linting ${names}`, () => aligned(lint(sources, options), renderings)) : undefined;
  const origins = renderings.map(({ file, chart }): [string, Origins] => [
    file,
    { chart: chart.path, values: values.files.map(({ path }) => path) },
  ]);
  const report = whole && changed ? changed(whole, new Map(origins)) : whole;
  progress.clear();
  for (const remark of rendered.remarks) complain(io, remark);
  stopwatch?.lap("report");
  return {
    report,
    charts: renderings.map(({ chart }) => chart.shown),
    inputs: renderings.map(({ file }) => ({ file, ifEmpty: RENDERS_NOTHING })),
    texts: [...renderings.flatMap((rendering) => [...rendering.texts()]), ...(source ? [source] : [])],
    complaints: [...found.complaints, ...values.complaints, ...rendered.complaints],
    config,
    configPath,
    stopwatch,
  };
}

const RENDERS_NOTHING =
  "switch on what its values switch off, with -f FILE or --set KEY=VALUE, or accept this with --allow-empty";

/** What the call does not name is the config's. */
function renderOptions(io: Io, call: ChartCall, config: Config, values: RenderOptions["values"]): RenderOptions {
  const kubernetes = call.kubernetes ?? config.kubernetes;
  return {
    helm: helmProgram(io, call.helm),
    release: call.release,
    namespace: call.namespace ?? config.namespace,
    kubeVersion: kubernetes && showVersion(kubernetes),
    values,
    set: call.set,
    setString: call.setString,
    most: call.mostBytes,
  };
}
