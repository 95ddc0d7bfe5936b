import { basename, dirname, join } from "node:path";
import type { Io } from "../cli/io.ts";

export const CHART_FILE = "Chart.yaml";

/**
 * The folder of the chart that a path belongs to: the path itself or the nearest above it, and for a chart in the `charts`
 * folder of another that other one, since it is rendered with it. Nothing need stand at the path, which is absolute.
 * Throws the system's error where it cannot be looked.
 */
export function chartRootOf(io: Pick<Io, "status">, path: string): string | undefined {
  let root = chartAbove(io, path);
  for (let outer = root; outer !== undefined; outer = parentChart(io, outer)) root = outer;
  return root;
}

function chartAbove(io: Pick<Io, "status">, path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (isChart(io, folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

function parentChart(io: Pick<Io, "status">, chart: string): string | undefined {
  const folder = dirname(chart);
  const parent = dirname(folder);
  return basename(folder) === "charts" && isChart(io, parent) ? parent : undefined;
}

const isChart = (io: Pick<Io, "status">, folder: string): boolean =>
  io.status(join(folder, CHART_FILE))?.kind === "file";
