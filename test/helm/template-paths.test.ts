import { expect, test } from "vitest";
import type { FolderEntry, Io } from "../../src/cli/io.ts";
import { readChart } from "../../src/helm/chart.ts";
import { TemplatePaths } from "../../src/helm/template-paths.ts";
import { Templates } from "../../src/helm/templates.ts";

type Files = Pick<Io, "status" | "readFile" | "folder" | "realPath">;

/** Files by absolute path; `links` lead from one path to another. */
function world(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}): Files {
  const real = (path: string): string => {
    const link = Object.keys(links).find((from) => path === from || path.startsWith(`${from}/`));
    return link === undefined ? path : real(links[link] + path.slice(link.length));
  };
  const below = (path: string): readonly string[] =>
    [...Object.keys(files), ...Object.keys(links)].filter((file) => file.startsWith(`${path}/`));
  return {
    status: (path) => {
      const file = files[real(path)];
      if (file !== undefined) return { kind: "file", size: file.length };
      return below(real(path)).length > 0 ? { kind: "folder", size: 0 } : undefined;
    },
    readFile: (path) => Buffer.from(files[real(path)] ?? ""),
    folder: (path) => {
      const names = new Set(below(real(path)).map((file) => file.slice(real(path).length + 1).split("/")[0] ?? ""));
      return Array.from(names, (name): FolderEntry => ({ name, kind: `${path}/${name}` in links ? "link" : "folder" }));
    },
    realPath: real,
  };
}

const chartFile = (name: string, ...dependencies: string[]): string =>
  `name: ${name}\nversion: 0.1.0\n${dependencies.length > 0 ? "dependencies:\n" : ""}${dependencies.map((one) => `  - {${one}}\n`).join("")}`;

const FILES = {
  "/w/db/Chart.yaml": chartFile(
    "store",
    "name: cache, alias: quick",
    "name: packed, repository: 'https://charts.example.com'",
    "name: near, repository: 'file://../near'",
    "name: far, repository: 'file:///etc'",
    "name: twin",
    "name: linked",
  ),
  "/w/db/templates/a.yaml": "a: 1\n",
  "/w/db/templates/deep/b.yaml": "b: 1\n",
  "/w/db/crds/c.yaml": "c: 1\n",
  "/w/db/charts/some-folder/Chart.yaml": chartFile("cache", "name: inner"),
  "/w/db/charts/some-folder/templates/a.yaml": "a: 1\n",
  "/w/db/charts/some-folder/charts/inner/Chart.yaml": chartFile("inner"),
  "/w/db/charts/some-folder/charts/inner/templates/a.yaml": "a: 1\n",
  "/w/db/charts/packed-0.1.0.tgz": "",
  "/w/db/charts/_off/Chart.yaml": chartFile("packed"),
  "/w/db/charts/unlisted/Chart.yaml": chartFile("unlisted"),
  "/w/db/charts/unlisted/templates/a.yaml": "a: 1\n",
  "/w/db/charts/twin-1/Chart.yaml": chartFile("twin"),
  "/w/db/charts/twin-1/templates/a.yaml": "a: 1\n",
  "/w/db/charts/twin-2/Chart.yaml": chartFile("twin"),
  "/w/db/charts/twin-2/templates/a.yaml": "a: 1\n",
  "/w/near/Chart.yaml": chartFile("near"),
  "/w/near/templates/a.yaml": "a: 1\n",
  "/w/elsewhere/Chart.yaml": chartFile("linked"),
  "/w/elsewhere/templates/a.yaml": "a: 1\n",
  "/etc/Chart.yaml": chartFile("far"),
  "/etc/secret": "s: 1\n",
};
const LINKS = { "/w/db/charts/linked": "/w/elsewhere", "/w/db/templates/out.yaml": "/etc/secret" };
const io = world(FILES, LINKS);
const chart = readChart(io, "/w/db", "db");

test.each([
  ["store/templates/a.yaml", "db/templates/a.yaml"],
  ["store/templates/deep/b.yaml", "db/templates/deep/b.yaml"],
  ["store/crds/c.yaml", "db/crds/c.yaml"],
  ["store\\crds\\c.yaml", "db/crds/c.yaml"],
  ["store/charts/quick/templates/a.yaml", "db/charts/some-folder/templates/a.yaml"],
  ["store/charts/quick/charts/inner/templates/a.yaml", "db/charts/some-folder/charts/inner/templates/a.yaml"],
  ["store/charts/unlisted/templates/a.yaml", "db/charts/unlisted/templates/a.yaml"],
  ["store/charts/near/templates/a.yaml", "near/templates/a.yaml"],
  ["store/charts/linked/templates/a.yaml", "db/charts/linked/templates/a.yaml"],
])("%s is the file %s", (name, shown) => {
  expect(new TemplatePaths(io, chart).of(name)).toMatchObject({ shown });
});

test.each([
  ["a packed chart", "store/charts/packed/templates/a.yaml", "db/Chart.yaml:5:12"],
  ["a chart in a folder outside the repository", "store/charts/far/templates/a.yaml", "db/Chart.yaml:7:12"],
  ["one of two charts of that name", "store/charts/twin/templates/a.yaml", "db/Chart.yaml:8:12"],
  [
    "a chart that is called by its name where it has an alias",
    "store/charts/cache-x/templates/a.yaml",
    "db/Chart.yaml:1:1",
  ],
  [
    "a packed chart of a chart in a folder",
    "store/charts/quick/charts/gone/templates/a.yaml",
    "db/charts/some-folder/Chart.yaml:1:1",
  ],
  ["a file that is not there", "store/templates/gone.yaml", "db/Chart.yaml:1:1"],
  ["a folder", "store/templates/deep", "db/Chart.yaml:1:1"],
  ["another chart", "other/templates/a.yaml", "db/Chart.yaml:1:1"],
  ["a way out", "store/../../etc/secret", "db/Chart.yaml:1:1"],
  ["a way out through a part", "store/charts/../../../etc/secret", "db/Chart.yaml:1:1"],
  ["nothing", "", "db/Chart.yaml:1:1"],
])("%s is known by the line that brings it", (_, name, place) => {
  const file = new TemplatePaths(io, chart).of(name);
  if (!("broughtBy" in file)) throw new Error(`it is ${file.shown}`);
  const { broughtBy } = file;
  expect(`${broughtBy.file}:${broughtBy.start.line}:${broughtBy.start.column}`).toBe(place);
});

test("charts of Helm 2 name their dependencies in a file of their own", () => {
  const old = world({
    "/w/db/Chart.yaml": chartFile("store"),
    "/w/db/requirements.yaml": "dependencies:\n  - name: cache\n    alias: quick\n",
  });
  expect(new TemplatePaths(old, readChart(old, "/w/db", "db")).of("store/charts/quick/templates/a.yaml")).toEqual({
    broughtBy: { file: "db/requirements.yaml", start: { line: 2, column: 11 }, end: { line: 2, column: 16 } },
  });
});

test("in the working directory a chart's files have no folder before them", () => {
  expect(new TemplatePaths(io, readChart(io, "/w/db", ".")).of("store/templates/a.yaml")).toMatchObject({
    shown: "templates/a.yaml",
  });
});

test("a template that a link leads to outside its chart is not read; one in a chart that a link leads to is", () => {
  const templates = new Templates(io, chart);
  const linesOf = (name: string) => {
    const file = templates.fileOf(name);
    return "broughtBy" in file ? undefined : templates.linesOf(file)?.lines;
  };
  expect(templates.fileOf("store/templates/out.yaml")).toMatchObject({ shown: "db/templates/out.yaml" });
  expect(linesOf("store/templates/out.yaml")).toBeUndefined();
  expect(linesOf("store/charts/linked/templates/a.yaml")).toEqual(["a: 1", ""]);
  expect(Array.from(templates.texts(), ({ file, line }) => `${file} ${line(1)}`)).toEqual([
    "db/charts/linked/templates/a.yaml a: 1",
  ]);
});
