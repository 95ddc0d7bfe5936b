import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Edit, Finding } from "../../src/finding/finding.ts";
import { forTerminal } from "../../src/report/escape.ts";
import { rdjson } from "../../src/report/rdjson.ts";
import { rdjsonl } from "../../src/report/rdjsonl.ts";
import { at, contextOf, dangersIn, findingOf, hostileContext, hostileReport, reportOf, SHOP } from "./samples.ts";
import { AWKWARD_PATHS, AWKWARD_TEXTS, awkwardFindings, halvesIn, NO_REPOSITORY_PATHS } from "./trials.ts";

interface Place {
  readonly path: string;
  readonly range: unknown;
}
interface Diagnostic {
  readonly message: string;
  readonly location: Place;
  readonly source?: unknown;
  readonly code: { readonly value: string };
  readonly suggestions?: readonly { readonly range: unknown; readonly text: string }[];
  readonly related_locations?: readonly { readonly message: string; readonly location: Place }[];
}

const object = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const string = { type: "string" };
const number = { type: "integer", minimum: 1, maximum: 2 ** 31 - 1 };
const position = object({ line: number, column: number }, ["line"]);
const range = object({ start: position, end: position });
const location = object({ path: { ...string, minLength: 1 }, range });
const source = object({ name: string });
/** The messages that reviewdog/reviewdog declares in proto/rdf/reviewdog.proto: it takes no field that is not there. */
const DIAGNOSTIC = object(
  {
    message: { ...string, minLength: 1 },
    location,
    severity: { enum: ["ERROR", "WARNING", "INFO"] },
    source,
    code: object({ value: string }),
    suggestions: { type: "array", minItems: 1, items: object({ range, text: string }) },
    related_locations: { type: "array", minItems: 1, items: object({ message: string, location }) },
  },
  ["message", "location", "severity", "code"],
);
const ajv = new Ajv2020({ strict: true, allErrors: true });
const isDiagnostic = ajv.compile<Diagnostic>(DIAGNOSTIC);
const isResult = ajv.compile<{ readonly diagnostics: readonly Diagnostic[] }>(
  object({ source, diagnostics: { type: "array", items: DIAGNOSTIC } }),
);

/** Throws where reviewdog would not read it: its parser of JSON takes no half of a surrogate pair. */
function diagnosticsIn(text: string): readonly Diagnostic[] {
  const result: unknown = JSON.parse(text);
  if (!isResult(result)) throw new Error(JSON.stringify(isResult.errors));
  expect(halvesIn(text)).toEqual([]);
  return result.diagnostics;
}

/** A line of rdjsonl, without the source, which it has to name. */
function ownDiagnostic(line: string): Omit<Diagnostic, "source"> {
  const diagnostic: unknown = JSON.parse(line);
  if (!isDiagnostic(diagnostic)) throw new Error(JSON.stringify(isDiagnostic.errors));
  const { source: named, ...rest } = diagnostic;
  expect(named).toEqual({ name: "plimsoll" });
  return rest;
}

const context = contextOf({ "shop.yaml": SHOP });
const diagnosticOf = (finding: Finding, files: Readonly<Record<string, string>> = { "shop.yaml": SHOP }) =>
  diagnosticsIn(rdjson(reportOf([finding]), contextOf(files)))[0];

const finding = findingOf({
  help: 'mount "data"',
  related: [{ location: at("shop.yaml", 3, 9, 13), label: "it is declared here" }],
  fix: { title: 'mount "data"', safe: true, edits: [{ location: at("shop.yaml", 4, 17, 20), text: "data" }] },
});

describe("rdjson and rdjsonl", () => {
  it("print a diagnostic for each finding", () => {
    const line =
      '{"message":"container \\"app\\" mounts volume \\"dta\\", but Deployment/shop has no such volume\\nhelp: mount \\"data\\"",' +
      '"location":{"path":"shop.yaml","range":{"start":{"line":4,"column":17},"end":{"line":4,"column":20}}},' +
      '"severity":"ERROR","code":{"value":"volume-mount-not-found"},' +
      '"suggestions":[{"range":{"start":{"line":4,"column":17},"end":{"line":4,"column":20}},"text":"data"}],' +
      '"related_locations":[{"message":"it is declared here","location":{"path":"shop.yaml","range":{"start":{"line":3,"column":9},"end":{"line":3,"column":13}}}}],' +
      '"source":{"name":"plimsoll"}}\n';
    const warning = findingOf({ severity: "warning", message: "b", location: at("<stdin>", 1, 2, 3) });
    const other =
      '{"message":"b","location":{"path":"<stdin>","range":{"start":{"line":1},"end":{"line":1}}},' +
      '"severity":"WARNING","code":{"value":"volume-mount-not-found"},"source":{"name":"plimsoll"}}\n';
    const report = reportOf([finding, warning]);
    expect(rdjsonl(report, context)).toBe(line + other);
    const { source: _, ...first } = JSON.parse(line);
    const { source, ...second } = JSON.parse(other);
    expect(rdjson(report, context)).toBe(`${JSON.stringify({ source, diagnostics: [first, second] }, undefined, 2)}\n`);
  });

  it("print their empty document where nothing is found", () => {
    expect(diagnosticsIn(rdjson(reportOf([]), context))).toEqual([]);
    expect(rdjsonl(reportOf([]), context)).toBe("");
  });
});

describe("a range", () => {
  const place = (location: Finding["location"], files: Readonly<Record<string, string>>) =>
    diagnosticOf(findingOf({ location }), files)?.location.range;

  it("counts the bytes of UTF-8 before and behind its characters", () => {
    // ä has 2 bytes, 数 has 3, the emoji 4 of which two code units are told.
    const line = "ä: 数👩x";
    for (const [start, end] of [
      [1, 2],
      [4, 5],
      [5, 7],
      [7, 8],
      [8, 8],
    ] as const)
      expect(place(at("a.yaml", 1, start, end), { "a.yaml": line })).toEqual({
        start: { line: 1, column: Buffer.byteLength(line.slice(0, start - 1)) + 1 },
        end: { line: 1, column: Buffer.byteLength(line.slice(0, end - 1)) + 1 },
      });
  });

  it("goes on to another line", () => {
    expect(place(at("a.yaml", 1, 4, 2, 2), { "a.yaml": "ä: b\nü: c" })).toEqual({
      start: { line: 1, column: 5 },
      end: { line: 2, column: 3 },
    });
  });

  it("is one of whole lines, the last of which belongs to it, where one of them is not at hand", () => {
    expect(place(at("a.yaml", 1, 4, 2, 2), { "a.yaml": "a" })).toEqual({ start: { line: 1 }, end: { line: 2 } });
    expect(place(at("a.yaml", 1, 4, 1, 3), {})).toEqual({ start: { line: 1 }, end: { line: 2 } });
    expect(place(at("a.yaml", 3, 4, 4), {})).toEqual({ start: { line: 3 }, end: { line: 3 } });
  });

  it("is right and found at once in a long line with thousands of findings", () => {
    const line = "ä数👩x".repeat(100_000);
    const findings = Array.from({ length: 10_000 }, (_, index) =>
      findingOf({ location: at("a.json", 1, line.length - index * 5, line.length - index * 5 + 1) }),
    );
    const diagnostics = diagnosticsIn(rdjson(reportOf(findings), contextOf({ "a.json": line })));
    for (const index of [0, 1, 205, 9_999]) {
      const column = Buffer.byteLength(line.slice(0, line.length - index * 5 - 1)) + 1;
      expect(diagnostics[index]?.location.range).toEqual({
        start: { line: 1, column },
        end: { line: 1, column: column + 1 },
      });
    }
  }, 5_000);
});

describe("a suggestion", () => {
  const suggestionOf = (over: Partial<Finding>, edits: readonly Edit[], safe = true) =>
    diagnosticOf(findingOf({ ...over, fix: { title: "do it", safe, edits } }))?.suggestions?.[0];
  const edit = (line: number, column: number, endColumn: number, text: string): Edit => ({
    location: at("shop.yaml", line, column, endColumn),
    text,
  });

  it("is the whole fix as one change, whatever the order of its edits", () => {
    expect(suggestionOf({}, [edit(4, 17, 20, "data"), edit(2, 1, 8, "disks"), edit(3, 3, 3, "x: 1\n  ")])).toEqual({
      range: { start: { line: 2, column: 1 }, end: { line: 4, column: 20 } },
      text: "disks:\n- x: 1\n  name: data\n        - name: data",
    });
  });

  it("adds text, and takes lines out", () => {
    expect(suggestionOf({}, [edit(4, 20, 20, "1")])).toEqual({
      range: { start: { line: 4, column: 20 }, end: { line: 4, column: 20 } },
      text: "1",
    });
    expect(suggestionOf({}, [{ location: at("shop.yaml", 2, 1, 1, 3), text: "" }])).toEqual({
      range: { start: { line: 2, column: 1 }, end: { line: 3, column: 1 } },
      text: "",
    });
  });

  it("is made of a fix in the template that the report points into, and of none in what Helm has printed", () => {
    const origin = { place: at("pod.yaml", 1, 1, 2), how: "exact" } as const;
    const change = (file: string): readonly Edit[] => [{ location: at(file, 1, 1, 2), text: "b" }];
    const files = { "shop.yaml": SHOP, "pod.yaml": "a" };
    const suggested = (file: string) =>
      diagnosticOf(findingOf({ origin, fix: { title: "do it", safe: true, edits: change(file) } }), files)?.suggestions;
    expect(suggested("pod.yaml")).toMatchObject([{ text: "b" }]);
    expect(suggested("shop.yaml")).toBeUndefined();
  });

  const rendered: Partial<Finding> = { origin: { template: { file: "a" }, how: "source" } };
  const refused: readonly {
    readonly what: string;
    readonly edits: readonly Edit[];
    readonly over?: Partial<Finding>;
    readonly safe?: boolean;
  }[] = [
    { what: "that may change what the author meant", edits: [edit(4, 17, 20, "data")], safe: false },
    { what: "of text that Helm has rendered", edits: [edit(4, 17, 20, "data")], over: rendered },
    { what: "in another file", edits: [edit(4, 17, 20, "data"), { location: at("b.yaml", 1, 1, 1), text: "" }] },
    { what: "on a line that is not at hand", edits: [{ location: at("shop.yaml", 4, 1, 1, 99), text: "" }] },
    { what: "with half a character", edits: [edit(4, 17, 20, "\ud83d")] },
    { what: "without edits", edits: [] },
  ];
  it.each(refused)("is not made of a fix $what", ({ edits, over = {}, safe = true }) => {
    expect(suggestionOf(over, edits, safe)).toBeUndefined();
  });

  it("is not made of a fix of more lines than anybody reads", () => {
    const files = { "shop.yaml": "a\n".repeat(60) };
    const suggested = (line: number) => {
      const edits = [edit(1, 1, 1, "a"), edit(line, 1, 1, "b")];
      return diagnosticOf(findingOf({ fix: { title: "do it", safe: true, edits } }), files)?.suggestions?.length;
    };
    expect([suggested(50), suggested(51)]).toEqual([1, undefined]);
  });
});

describe("related places", () => {
  const labels = (over: Partial<Finding>) =>
    diagnosticOf(findingOf(over))?.related_locations?.map(({ message, location: { path } }) => `${path} ${message}`);

  it("are those in files: neither standard input nor what Helm has printed", () => {
    const place = at("shop/templates/pod.yaml", 9, 1, 2);
    const related = [
      { location: at("<stdin>", 3, 1, 2), label: "on standard input" },
      { location: at("shop.yaml", 3, 9, 13), label: "there" },
      { location: at("shop.yaml", 3, 9, 13), label: "in a template", place },
    ];
    expect(labels({ related })).toEqual(["shop.yaml there", "shop/templates/pod.yaml in a template"]);
    expect(labels({ related, origin: { place, how: "aligned" } })).toEqual(["shop/templates/pod.yaml in a template"]);
  });
});

describe("what reviewdog reads back", () => {
  it.each([...AWKWARD_PATHS, ...NO_REPOSITORY_PATHS])("is the path %j", (file) => {
    expect(diagnosticOf(findingOf({ location: at(file, 4, 17, 20) }))?.location.path).toBe(file);
  });

  it("has a sign in the path for half a character", () => {
    expect(diagnosticOf(findingOf({ location: at("a\ud800.yaml", 4, 17, 20) }))?.location.path).toBe("a\ufffd.yaml");
  });

  it.each(AWKWARD_TEXTS)("is the text %j, printable", (text) => {
    const shown = forTerminal(text);
    const related = [{ location: at("shop.yaml", 3, 9, 13), label: text }];
    expect(diagnosticOf(findingOf({ rule: text, message: `${text} is met`, help: text, related }))).toMatchObject({
      message: `${shown} is met\nhelp: ${shown}`,
      code: { value: shown },
      related_locations: [{ message: shown }],
    });
  });

  it("is valid and safe to print, whatever the texts, and says the same on lines", () => {
    for (const report of [hostileReport(), reportOf(awkwardFindings())]) {
      const [text, lines] = [rdjson(report, hostileContext()), rdjsonl(report, hostileContext())];
      expect(dangersIn(text)).toEqual([]);
      expect(dangersIn(lines)).toEqual([]);
      const diagnostics = lines.trimEnd().split("\n").map(ownDiagnostic);
      expect(diagnostics).toEqual(diagnosticsIn(text));
      expect(diagnostics).toHaveLength(report.findings.length);
    }
  });
});
