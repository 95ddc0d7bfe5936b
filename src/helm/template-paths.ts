import { join, posix, resolve } from "node:path";
import type { Io } from "../cli/io.ts";
import type { Location } from "../yaml/span.ts";
import { type Chart, fileIn, placeOf, readChart } from "./chart.ts";
import { CHART_FILE } from "./chart-root.ts";
import { isSystemError } from "./system-error.ts";

/** A template that is a file. */
export interface TemplateInChart {
  /** Absolute. */
  readonly path: string;
  /** As findings name it. */
  readonly shown: string;
  /** Absolute path of its chart's folder. */
  readonly chart: string;
  /** True for a custom resource definition: Helm copies it as it is. */
  readonly isCopied: boolean;
}

/** What Helm's name for a template leads to: a file; or of a chart that is packed, the line that brings it. */
export type TemplateFile = TemplateInChart | { readonly broughtBy: Location };

/** A chart in a folder that another brings, or the line that brings it where it is in none. */
type Part = Chart | { readonly broughtBy: Location };

type Files = Pick<Io, "status" | "readFile" | "folder">;

/** Finds the templates of a chart by the names that Helm gives them: chart/templates/x, chart/charts/part/templates/x. */
export class TemplatePaths {
  readonly #known = new Map<string, TemplateFile>();
  /** By the path of a chart: what is in its folder of charts. */
  readonly #charts = new Map<string, readonly Chart[]>();

  constructor(
    private readonly io: Files,
    private readonly chart: Chart,
  ) {}

  /** The chart's own file where the name leads to nothing in it: a template may print a name of its choice. */
  of(name: string): TemplateFile {
    let file = this.#known.get(name);
    if (!file) {
      file = this.#search(name) ?? { broughtBy: placeOf(this.chart) };
      this.#known.set(name, file);
    }
    return file;
  }

  #search(name: string): TemplateFile | undefined {
    try {
      return this.#find(name);
    } catch (error) {
      if (isSystemError(error)) return undefined;
      throw error;
    }
  }

  #find(name: string): TemplateFile | undefined {
    // Names of custom resource definitions hold the system's separators.
    const [root, ...steps] = name.replaceAll("\\", "/").split("/");
    if (root !== this.chart.name || steps.some((step) => step === "" || step === "." || step === ".."))
      return undefined;
    let { chart } = this;
    while (steps[0] === "charts" && steps.length > 2) {
      const part = this.#partOf(chart, steps[1]!);
      if ("broughtBy" in part) return part;
      chart = part;
      steps.splice(0, 2);
    }
    const path = join(chart.path, ...steps);
    return this.#isFile(path)
      ? { path, shown: fileIn(chart.shown, steps.join("/")), chart: chart.path, isCopied: steps[0] === "crds" }
      : undefined;
  }

  #partOf(chart: Chart, called: string): Part {
    const dependency = chart.dependencies.find((known) => known.called === called);
    const name = dependency?.name ?? called;
    const inCharts = this.#chartsIn(chart).filter((part) => part.name === name);
    // Of several versions nobody can tell which one Helm took.
    if (inCharts.length === 1) return inCharts[0]!;
    const local = inCharts.length === 0 ? this.#localChart(chart, dependency?.repository) : undefined;
    return local?.name === name ? local : { broughtBy: placeOf(chart, dependency) };
  }

  #chartsIn(chart: Chart): readonly Chart[] {
    let charts = this.#charts.get(chart.path);
    if (!charts) {
      charts = this.#readChartsIn(chart);
      this.#charts.set(chart.path, charts);
    }
    return charts;
  }

  #readChartsIn(chart: Chart): readonly Chart[] {
    const folder = join(chart.path, "charts");
    if (this.io.status(folder)?.kind !== "folder") return [];
    return this.io
      .folder(folder)
      .filter(({ name }) => !/^[._]/.test(name))
      .map(({ name }) => this.#chartAt(join(folder, name), fileIn(chart.shown, `charts/${name}`)))
      .filter((part) => part !== undefined);
  }

  /** Helm packs such a chart into `charts`; people mend it where it stands. */
  #localChart(chart: Chart, repository: string | undefined): Chart | undefined {
    const PREFIX = "file://";
    if (!repository?.startsWith(PREFIX)) return undefined;
    const path = repository.slice(PREFIX.length);
    return path.startsWith("/") ? undefined : this.#chartAt(resolve(chart.path, path), posix.join(chart.shown, path));
  }

  #chartAt(path: string, shown: string): Chart | undefined {
    return this.#isFile(join(path, CHART_FILE)) ? readChart(this.io, path, shown) : undefined;
  }

  #isFile(path: string): boolean {
    return this.io.status(path)?.kind === "file";
  }
}
