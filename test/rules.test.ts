import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inKind, KINDS, type Kind } from "../scripts/examples/in-kind.ts";
import { NOT_IN, otherKinds } from "../scripts/examples/other-kinds.ts";
import { NO_CONFIG } from "../src/config/config.ts";
import { type AnyRule, type Example, type Finding, lint, RULES, readSource } from "../src/index.ts";
import { applied } from "./applied.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const lintText = (text: string, { platform }: Pick<Example, "platform"> = {}): readonly Finding[] =>
  lint([readSource("example.yaml", bytes(text))], { profiles: ["all"], preview: true, platform }).findings;

/** Lines of an example that end in the mark of what must be reported. */
const markedLines = (text: string): readonly number[] =>
  text.split("\n").flatMap((line, index) => (line.endsWith("# bad") ? [index + 1] : []));

const EXAMPLES = RULES.flatMap((rule) =>
  rule.examples.flatMap((example, index) => [
    { rule, example, name: `${rule.id} ${index + 1}` },
    ...otherKinds(rule, example, index + 1).map((other) => ({
      rule,
      example: other,
      name: `${rule.id} ${index + 1} in a ${other.kind}`,
    })),
  ]),
);

describe("every rule", () => {
  test.each(RULES.map((rule) => [rule.id, rule] as const))("%s stands in the file of its name", (id, rule) => {
    expect(existsSync(new URL(`../src/rules/${rule.topic}/${id}.ts`, import.meta.url))).toBe(true);
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
    expect(id).not.toMatch(/^(no|check|require|valid)-/);
  });
  test.each(RULES.map((rule) => [rule.id, rule] as const))(
    "%s tells what it is about in one sentence",
    (_, { summary, rationale }) => {
      expect(summary).toMatch(/^[A-Z][^.]*\.$/);
      expect(rationale.length).toBeGreaterThan(80);
    },
  );
  test("has an example, but for those that only a date, an older Kubernetes or a megabyte of text brings about", () => {
    expect(RULES.filter(({ examples }) => examples.length === 0).map(({ id }) => id)).toEqual([
      "data-too-large",
      "image-volume-ignored",
      "suppression-expired",
    ]);
  });
});

describe("a rule about pods", () => {
  const holdsPod = (text: string): boolean => KINDS.some((kind) => inKind(text, kind) !== undefined);
  const shows = (text: string, kind: Kind): boolean => text.includes(`kind: ${kind}\n`);
  const aboutPods = RULES.filter(({ examples }) => examples.some(({ bad }) => holdsPod(bad)));

  test("is most of them", () => {
    expect(aboutPods.length).toBeGreaterThan(RULES.length / 2);
  });
  test.each(aboutPods.flatMap((rule) => KINDS.map((kind) => [rule.id, kind, rule] as const)))(
    "%s has an example in a %s, or a reason why it has none",
    (id, kind, { examples }) => {
      const shown = EXAMPLES.filter(({ rule, example }) => rule.id === id && shows(example.bad, kind));
      const reasons = examples.map((_, index) => NOT_IN[id]?.[index + 1]?.[kind]).filter(Boolean);
      expect(shown.length + reasons.length).toBeGreaterThan(0);
    },
  );
  const REASONS = Object.entries(NOT_IN).flatMap(([id, examples]) =>
    Object.entries(examples).flatMap(([number, kinds]) =>
      (Object.keys(kinds) as Kind[]).map((kind) => [`${id} ${number}`, kind, id, Number(number)] as const),
    ),
  );
  test.each(REASONS)("%s does not go into a %s indeed", (_, kind, id, number) => {
    const example = RULES.find((rule) => rule.id === id)?.examples[number - 1];
    const bad = inKind(example?.bad ?? "", kind);
    expect(bad).toBeDefined();
    const lines = lintText(bad ?? "").flatMap(({ rule, location }) => (rule === id ? [location.start.line] : []));
    expect(lines.filter((line) => markedLines(bad ?? "").includes(line))).toEqual([]);
  });
});

/** Rules that note what another object may be, which need not be in the input. */
const OPEN: ReadonlySet<string> = new Set(["claim-not-found", "storage-class-not-found"]);

describe("the examples of rules", () => {
  test.each(EXAMPLES)("$name: what is wrong is reported on the marked lines, and only there", ({ rule, example }) => {
    const findings = lintText(example.bad, example).filter((finding) => finding.rule === rule.id);
    const lines = [...new Set(findings.map(({ location }) => location.start.line))];
    expect(lines).toEqual(markedLines(example.bad));
    expect(lines.length).toBeGreaterThan(0);
  });
  test.each(EXAMPLES)("$name: what is right raises nothing, of any rule", ({ example }) => {
    // What may stand outside an example is only noted.
    const raised = lintText(example.good, example).filter(
      ({ rule, severity }) => severity !== "info" || !OPEN.has(rule),
    );
    expect(raised.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
  test.each(EXAMPLES)("$name: a fix leaves nothing of the rule, and nothing new", ({ rule, example }) => {
    for (const finding of lintText(example.bad, example).filter(({ rule: id, fix }) => id === rule.id && fix)) {
      const before = lintText(example.bad, example).map(({ fingerprint }) => fingerprint);
      const after = lintText(applied(example.bad, finding.fix?.edits ?? []), example);
      expect(after.map(({ fingerprint }) => fingerprint)).not.toContain(finding.fingerprint);
      for (const { fingerprint, message } of after) expect(before, message).toContain(fingerprint);
    }
  });
});

describe("what findings say", () => {
  const findings = EXAMPLES.flatMap(({ example }) => lintText(example.bad, example));
  test.each(findings.map((finding) => [`${finding.rule}: ${finding.message}`, finding] as const))(
    "%s",
    (_, finding) => {
      const { message, label = "", help = "", then = "", related } = finding;
      expect(message).not.toMatch(/\.$/);
      expect(label.split(" ").length).toBeLessThanOrEqual(5);
      // "Invalid value" is how the API server begins: its words are quoted as they are.
      for (const text of [message, label, help, then.replaceAll(": Invalid value: ", ": ")])
        expect(text).not.toMatch(/\b(?:invalid|please|bad)\b|!/i);
      for (const { label: other } of related) expect(other).toMatch(/here$/);
    },
  );
});

test("a rule that is off says nothing, and one whose severity is set says it so", () => {
  const [rule, other] = [
    RULES.find(({ id }) => id === "key-duplicate"),
    RULES.find(({ id }) => id === "fs-group-missing"),
  ] as [AnyRule, AnyRule];
  const config = (severity: "off" | "error") => ({
    ...NO_CONFIG,
    rules: new Map([[rule.id, { severity, options: {} }]]),
  });
  const sources = [readSource("example.yaml", bytes(rule.examples[0]?.bad ?? ""))];
  expect(lint(sources, { config: config("off") }).findings).toEqual([]);
  expect(lint(sources, { config: config("error") }).findings.map(({ severity }) => severity)).toEqual(["error"]);
  expect(lint(sources, { rules: [other] }).findings).toEqual([]);
});
