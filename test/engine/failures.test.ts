import { describe, expect, test } from "vitest";
import { defineRule, lint, type Problem, type Resource, type RunRule, readSource } from "../../src/index.ts";
import { containerLook } from "../../src/kubernetes/container-look.ts";

const COMMON = {
  summary: "A.",
  rationale: "B",
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  examples: [],
} as const;

const PODS = ["a", "b"]
  .map((name) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: c, image: x}]}\n`)
  .join("---\n");

const sources = (text = PODS) => [readSource("pods.yaml", new TextEncoder().encode(text))];
const report = (rules: readonly RunRule[], text?: string) => lint(sources(text), { rules, goesOn: true });
const fault = new TypeError("a fault");
const breakOff = (): never => {
  throw fault;
};

interface Change {
  readonly check?: (resource: Resource) => Iterable<Problem>;
  readonly concerns?: () => boolean;
}

/** Has something to say of every Pod; `change` is what breaks it. */
const talker = (id: string, change: Change = {}) =>
  defineRule({
    ...COMMON,
    id,
    on: "resource",
    *check({ node, name }): Iterable<Problem> {
      yield { at: node.get("kind"), names: [], message: name };
    },
    ...change,
  });

describe("a rule that throws", () => {
  test("ends the run of a library's caller, who is not told otherwise", () => {
    expect(() => lint(sources(), { rules: [talker("broken", { check: breakOff })] })).toThrow(fault);
  });
  test("is told of once, with its first object and how often it threw", () => {
    const { failures, summary, findings } = report([talker("broken", { check: breakOff }), talker("whole")]);
    expect(failures).toEqual([{ rule: "broken", times: 2, resource: "Pod/a", file: "pods.yaml", error: fault }]);
    expect(summary.unfinished).toEqual(["broken"]);
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual(["whole a", "whole b"]);
  });
  test("keeps what it said before it threw", () => {
    const broken = talker("broken", {
      *check({ node }): Iterable<Problem> {
        yield { at: node.get("kind"), names: [], message: "so far" };
        throw fault;
      },
    });
    expect(report([broken]).findings.map(({ message }) => message)).toEqual(["so far", "so far"]);
  });
  test("in its look is asked all the same, as are those that share the look", () => {
    const { failures, findings } = report([
      talker("one", { concerns: breakOff }),
      talker("two", { concerns: breakOff }),
    ]);
    expect(failures).toEqual([{ rule: "one", times: 2, resource: "Pod/a", file: "pods.yaml", error: fault }]);
    expect(findings).toHaveLength(4);
  });
  test("at a workload's containers loses none of the others", () => {
    const broken = defineRule({
      ...COMMON,
      id: "broken",
      on: "container",
      concerns: containerLook(
        ({ resource }) => (resource.name === "a" ? breakOff() : true),
        () => true,
      ),
      *check({ node, workload }): Iterable<Problem> {
        yield { at: node.get("image"), names: [], message: workload.resource.name };
      },
    });
    const { failures, findings } = report([broken]);
    expect(failures).toMatchObject([{ rule: "broken", times: 2, resource: "Pod/a" }]);
    expect(findings.map(({ message }) => message)).toEqual(["a", "b"]);
  });
  test("where its finding is settled loses that finding alone", () => {
    const broken = talker("broken", {
      *check({ node, name }): Iterable<Problem> {
        yield { at: name === "a" ? { locate: breakOff } : node.get("kind"), names: [], message: name };
      },
    });
    const { failures, findings } = report([broken]);
    expect(failures).toMatchObject([{ rule: "broken", times: 1, resource: "Pod/a", error: fault }]);
    expect(findings.map(({ message }) => message)).toEqual(["b"]);
  });
  test("about suppressions is told with the file", () => {
    const judge = defineRule({ ...COMMON, id: "judge", on: "suppression", check: breakOff });
    const { failures } = report([judge, talker("whole")], `${PODS}# plimsoll: allow nothing -- why\nx: 1\n`);
    expect(failures).toMatchObject([{ rule: "judge", times: 1, file: "pods.yaml" }]);
  });
  test("about documents is told with the file, about the release with neither", () => {
    const on = (id: "document" | "release") => defineRule({ ...COMMON, id, on: id, check: breakOff });
    expect(report([on("document"), on("release")]).failures).toEqual([
      { rule: "document", times: 2, file: "pods.yaml", error: fault },
      { rule: "release", times: 1, error: fault },
    ]);
  });
});

test("a report of a run in which none throws says nothing about it", () => {
  const { failures, summary } = report([talker("whole")]);
  expect([failures, summary.unfinished]).toEqual([undefined, undefined]);
});
