import { join, relative, resolve } from "node:path";
import { type Chart, readChart } from "../helm/chart.ts";
import { CHART_FILE, chartRootOf } from "../helm/chart-root.ts";
import { shellWord } from "../rule/shell-word.ts";
import { quote } from "../rule/text.ts";
import { type Complaint, unreadable } from "./complaint.ts";
import type { Io } from "./io.ts";
import { missingFile } from "./missing-file.ts";
import { shownPath } from "./shown-path.ts";

/** The charts that arguments lead to, each once, and why some of them lead to none. */
export interface FoundCharts {
  readonly charts: readonly Chart[];
  readonly complaints: readonly Complaint[];
}

/**
 * The chart in which each path lies, or of a folder in none the charts below it. Of `isTouched` paths nobody knows whether
 * they are of any chart: those that are not are passed over, and so are libraries.
 */
export function findCharts(io: Io, paths: readonly string[], isTouched: boolean): FoundCharts {
  const charts = new Map<string, Chart>();
  const complaints: Complaint[] = [];
  for (const written of paths) {
    try {
      const path = resolve(io.cwd, written);
      const root = chartRootOf(io, path);
      const roots = root !== undefined ? [root] : isTouched ? [] : chartsBelow(io, path);
      if (roots.length === 0 && !isTouched) complaints.push(noChart(io, written, path));
      const isNamed = root !== undefined && !isTouched;
      for (const found of roots) {
        if (charts.has(found)) continue;
        const chart = readChart(io, found, shownPath(found, io.cwd, join(written, relative(path, found))));
        if (isNamed || !chart.isLibrary) charts.set(found, chart);
      }
    } catch (error) {
      complaints.push(unreadable(written, error));
    }
  }
  return { charts: [...charts.values()], complaints };
}

/** In order of their paths. Hidden folders and node_modules are left out, links are not followed. */
function chartsBelow(io: Io, path: string): readonly string[] {
  const found: string[] = [];
  const pending = io.status(path)?.kind === "folder" ? [path] : [];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const entries = io.folder(folder);
    if (entries.some(({ name }) => name === CHART_FILE)) found.push(folder);
    else
      for (const { name, kind } of entries)
        if (kind === "folder" && !name.startsWith(".") && name !== "node_modules") pending.push(join(folder, name));
  }
  return found.sort();
}

function noChart(io: Io, written: string, path: string): Complaint {
  const kind = io.status(path)?.kind;
  if (kind === undefined) return missingFile(io, written, path, "name a chart's folder, or a file in it");
  if (kind === "folder")
    return {
      message: `${quote(written)} is no chart and holds none: there is no ${CHART_FILE} in it, above it or below it`,
      help: "name a chart's folder; manifests that are no templates are linted by plimsoll lint",
    };
  return {
    message: `${quote(written)} belongs to no chart: there is no ${CHART_FILE} in a folder above it`,
    help: /\.t(?:ar\.)?gz$/.test(written)
      ? `unpack it and name its folder: tar -xzf ${shellWord(written)}`
      : "name a chart's folder; manifests that are no templates are linted by plimsoll lint",
  };
}
