import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { type Chart, readChart } from "../../helm/chart.ts";
import { CHART_FILE, chartRootOf } from "../../helm/chart-root.ts";
import { shellWord } from "../../rule/shell-word.ts";
import { quote } from "../../rule/text.ts";
import { type Complaint, unreadable } from "../complaint.ts";
import type { Io } from "../io.ts";
import { isGlob } from "../is-glob.ts";
import { missingFile } from "../missing-file.ts";
import { shownPath } from "../shown-path.ts";

/** The charts that arguments lead to, each once, and why some of them lead to none. */
export interface FoundCharts {
  readonly charts: readonly Chart[];
  readonly complaints: readonly Complaint[];
}

/**
 * The chart in which each path lies, or of a folder in none the charts below it; of a glob, those that it matches, or the
 * charts of the files that it matches. Of `isTouched` paths nobody knows whether they are of any chart: those that are not
 * are passed over. Libraries count only where one is named.
 */
export async function findCharts(io: Io, paths: readonly string[], isTouched: boolean): Promise<FoundCharts> {
  const charts = new Map<string, Chart>();
  const complaints: Complaint[] = [];
  for (const written of paths) {
    try {
      const path = resolve(io.cwd, written);
      const { roots, isNamed } = await leadOf(io, written, path, isTouched);
      const read = roots.map((root) => charts.get(root) ?? readChart(io, root, shownRoot(io, root, written)));
      const rendered = isNamed ? read : read.filter(({ isLibrary }) => !isLibrary);
      for (const chart of rendered) charts.set(chart.path, chart);
      if (rendered.length > 0 || isTouched) continue;
      complaints.push(read.length > 0 ? onlyLibraries(written) : noChart(io, written, path));
    } catch (error) {
      complaints.push(unreadable(written, error));
    }
  }
  return { charts: [...charts.values()], complaints };
}

/** Where an argument leads. */
interface Lead {
  /** Absolute paths of charts. */
  readonly roots: readonly string[];
  /** True where it can mean this one chart alone. */
  readonly isNamed: boolean;
}

async function leadOf(io: Io, written: string, path: string, isTouched: boolean): Promise<Lead> {
  if (!isTouched && isUnmatchedGlob(io, written, path))
    return { roots: await chartsMatching(io, written), isNamed: false };
  const root = chartRootOf(io, path);
  if (root !== undefined) return { roots: [root], isNamed: !isTouched };
  return { roots: isTouched ? [] : chartsBelow(io, path), isNamed: false };
}

/** A path that stands there as it is written is no glob, whatever its name. */
const isUnmatchedGlob = (io: Io, written: string, path: string): boolean => isGlob(written) && !io.status(path);

/** In order of their paths. */
async function chartsMatching(io: Io, written: string): Promise<readonly string[]> {
  const glob = written.replaceAll(sep, "/").replace(/\/+$/, "");
  // A search finds files, and a chart's folder by the file that makes it one.
  const files = [
    ...(await io.filesMatching(glob, io.cwd)),
    ...(await io.filesMatching(`${glob}/${CHART_FILE}`, io.cwd)),
  ];
  const folders = new Set(files.map((file) => dirname(resolve(io.cwd, file))));
  const roots = [...folders].map((folder) => chartRootOf(io, folder)).filter((root) => root !== undefined);
  return [...new Set(roots)].sort();
}

const shownRoot = (io: Io, root: string, written: string): string =>
  shownPath(root, io.cwd, isAbsolute(written) ? root : relative(io.cwd, root));

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

const onlyLibraries = (written: string): Complaint => ({
  message: `${quote(written)} leads to libraries alone, which are parts of other charts: nothing was rendered`,
  help: "name a chart that depends on one of them",
});

function noChart(io: Io, written: string, path: string): Complaint {
  if (isUnmatchedGlob(io, written, path))
    return {
      message: `no chart matches ${quote(written)}, nor does a file in one`,
      help: "links are not followed and node_modules is left out: name the charts' folders",
    };
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
