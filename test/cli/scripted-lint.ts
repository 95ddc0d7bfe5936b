import type { Finding, Report, Summary } from "../../src/finding/finding.ts";
import { SEVERITIES } from "../../src/finding/severity.ts";
import type { LintOptions, ManifestOptions } from "../../src/index.ts";
import { defineRule } from "../../src/rule/rule.ts";
import type { Document, Source } from "../../src/yaml/document.ts";
import { member } from "../../src/yaml/node.ts";
import type { Place } from "../../src/yaml/place.ts";
import { readSource } from "../../src/yaml/source.ts";

/** One call of lint, as the command made it. */
interface LintedCall {
  readonly files: readonly string[];
  readonly options: LintOptions;
}

export const calls: LintedCall[] = [];
/** How each input was read, in order. */
export const readings: ManifestOptions[] = [];

export function readManifests(file: string, bytes: Uint8Array, options: ManifestOptions): Source {
  readings.push(options);
  return readSource(file, bytes);
}

/** Stands in for the real lint: an object is reported once for each severity that its field `report` names. */
export function lint(sources: readonly Source[], options: LintOptions): Report {
  calls.push({ files: sources.map(({ file }) => file), options });
  const documents = sources.flatMap((source) => source.documents);
  const findings = [
    ...documents.flatMap((document) => [...findingsIn(document)]),
    ...(options.config?.ignore ?? []).flatMap(({ at }) => [...leftOver(at)]),
  ];
  const values = documents.flatMap(({ value }) => value ?? []);
  const objects = values.filter((value) => member(value, "kind") !== undefined).length;
  const unreadable = documents.filter(({ refusal }) => refusal).length;
  return {
    findings,
    summary: {
      ...EMPTY,
      files: sources.length,
      documents: documents.length,
      objects,
      unreadable,
      notKubernetes: values.length - objects,
      ...Object.fromEntries(
        SEVERITIES.map((severity) => [severity, findings.filter((f) => f.severity === severity).length]),
      ),
    },
    toolVersion: "1.2.3",
  };
}

const EMPTY: Summary = {
  files: 0,
  documents: 0,
  objects: 0,
  error: 0,
  warning: 0,
  info: 0,
  unlisted: 0,
  ignored: 0,
  baselined: 0,
  stale: 0,
  unchanged: 0,
  unreadable: 0,
  notRead: 0,
  notKubernetes: 0,
  headerOnly: 0,
  notChecked: [],
};

const COMMON = { confidence: "certain", related: [], path: "", focus: "value", fingerprint: "0".repeat(16) } as const;

function* findingsIn({ file, value, refusal }: Document): Iterable<Finding> {
  const location = { file, start: { line: 1, column: 1 }, end: { line: 1, column: 4 } };
  if (refusal) yield { ...COMMON, location, rule: "document-unreadable", severity: "error", message: refusal.message };
  const report = member(value, "report");
  if (typeof report === "string")
    for (const severity of SEVERITIES)
      if (report.includes(severity))
        yield { ...COMMON, location, rule: "mast-missing", severity, message: `${severity} of the day` };
}

/** An entry of `ignore` is reported where it stands. */
function* leftOver(at: Place): Iterable<Finding> {
  const location = at.locate();
  if (location) yield { ...COMMON, location, rule: "suppression-unused", severity: "warning", message: "left over" };
}

export const RULES = [
  defineRule({
    id: "document-unreadable",
    summary: "A document cannot be read.",
    rationale: "Nothing in it can be checked.",
    topic: "yaml",
    severity: "error",
    profile: "default",
    since: "0.1.0",
    examples: [],
    on: "document",
    *check() {},
  }),
  defineRule({
    id: "hull-leaking",
    summary: "A hull leaks.",
    rationale:
      "Water comes in.\n\nThere are two remedies:\n\n- pump,\n- and caulk, which takes so much longer that a crew should have begun to do it long before it went to sea.",
    topic: "storage",
    severity: "error",
    profile: "default",
    since: "0.1.0",
    examples: [{ title: "a small one", bad: "hull: leaking # bad\n", good: "hull: tight\n" }],
    references: ["https://example.org/hulls"],
    on: "release",
    *check() {},
  }),
  defineRule<"release", { sails: number }>({
    id: "mast-missing",
    summary: "A ship has no mast.",
    rationale: "It drifts.",
    topic: "storage",
    severity: "warning",
    profile: "advice",
    stage: "preview",
    since: "0.2.0",
    examples: [],
    options: { properties: { sails: { type: "integer" } }, defaults: { sails: 3 } },
    on: "release",
    *check() {},
  }),
];
