import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { baselineSchema } from "../../src/config/config-schema.ts";
import { readBaseline } from "../../src/config/read-baseline.ts";
import type { BaselineEntry } from "../../src/finding/baseline.ts";
import { baselineText } from "../../src/report/baseline.ts";
import { readSource } from "../../src/yaml/source.ts";

const read = (text: string) => readBaseline(readSource("known.json", new TextEncoder().encode(text)));

function problemsOf(text: string): readonly string[] {
  const reading = read(text);
  if (!("problems" in reading)) return [];
  return reading.problems.map(
    ({ location: { start }, message, help }) =>
      `${start.line}:${start.column} ${message}${help === undefined ? "" : ` (${help})`}`,
  );
}

const entry: BaselineEntry = {
  rule: "volume-mount-not-found",
  resource: "StatefulSet/shop/db",
  path: "spec.template.spec.containers[db].volumeMounts[/data].name",
  message: 'container "db" mounts volume "dta"',
  fingerprint: "0123456789abcdef",
};
const file = (...entries: readonly unknown[]): string => JSON.stringify({ version: 1, findings: entries });

/** Ample for what takes a second or two, and far too little for what grows with the square. */
const LINEAR = { timeout: 60_000 };

describe("a baseline that was written", () => {
  const hostile: BaselineEntry = {
    rule: "a",
    resource: "Pod/\u001b[31m/__proto__",
    message: 'line\nbreak \u2028 \u202e \\ " # plimsoll: allow x\n---\n{{ .Values }} \ud83d\ude00',
    fingerprint: "f".repeat(16),
  };

  it("is read back as it was, whatever texts it holds", () => {
    expect(read(baselineText({ entries: [hostile, entry] }))).toEqual({ baseline: { entries: [hostile, entry] } });
    expect(read(baselineText({ entries: [] }))).toEqual({ baseline: { entries: [] } });
  });

  it("is laid out one key a line, always in the same order, and holds nothing that a terminal obeys", () => {
    const { fingerprint, message, path, resource, rule } = entry;
    expect(baselineText({ entries: [{ fingerprint, message, path: path ?? "", resource, rule }] })).toBe(`{
  "version": 1,
  "findings": [
    {
      "rule": "volume-mount-not-found",
      "resource": "StatefulSet/shop/db",
      "path": "spec.template.spec.containers[db].volumeMounts[/data].name",
      "message": "container \\"db\\" mounts volume \\"dta\\"",
      "fingerprint": "0123456789abcdef"
    }
  ]
}
`);
    for (const unsafe of ["\u001b", "\u2028", "\u202e"])
      expect(baselineText({ entries: [hostile] })).not.toContain(unsafe);
  });

  it("is what the schema describes, and so is no other", () => {
    const validate = new Ajv2020({ strict: true }).compile(baselineSchema() as Record<string, unknown>);
    const accepts = (text: string): boolean => validate(JSON.parse(text));
    for (const good of [baselineText({ entries: [hostile, entry] }), baselineText({ entries: [] })])
      expect(accepts(good)).toBe(true);
    for (const bad of [
      "{}",
      file({ ...entry, fingerprint: "xyz" }),
      file({ ...entry, rule: 1 }),
      file({ ...entry, line: 3 }),
      JSON.stringify({ version: 1 }),
      JSON.stringify({ version: "1", findings: [] }),
    ]) {
      expect(accepts(bad)).toBe(false);
      expect(problemsOf(bad)).not.toEqual([]);
    }
  });
});

describe("a baseline that cannot be used", () => {
  it.each<[string, string, readonly string[]]>([
    [
      "nothing",
      "",
      ["1:1 the baseline is empty (plimsoll baseline write makes it anew, once the file is out of the way)"],
    ],
    ["another kind of file", "[]", ["1:1 the baseline must be a mapping, not a list"]],
    ["text of no file of ours, which is not quoted", "root:x:0:0", ["1:1 the baseline must be a mapping, not a text"]],
    [
      "an unknown key",
      '{"version": 1, "findings": [], "finding": 2}',
      ['1:32 unknown key "finding" (did you mean "findings"?)'],
    ],
    [
      "a fingerprint of another kind",
      file({ ...entry, fingerprint: "0123" }),
      ['1:225 "findings[0].fingerprint" must be a fingerprint of 16 digits, 0 to 9 and a to f, not "0123"'],
    ],
    [
      "a conflict that nobody has solved",
      '{\n  "version": 1,\n<<<<<<< ours\n  "findings": []\n}\n',
      ["3:1 the baseline holds a conflict of a merge (take either side of it, and run plimsoll baseline write)"],
    ],
    [
      "one that a later version wrote, whatever else it holds",
      '{"version": 2, "findings": 7}',
      [
        "1:13 the baseline has version 2, and this Plimsoll reads version 1 (use the Plimsoll that wrote it, or a newer one)",
      ],
    ],
    [
      "two documents",
      `${file()}\n---\n${file()}`,
      ['3:1 the baseline holds more than one document (remove this one, or the "---" above it)'],
    ],
    [
      "keys that stand twice",
      '{"version": 1, "findings": [], "findings": []}',
      [
        '1:32 "findings" stands twice, first in line 1 (remove one of them: which one counts differs from reader to reader)',
      ],
    ],
  ])("is complained of with the place and the remedy: %s", (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it("is called by its name where it lacks everything", () => {
    expect(problemsOf("{}")).toEqual([
      '1:1 the baseline has no "version" (for example "version: 1")',
      '1:1 the baseline has no "findings" (for example "findings: []")',
    ]);
  });

  it("names what prototypes are made of as it names any other key", () => {
    const text = '{"version": 1, "findings": [], "__proto__": {"version": 1}, "constructor": 1}';
    expect(problemsOf(text)).toEqual([
      '1:32 unknown key "__proto__" (the keys here are version, findings)',
      '1:61 unknown key "constructor" (the keys here are version, findings)',
    ]);
  });

  it("is told at once where it holds more than anybody means to mend", LINEAR, () => {
    expect(problemsOf(`{"version": 1, "findings": [${"{},".repeat(1_000_000)}]}`)).toEqual([
      expect.stringMatching(/^1:\d+ the baseline holds 1000000 findings, and at most 100000 are read/),
    ]);
    const keys = Array.from({ length: 20_000 }, (_, at) => `"k${at}": 1`).join(", ");
    const crowded =
      "far more than its findings can have (plimsoll baseline write makes it anew, once the file is out of the way)";
    expect(problemsOf(`{${keys}}`)).toEqual([`1:1 the baseline holds 20000 keys, ${crowded}`]);
    expect(problemsOf(`{"version": 1, "findings": [{${keys}}]}`)).toEqual([
      `1:1 the baseline holds 20002 keys, ${crowded}`,
    ]);
    const problems = problemsOf(file(...Array.from({ length: 50_000 }, () => ({ rule: ["x"], fingerprint: 12 }))));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toMatch(/from here on the baseline has 199980 more problems$/);
  });
});

it("entries that share a fingerprint are harmless, and 50,000 are read in no time to speak of", LINEAR, () => {
  const reading = read(file(...Array.from({ length: 50_000 }, () => entry)));
  expect("baseline" in reading && reading.baseline.entries).toHaveLength(50_000);
});
