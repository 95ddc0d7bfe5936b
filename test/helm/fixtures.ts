import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Io } from "../../src/cli/io.ts";
import { nodeIo } from "../../src/cli/node-io.ts";
import { readChart } from "../../src/helm/chart.ts";
import { Rendering, renderedName } from "../../src/helm/rendering.ts";
import { readSource } from "../../src/yaml/source.ts";

export const CHARTS = "test/fixtures/charts";
export const RECORDED = "test/fixtures/recorded";
export const HELMS = ["helm3", "helm4"] as const;
export type Helm = (typeof HELMS)[number];

/** Charts that Helm renders, and those that it refuses. */
export const RENDERED = ["basic", "alias", "packed"] as const;
export const REFUSED = ["failing", "required", "schema", "broken", "lacking"] as const;

/** What a helm has printed of a chart: its output, or what it says where it fails. */
export const recorded = (helm: Helm, chart: string): string => readFileSync(`${RECORDED}/${helm}/${chart}.txt`, "utf8");

/** The files of a fixture chart, as if they stood elsewhere. */
export function chartFiles(chart: string, folder: string): Record<string, string> {
  const root = join(CHARTS, chart);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [`${folder}/${relative(root, path).replaceAll(sep, "/")}`, readFileSync(path, "utf8")];
    }),
  );
}

/** What was printed of a fixture chart, with the chart beside it. */
export function renderingOf(chart: string, printed: string, io: Io = nodeIo): Rendering {
  const found = readChart(nodeIo, join(nodeIo.cwd, CHARTS, chart), `${CHARTS}/${chart}`);
  return new Rendering(io, found, readSource(renderedName(found), Buffer.from(printed)));
}
