import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nodeIo } from "../../src/cli/node-io.ts";
import { readChart } from "../../src/helm/chart.ts";
import type { Failure } from "../../src/helm/failure.ts";
import { helmFailures } from "../../src/helm/helm-failures.ts";
import { CHARTS, HELMS, recorded } from "./fixtures.ts";

const failuresOf = (fixture: string, said: string, set: readonly string[] = []): readonly Failure[] => {
  const chart = readChart(nodeIo, join(nodeIo.cwd, CHARTS, fixture), fixture);
  return helmFailures({ io: nodeIo, chart, values: [], set }, said);
};
const told = ({ location, message, help }: Failure): readonly string[] => [
  `${location ? `${location.file}:${location.start.line}:${location.start.column}: ` : ""}${message}`,
  ...(help === undefined ? [] : [help]),
];

describe.each(HELMS)("what %s says", (helm) => {
  const of = (fixture: string) => failuresOf(fixture, recorded(helm, fixture)).flatMap(told);

  test("of a value that is not there is told where it is used, in a helper too", () => {
    expect(of("failing")).toEqual([
      'failing/templates/_helpers.tpl:2:18: "failing" cannot be rendered: .Values.wind.force.knots: nil pointer evaluating interface {}.knots',
      "a value on the way there is not set: give the value with -f FILE or --set KEY=VALUE",
    ]);
  });
  test("of a value that the chart requires is told at its template, in the chart's words", () => {
    expect(of("required")).toEqual([
      'required/templates/config.yaml:5:11: "required" cannot be rendered: name the fee: fee',
      "give the value with -f FILE or --set KEY=VALUE",
    ]);
  });
  test("of a template that makes no YAML is told at the template, with the way to see it", () => {
    expect(of("broken")).toEqual([
      'broken/templates/config.yaml:1:1: "broken" cannot be rendered: what the template becomes is no YAML, line 5 of the document: mapping values are not allowed in this context',
      "see what the template becomes: helm template --debug broken",
    ]);
  });
  test("of charts that are not there is told at their lines, with the command that fetches them", () => {
    expect(of("lacking")).toEqual([
      'lacking/Chart.yaml:5:11: "lacking" cannot be rendered: 2 charts that it depends on are not in its charts folder, "mast" and "sail"',
      "fetch what is missing: helm dependency build lacking",
    ]);
  });
});

test("each value that a schema refuses is told where it is written", () => {
  expect(failuresOf("schema", recorded("helm3", "schema")).flatMap(told)).toEqual([
    'schema/values.yaml:1:1: "schema" cannot be rendered: its schema refuses the values: ship is required',
    'schema/values.yaml:1:8: "schema" cannot be rendered: its schema refuses the value "depth": Invalid type. Expected: string, given: integer',
    'schema/values.yaml:5:7: "schema" cannot be rendered: its schema refuses the value "hull.plates.1": Invalid type. Expected: string, given: integer',
  ]);
  expect(failuresOf("schema", recorded("helm4", "schema")).flatMap(told)).toEqual([
    "schema/values.yaml:1:1: \"schema\" cannot be rendered: its schema refuses the values: missing property 'ship'",
    'schema/values.yaml:1:8: "schema" cannot be rendered: its schema refuses the value "depth": got number, want string',
    'schema/values.yaml:5:7: "schema" cannot be rendered: its schema refuses the value "hull.plates.1": got number, want string',
  ]);
});
test("a value that was set in the call is not looked for in the files", () => {
  const failures = failuresOf("schema", recorded("helm4", "schema"), ["depth=7"]);
  expect(failures.map(({ location }) => location?.start.line)).toEqual([1, undefined, 5]);
});
test("of very many refused values the first are told, and how many more there are", () => {
  const violations = Array.from({ length: 25 }, (_, at) => `- at '/v${at + 10}': got number, want string\n`).join("");
  const said = `Error: values don't meet the specifications of the schema(s) in the following chart(s):\ndraught:\n${violations}`;
  const failures = failuresOf("schema", said);
  expect(failures).toHaveLength(11);
  expect(failures.at(-1)?.message).toBe('"schema": its schema refuses 15 more values');
});

test.each([
  [
    "a template that is not well formed",
    "Error: parse error at (gale/templates/config.yaml:3): missing value for if\n\nUse --debug flag to render out invalid YAML\n",
    ['failing/templates/config.yaml:3:1: "failing" cannot be rendered: missing value for if'],
  ],
  [
    "a library",
    "Error: library charts are not installable\n",
    [
      '"failing" cannot be rendered: it is a library, which is a part of other charts',
      "name a chart that depends on it",
    ],
  ],
  [
    "a version of Kubernetes",
    "Error: chart requires kubeVersion: >=1.99 which is incompatible with Kubernetes v1.31.0\n",
    [
      '"failing" cannot be rendered: chart requires kubeVersion: >=1.99 which is incompatible with Kubernetes v1.31.0',
      "name the version of the cluster: --kube-version VERSION",
    ],
  ],
  [
    "a template of a packed chart",
    "Error: execution error at (gale/charts/gone/templates/a.yaml:3:4): no\n",
    ['failing/Chart.yaml:1:1: "failing" cannot be rendered: no', "give the value with -f FILE or --set KEY=VALUE"],
  ],
  [
    "something else, after lines of a log",
    'level=WARN msg="something"\nError: the moon\nis full\n',
    ['"failing" cannot be rendered: Helm says: the moon is full'],
  ],
  [
    "the version of the chart",
    'Error: validation: chart.metadata.version "x.y" is invalid\n',
    [
      'failing/Chart.yaml:1:1: "failing" cannot be rendered: Helm says: validation: chart.metadata.version "x.y" is invalid',
    ],
  ],
  [
    "values that are read, and no mapping",
    "Error: cannot load values.yaml: cannot unmarshal array\n",
    [
      'failing/values.yaml:1:1: "failing" cannot be rendered: Helm says: cannot load values.yaml: cannot unmarshal array',
    ],
  ],
  ["nothing", "", ['"failing" cannot be rendered: Helm says: nothing']],
  ["text without an error", "panic: oh\n", ['"failing" cannot be rendered: Helm says: panic: oh']],
])("where Helm speaks of %s", (_, said, lines) => {
  expect(failuresOf("failing", said).flatMap(told)).toEqual(lines);
});

test("what Helm says at great length is cut, in little time", () => {
  for (const piece of [
    "template: ",
    'executing "',
    "a:1:1\n",
    "- at '",
    "error at (",
    "\n- x",
    "YAML parse error on ",
  ]) {
    const begun = performance.now();
    const [failure] = failuresOf("failing", `Error: ${piece.repeat(40_000 / piece.length)}`);
    expect(failure?.message.length).toBeLessThan(700);
    expect(performance.now() - begun).toBeLessThan(2000);
  }
});
