import type { Finding, Report } from "../finding/finding.ts";
import { SEVERITIES } from "../finding/severity.ts";
import type { Location } from "../yaml/span.ts";
import { jsonText, onOneLine } from "./escape.ts";
import type { FormatContext, Formatter } from "./format.ts";
import { LineHashes } from "./line-hash.ts";
import { sarifMessage } from "./sarif-message.ts";
import { descriptorOf, SARIF_LEVELS } from "./sarif-rule.ts";
import { uriOf } from "./uri.ts";

/** GitHub keeps so many results of a run and drops the others without a word. */
const MOST_RESULTS = 5000;

/** SARIF 2.1.0 with what GitHub code scanning reads, and no more. */
export const sarif: Formatter = (report, context) => {
  const kept = worst(report.findings);
  return jsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [runOf(kept, report, context)],
  });
};

function runOf(kept: readonly Finding[], report: Report, context: FormatContext) {
  const used = new Set(kept.map(({ rule }) => rule));
  const rules = context.rules.filter(({ id }) => used.has(id));
  const ruleIndices = new Map(rules.map(({ id }, index) => [id, index]));
  const hashes = new HashesOfFiles(context);
  const results = kept
    .map((finding) => ({ uri: uriOf(finding.location.file), finding }))
    .sort(byPlace)
    .map(({ finding }) => resultOf(finding, ruleIndices.get(finding.rule), hashes, context));
  return {
    tool: { driver: { name: "Plimsoll", semanticVersion: report.toolVersion, rules: rules.map(descriptorOf) } },
    automationDetails: { id: "plimsoll/" },
    columnKind: "utf16CodeUnits",
    ...(kept.length < report.findings.length && { invocations: [invocationThatLeftOut(report.findings, kept)] }),
    results,
  };
}

function resultOf(finding: Finding, ruleIndex: number | undefined, hashes: HashesOfFiles, context: FormatContext) {
  const { location, related } = finding;
  const lineHash = hashes.of(location);
  return {
    ruleId: finding.rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: SARIF_LEVELS[finding.severity],
    message: { text: sarifMessage(finding) },
    locations: [{ physicalLocation: physical(location, context) }],
    ...(related.length > 0 && {
      relatedLocations: related.map(({ location, label }, index) => ({
        id: index + 1,
        message: { text: onOneLine(label) },
        physicalLocation: physical(location, context),
      })),
    }),
    partialFingerprints: {
      ...(lineHash !== undefined && { primaryLocationLineHash: lineHash }),
      "plimsoll/v1": finding.fingerprint,
    },
  };
}

/** One line at most: a pull request shows an alert only where all its lines are in the diff. */
function physical({ file, start, end }: Location, context: FormatContext) {
  const endOfLine = (context.line(file, start.line)?.length ?? 0) + 1;
  return {
    artifactLocation: { uri: uriOf(file) },
    region: {
      startLine: start.line,
      startColumn: start.column,
      endLine: start.line,
      endColumn: end.line > start.line ? Math.max(start.column, endOfLine) : end.column,
    },
  };
}

class HashesOfFiles {
  readonly #files = new Map<string, LineHashes>();

  constructor(private readonly context: FormatContext) {}

  /** undefined where the file's text is not at hand. */
  of({ file, start }: Location): string | undefined {
    let hashes = this.#files.get(file);
    if (!hashes) {
      hashes = new LineHashes([...this.#lines(file)]);
      this.#files.set(file, hashes);
    }
    return hashes.of(start.line);
  }

  *#lines(file: string): Iterable<string> {
    for (let number = 1; ; number++) {
      const line = this.context.line(file, number);
      if (line === undefined) return;
      yield line;
    }
  }
}

/** The worst findings, as many as are kept; among equals the first. */
function worst(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_RESULTS) return findings;
  return SEVERITIES.flatMap((level) => findings.filter(({ severity }) => severity === level)).slice(0, MOST_RESULTS);
}

function invocationThatLeftOut(all: readonly Finding[], kept: readonly Finding[]) {
  const counts = SEVERITIES.map((severity) => {
    const of = (findings: readonly Finding[]) => findings.filter((finding) => finding.severity === severity).length;
    return { severity, leftOut: of(all) - of(kept) };
  });
  const leftOut = counts.filter(({ leftOut }) => leftOut > 0).map(({ severity, leftOut }) => `${severity} ${leftOut}`);
  const text = `${all.length - kept.length} of ${all.length} findings are left out, the least severe (${leftOut.join(", ")}): code scanning keeps ${MOST_RESULTS} results of a run.`;
  return { executionSuccessful: true, toolExecutionNotifications: [{ level: "warning", message: { text } }] };
}

interface Placed {
  readonly uri: string;
  readonly finding: Finding;
}

/** What stands on the same line under the same rule keeps the report's order. */
const byPlace = (a: Placed, b: Placed): number =>
  compare(a.uri, b.uri) ||
  a.finding.location.start.line - b.finding.location.start.line ||
  compare(a.finding.rule, b.finding.rule);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
