import { join, relative, resolve, sep } from "node:path";
import { type Changes, changedOnly } from "../../engine/changed-only.ts";
import type { Report } from "../../finding/finding.ts";
import { CHART_FILE } from "../../helm/chart-root.ts";
import { STDIN } from "../inputs.ts";
import type { Io } from "../io.ts";
import { type ChangedFiles, changedFiles } from "./changed-files.ts";

/** What a file that findings name was rendered from. */
export interface Origins {
  /** Absolute path of the chart's folder. */
  readonly chart: string;
  /** Absolute paths of files of values outside it. */
  readonly values: readonly string[];
}

const NOTHING_RENDERED: ReadonlyMap<string, Origins> = new Map();

/**
 * Leaves of a report what `since`, a commit, has not seen; `rendered` tells of files that only findings know. Throws a
 * UsageError where Git cannot tell what has changed.
 */
export async function changedReports(
  io: Io,
  since: string,
): Promise<(report: Report, rendered?: ReadonlyMap<string, Origins>) => Report> {
  const files = await changedFiles(io, since);
  return (report, rendered = NOTHING_RENDERED) => changedOnly(report, changesOf(io, files, rendered));
}

function changesOf(io: Io, files: ChangedFiles, rendered: ReadonlyMap<string, Origins>): Changes {
  const { isUnchanged } = files;
  const changesIn = once(({ chart }: Origins) => {
    const folder = realFolder(io, chart) + sep;
    return files.paths.filter((path) => path.startsWith(folder)).map((path) => relative(folder, path));
  });
  const isAnew = once(
    (origins: Origins) => !origins.values.every(isUnchanged) || changesIn(origins).some((path) => !TEMPLATE.test(path)),
  );
  return {
    // Of many findings in few files.
    isUnchanged: once((file: string) => {
      const origins = rendered.get(file);
      if (origins) return changesIn(origins).length === 0 && isUnchanged(join(origins.chart, CHART_FILE));
      return file !== STDIN && isUnchanged(resolve(io.cwd, file));
    }),
    isRenderedAnew: (file) => {
      const origins = rendered.get(file);
      return origins !== undefined && isAnew(origins);
    },
  };
}

/** What only its own part of a rendering comes from: neither a helper nor a part of a chart below. */
const TEMPLATE = /^templates[\\/](?:.*[\\/])?[^_\\/][^\\/]*$/;

function realFolder(io: Io, path: string): string {
  try {
    return io.realPath(path);
  } catch {
    return path;
  }
}

function once<Question, Answer>(ask: (question: Question) => Answer): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (question) => {
    const known = answers.get(question) ?? ask(question);
    answers.set(question, known);
    return known;
  };
}
