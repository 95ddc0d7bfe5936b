import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { nodeIo } from "../../src/cli/node-io.ts";
import type { Finding } from "../../src/finding/finding.ts";
import { aligned } from "../../src/helm/aligned.ts";
import { readChart } from "../../src/helm/chart.ts";
import { Printed } from "../../src/helm/printed.ts";
import { Rendering } from "../../src/helm/rendering.ts";
import { TemplateLines } from "../../src/helm/template-lines.ts";
import { readSource } from "../../src/yaml/source.ts";
import { at, findingOf, reportOf } from "../report/samples.ts";
import { CHARTS, HELMS, RENDERED, recorded, renderingOf } from "./fixtures.ts";

const linesIn = (text: string): readonly string[] => text.split("\n");

/** Of each line of the text, what a finding about it is told: the line itself stands in its message. */
function findingsOn(chart: string, text: string, io: Io = nodeIo): readonly Finding[] {
  const rendering = renderingOf(chart, text, io);
  const findings = linesIn(text).flatMap((line, index) => {
    if (line.trim() === "" || /^(?:---|# Source)/.test(line)) return [];
    const column = line.length - line.trimStart().length + 1;
    return [findingOf({ message: line, location: at(rendering.file, index + 1, column, line.length + 1) })];
  });
  return aligned(reportOf(findings), [rendering]).findings;
}

const told = ({ message, origin }: Finding): string => {
  const { place, how } = origin ?? {};
  return `${how} ${place?.file.slice(CHARTS.length + 1)}:${place?.start.line} ${message.trim()}`;
};

describe.each(HELMS)("lines that %s has printed", (helm) => {
  test.each(RENDERED)("of %s: a line is aligned with the one that its comment names, or with none", (chart) => {
    const findings = findingsOn(chart, recorded(helm, chart));
    const marked = findings.filter(({ message }) => /# [LC]\d+$/.test(message));
    expect(marked.length).toBeGreaterThan(2);
    for (const { message, origin } of marked) {
      expect(origin?.place?.file).toMatch(/\/(?:templates|crds)\/|Chart\.yaml$/);
      if (origin?.how === "aligned") expect(origin.place?.start.line).toBe(Number(/\d+$/.exec(message)?.[0]));
    }
  });
  test("what is literal in the template is aligned, in a range too; what is printed by an action is not", () => {
    const lines = findingsOn("basic", recorded(helm, "basic")).map(told);
    const ofSet = lines.filter((line) => line.includes("statefulset.yaml"));
    expect(ofSet.filter((line) => line.startsWith("source"))).toEqual([
      "source basic/templates/statefulset.yaml:1 name: tide # L8",
      "source basic/templates/statefulset.yaml:1 replicas: 1 # L11",
      "source basic/templates/statefulset.yaml:1 app: tide # H2",
      "source basic/templates/statefulset.yaml:1 image: example/tide:1 # L21",
      "source basic/templates/statefulset.yaml:1 mountPath: /gauges/north # L27",
      "source basic/templates/statefulset.yaml:1 mountPath: /gauges/south # L27",
      "source basic/templates/statefulset.yaml:1 - mountPath: /spare",
      "source basic/templates/statefulset.yaml:1 name: spare",
      "source basic/templates/statefulset.yaml:1 name: tide-data # L37",
    ]);
    expect(
      ofSet.filter((line) => line === "aligned basic/templates/statefulset.yaml:26 - name: gauge # L26"),
    ).toHaveLength(2);
    expect(ofSet).toContain("aligned basic/templates/statefulset.yaml:23 - name: data # L23");
  });
  test("what two lines of a template say with one indentation, or one and an action, is not aligned; documents out of order are", () => {
    const lines = findingsOn("basic", recorded(helm, "basic"))
      .map(told)
      .filter((line) => line.includes("alike.yaml"));
    expect(lines.filter((line) => /app: tide|name: alike/.test(line)).map((line) => line.split(":")[0])).toEqual(
      Array.from({ length: 5 }, () => "source basic/templates/alike.yaml"),
    );
    expect(lines).toContain("aligned basic/templates/alike.yaml:8 twice: here");
    expect(lines).toContain("aligned basic/templates/alike.yaml:11 twice: here");
    expect(lines).toContain("aligned basic/templates/alike.yaml:9 once: here");
    expect(lines).toContain("aligned basic/templates/alike.yaml:17 kind: Secret");
    expect(lines).toContain("aligned basic/templates/alike.yaml:2 kind: ConfigMap");
  });
  test("the second document of a copied file is known by the first one's name", () => {
    expect(findingsOn("basic", recorded(helm, "basic")).map(told)).toContain(
      "aligned basic/crds/gauge.yaml:15 name: levels.example.com # C15",
    );
  });
  test("a dependency's alias leads to the folder that holds it", () => {
    expect(findingsOn("alias", recorded(helm, "alias")).map(told)).toContain(
      "aligned alias/charts/kid-src/templates/pod.yaml:9 - {name: oil, mountPath: /oil} # L9",
    );
  });
  test("what a packed chart prints stands where it is brought", () => {
    const finding = findingsOn("packed", recorded(helm, "packed")).find(({ message }) => message.includes("hook"));
    expect(finding?.origin).toEqual({
      template: { file: "quay/charts/crane/templates/pod.yaml" },
      place: at(`${CHARTS}/packed/Chart.yaml`, 5, 11, 16),
      how: "source",
    });
  });
});

test("lines that are put above a template's move its lines, and nothing else", () => {
  const places = (above: number): readonly string[] => {
    const readFile = (path: string): Uint8Array => {
      const text = readFileSync(path, "utf8");
      return Buffer.from(path.includes("templates") ? "{{- /* a line */}}\n".repeat(above) + text : text);
    };
    return findingsOn("basic", recorded("helm3", "basic"), { ...nodeIo, readFile }).map(({ origin, message }) => {
      const { file, start } = origin?.place ?? at("", 0, 0, 0);
      const isMoved = origin?.how === "aligned" && file.includes("templates");
      return `${origin?.how} ${file}:${start.line - (isMoved ? above : 0)}:${start.column} ${message}`;
    });
  };
  const [before, after] = [places(0), places(7)];
  expect(before.length).toBeGreaterThan(50);
  expect(after.toSorted()).toEqual(before.toSorted());
});

describe("a finding", () => {
  const text = recorded("helm4", "basic");
  const rendering = renderingOf("basic", text);
  const lineOf = (said: string): number => linesIn(text).findIndex((line) => line.includes(said)) + 1;
  const one = (finding: Partial<Finding>): Finding | undefined =>
    aligned(reportOf([findingOf(finding)]), [rendering]).findings[0];
  const template = `${CHARTS}/basic/templates/statefulset.yaml`;

  test("keeps its columns, and of several lines the first", () => {
    const start = { line: lineOf("# L23"), column: 21 };
    expect(one({ location: { file: rendering.file, start, end: { ...start, column: 25 } } })?.origin?.place).toEqual({
      file: template,
      start: { line: 23, column: 21 },
      end: { line: 23, column: 25 },
    });
    expect(
      one({ location: { file: rendering.file, start, end: { line: start.line + 1, column: 3 } } })?.origin?.place,
    ).toEqual({
      file: template,
      start: { line: 23, column: 21 },
      end: { line: 23, column: "            - name: data # L23".length + 1 },
    });
  });
  test("has its related places in the templates, where they are known", () => {
    const related = ["# L36", "# L37"].map((said) => ({
      location: at(rendering.file, lineOf(said), 9, 12),
      label: said,
    }));
    const places = one({ location: at(rendering.file, lineOf("# L23"), 21, 25), related })?.related.map(
      ({ place }) => place,
    );
    expect(places).toEqual([at(template, 36, 9, 12), undefined]);
  });
  test("has no fix: the text that it would change is printed anew", () => {
    const location = at(rendering.file, lineOf("# L23"), 21, 25);
    const fix = { title: "mount it", safe: true, edits: [{ location, text: "x" }] };
    expect(one({ location, fix })).not.toHaveProperty("fix");
  });
  test("in another file stays as it is", () => {
    const finding = findingOf({ location: at("plimsoll.yaml", 1, 1, 2) });
    expect(aligned(reportOf([finding]), [rendering]).findings).toEqual([finding]);
  });
  test("stands where its place is told, in order", () => {
    const locations = ["# L24", "kind: Secret", "# L10"].map((said) => at(rendering.file, lineOf(said), 3, 4));
    const { findings } = aligned(reportOf(locations.map((location) => findingOf({ location }))), [rendering]);
    expect(
      findings.map(({ origin }) => `${origin?.place?.file.split("/").at(-1)}:${origin?.place?.start.line}`),
    ).toEqual(["alike.yaml:17", "statefulset.yaml:10", "statefulset.yaml:24"]);
  });
});

describe("a printed line that the template's says, too", () => {
  /** The template's line for the printed one that ends in "<", which neither holds; undefined where it is not known. */
  const lineFor = (template: string, printed: string): number | undefined => {
    const io = {
      ...nodeIo,
      status: (path: string) => (/Chart|a\.yaml$/.test(path) ? { kind: "file" as const, size: 9 } : undefined),
      readFile: (path: string) => Buffer.from(path.endsWith("Chart.yaml") ? "name: c\n" : template),
      realPath: (path: string) => path,
    };
    const text = `---\n# Source: c/templates/a.yaml\n${printed}\n`;
    const number = linesIn(text).findIndex((line) => line.endsWith("<")) + 1;
    const source = readSource("c (rendered)", Buffer.from(text.replace("<", "")));
    const rendering = new Rendering(io, readChart(io, "/c", "c"), source);
    const finding = findingOf({ location: at("c (rendered)", number, 1, 2) });
    const [{ origin } = finding] = aligned(reportOf([finding]), [rendering]).findings;
    return origin?.how === "aligned" ? origin.place?.start.line : undefined;
  };
  const VOLUME =
    "volumes:\n  - name: data\n    {{- if .a }}\n    claim: {}\n    {{- else }}\n    empty: {}\n    {{- end }}\n";
  const EXTRA = "  {{- with .x }}\n  {{- toYaml . | nindent 2 }}\n  {{- end }}\n";
  const RANGE = "mounts:\n{{- range .m }}\n  - path: {{ . }}\n    mode: ro\n{{- end }}\n";

  test.each([
    ["in a condition", VOLUME, "volumes:\n  - name: data\n    empty: {}<", 6],
    [
      "in a condition with values below it that may say it",
      VOLUME + EXTRA,
      "volumes:\n  - name: data\n    claim: {}\n  - name: tmp\n    empty: {}<",
      undefined,
    ],
    [
      "in a condition with values far from it",
      `${VOLUME}others:\n${EXTRA}`,
      "volumes:\n  - name: data\n    empty: {}<\nothers:\n  - a",
      6,
    ],
    [
      "in a condition far from the values that say it",
      `${VOLUME}others:\n${EXTRA}`,
      "volumes:\n  - name: data\n    claim: {}\nothers:\n  - b\n    empty: {}<",
      undefined,
    ],
    [
      "in a condition, with values that are indented further",
      VOLUME + EXTRA.replace("nindent 2", "nindent 6"),
      "volumes:\n  - name: data\n    empty: {}<",
      6,
    ],
    [
      "in a condition, with a line that begins so",
      "a:\n{{- if .a }}\n  context:\n    b: 1\n{{- end }}\n  context: {{- toYaml .b | nindent 4 }}\n",
      "a:\n  context:<\n    c: 1",
      undefined,
    ],
    [
      "in a condition that holds the whole template",
      `{{- if .on }}\n${VOLUME}end: 1\n{{- end }}\n`,
      "volumes:<\n  - name: data",
      2,
    ],
    ["in one of two conditions", "{{- if .on }}\na: 1\n{{- else }}\nb: 1\n{{- end }}\n{{ .c }}\n", "a: 1<", undefined],
    ["in a range, with no values about", RANGE, "mounts:\n  - path: a\n    mode: ro<", 4],
    [
      "in a range that goes round twice, with values about",
      RANGE + EXTRA,
      "mounts:\n  - path: a\n    mode: ro<\n  - path: b\n    mode: ro",
      4,
    ],
    [
      "in a range, as values below it say",
      RANGE + EXTRA,
      "mounts:\n  - path: a\n    mode: ro\n  - name: b\n    mode: ro<",
      undefined,
    ],
    ["in a range, as values say in its place", RANGE + EXTRA, "mounts:\n  - path: b\n    mode: ro<", undefined],
    ["in two places with two indentations", "a:\n  b: 1\nb: 1\n", "a:\n  b: 1\nb: 1<", 3],
    [
      "in two places, one of them in a block that is included",
      '{{ define "d" }}\nb: 1\n{{ end }}a:\n  b: 1\n',
      "a:\n  b: 1<",
      undefined,
    ],
    [
      "in a block that is included",
      '{{- define "d" }}\nb: 1\nc: 1\n{{- end }}\na:\n  {{- include "d" . | nindent 2 }}\n',
      "a:\n  b: 1<\n  c: 1",
      2,
    ],
    [
      "in a block that is included, as values say",
      '{{- define "d" }}\nb: 1\nc: 1\n{{- end }}\na:\n  {{- toYaml .x | nindent 2 }}\n',
      "a:\n  b: 1<\n  d: 1",
      undefined,
    ],
    [
      "behind a trimmed action, where values say it alone",
      "a:\n  - {{ .v -}}\n  b: 1\n{{ toYaml .x | indent 2 }}\n",
      "a:\n  - vb: 1\n  b: 1<",
      undefined,
    ],
    ["before a trimmed action", "a:\n  b:\n{{- .c }}\n  {{ .d }}\n", "a:\n  b: c\n  b:<", undefined],
  ])("%s", (_, template, printed, number) => {
    expect(lineFor(template, printed)).toBe(number);
  });
  test("is nobody's where very many actions may print it", () => {
    const template = `a: 1\n{{ if .b }}\nb: 1\n{{ end }}\n${"c: {{ .c }}\n".repeat(10_001)}`;
    expect(lineFor(template, "a: 1\nb: 1<")).toBeUndefined();
    expect(lineFor(template.slice(0, 10_000), "a: 1\nb: 1<")).toBe(3);
  });
  test.each([
    ["blank space behind a trimmed action", `{{ .a -}}${"\n".repeat(300_000)}${"a: 1\n".repeat(100_000)}b: 1\n`],
    ["an action of very many lines", `b: 1\n{{ dict\n${"1\n".repeat(400_000)}}}\n`],
    ["a line of very many actions", `b: 1\n${"{{ .a }}".repeat(300_000)}\n`],
    ["a comment that is never closed", `b: 1\n${"{{/*\n".repeat(200_000)}`],
  ])("is looked up fast beside %s", (_, template) => {
    const begun = performance.now();
    expect(lineFor(template, "b: 1<")).toBeGreaterThan(0);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
  test("is looked up fast in a template that is all conditions", () => {
    const deep = `${"{{ if .a }}\na: 1\n".repeat(50_000)}b: 1\n${"{{ end }}\n".repeat(50_000)}`;
    const begun = performance.now();
    expect(lineFor(deep, "b: 1<")).toBe(100_001);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe("lines of a template", () => {
  const SHIFTED = "# a comment\n# another\n# a third\n";
  const template = `kind: Pod\nspec:\n  {{- if .a }}\n  x: 1\n  {{- end }}\n  y: {{ .b }}\n{{- define "z" }}\n  z: 2\n{{- end }}\n`;

  test("stand further down by as many as are put above them", () => {
    const [before, after] = [new TemplateLines(template), new TemplateLines(SHIFTED + template)];
    const said = ["kind: Pod", "spec:", "  x: 1", "z: 2"];
    expect(said.map((line) => before.saying(line)?.number)).toEqual([1, 2, 4, 8]);
    expect(said.map((line) => after.saying(line)?.number)).toEqual([4, 5, 7, 11]);
    expect(after.saying("y: {{ .b }}")).toBeUndefined();
  });
  test("may be printed elsewhere or again only from a block or a range", () => {
    const lines = new TemplateLines(
      'a: 1\n{{ range .b }}\nb: 1\n{{ if .c }}\nc: 1\n{{ end }}{{ else }}\nd: 1\n{{ end }}\ne: 1\n{{ define "f" }}\nf: 1\n{{ end }}\n{{ block "g" . }}\ng: 1\n{{ end }}',
    );
    const kinds = [..."abcdefg"].map((name) => {
      const { mayRepeat, mayMove } = lines.saying(`${name}: 1`) ?? {};
      return `${name} ${mayRepeat} ${mayMove}`;
    });
    expect(kinds).toEqual([
      "a false false",
      "b true false",
      "c true false",
      "d true false",
      "e false false",
      "f true true",
      "g true true",
    ]);
  });
  test("are told apart from those of comments and of actions of several lines", () => {
    const lines = new TemplateLines('{{/*\na: 1\n*/}}\n{{ dict\n"b" 1\n}}\nc: 1\n');
    expect(lines.saying("a: 1")).toBeUndefined();
    expect(lines.saying('"b" 1')).toBeUndefined();
    expect(lines.saying("c: 1")?.number).toBe(7);
  });
  test("end with \\r\\n as well", () => {
    expect(new TemplateLines("a: 1\r\nb: 1\r\n").lines).toEqual(["a: 1", "b: 1", ""]);
    expect(new TemplateLines("a: 1\r\nb: 1\r\n").saying("b: 1")?.number).toBe(2);
  });
});

test("a comment of a template is not taken for Helm's", () => {
  const text = "---\n# Source: a/templates/b.yaml\n# Source: a/templates/c.yaml\na: 1\n# Source: a/templates/d.yaml\n";
  const printed = new Printed({ line: (number) => text.split("\n")[number - 1] });
  expect([1, 2, 3, 4, 5].map((number) => printed.templateOf(number))).toEqual([
    undefined,
    ...Array.from({ length: 4 }, () => "a/templates/b.yaml"),
  ]);
});
