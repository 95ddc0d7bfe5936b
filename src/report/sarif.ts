import type { Report } from "../finding/finding.ts";
import { compare } from "../finding/order.ts";
import { primaryOf } from "../finding/primary.ts";
import { SEVERITIES } from "../finding/severity.ts";
import { jsonText, onOneLine } from "./escape.ts";
import type { FormatContext, Formatter } from "./format.ts";
import { Identities } from "./sarif-identity.ts";
import { physicalLocation } from "./sarif-place.ts";
import { resultOf, type Told } from "./sarif-result.ts";
import { descriptorOf } from "./sarif-rule.ts";
import { sentence } from "./sentence.ts";
import { uriOf } from "./uri.ts";

/** GitHub keeps so many results of a run and drops the others without a word. */
const MOST_RESULTS = 5000;

/**
 * UTF-16 units that findings may say together. GitHub refuses files of more than 10 MB once they are compressed: 5,000
 * findings come to one tenth of that, unless a manifest is full of very long names.
 */
const MOST_TEXT = 12_000_000;

/** SARIF 2.1.0 with what GitHub code scanning reads, and what editors make of the rest. */
export const sarif: Formatter = (report, context) => {
  const all = toldOf(report);
  const kept = worst(all);
  return jsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [runOf(kept, noticesOf(all, kept, report), report.toolVersion, context)],
  });
};

/** The suppressed come last: of what is left out they are the first. */
function toldOf({ findings, suppressed }: Report): readonly Told[] {
  const by = suppressed && [];
  return [...findings.map((finding) => ({ finding, by })), ...(suppressed ?? [])];
}

function runOf(kept: readonly Told[], notices: readonly string[], version: string, context: FormatContext) {
  const used = new Set(kept.map(({ finding }) => finding.rule));
  const rules = context.rules.filter(({ id }) => used.has(id));
  const ruleIndices = new Map(rules.map(({ id }, index) => [id, index]));
  const identities = new Identities(context);
  const results = kept
    .map((told) => ({ ...told, uri: uriOf(primaryOf(told.finding).file, context.folder?.()) }))
    .sort(byPlace)
    .map((told) => {
      const { finding } = told;
      return resultOf(told, { ruleIndex: ruleIndices.get(finding.rule), lineHash: identities.of(finding) }, context);
    });
  return {
    tool: { driver: { name: "Plimsoll", semanticVersion: version, rules: rules.map(descriptorOf) } },
    automationDetails: { id: idOf(context.category) },
    columnKind: "utf16CodeUnits",
    ...invocationsThatSay(notices, context),
    results,
  };
}

/** All before the last slash is the category, what follows would be the name of a single run. */
function idOf(category: string | undefined): string {
  const parts = onOneLine(category ?? "").split("/");
  return `${parts.filter((part) => part !== "").join("/") || "plimsoll"}/`;
}

/** The worst findings, as many as are kept; among equals the first. One that says too much makes room for others. */
function worst(all: readonly Told[]): readonly Told[] {
  const open = all.filter((told) => !isSuppressed(told));
  const bySeverity = SEVERITIES.flatMap((level) => open.filter(({ finding }) => finding.severity === level));
  let text = 0;
  return [...bySeverity, ...all.filter(isSuppressed)].slice(0, MOST_RESULTS).filter((told) => {
    const length = textLength(told);
    if (text + length > MOST_TEXT) return false;
    text += length;
    return true;
  });
}

function textLength({ finding, by = [] }: Told): number {
  const { message, help = "", then = "", path, location, related, fix } = finding;
  const texts = [
    message,
    help,
    then,
    path,
    location.file,
    ...related.flatMap(({ location, label }) => [location.file, label]),
    ...(fix?.edits ?? []).map(({ text }) => text),
    ...by.map(({ reason = "" }) => reason),
  ];
  return texts.reduce((sum, { length }) => sum + length, 0);
}

const isSuppressed = ({ by }: Told): boolean => by !== undefined && by.length > 0;

/** What the run does not hold, and why: silence would read as if it were not there. */
function noticesOf(all: readonly Told[], kept: readonly Told[], { summary }: Report): readonly string[] {
  const number = (told: readonly Told[], severity: string): number =>
    told.filter((one) => (isSuppressed(one) ? "suppressed" : one.finding.severity) === severity).length;
  const leftOut = [...SEVERITIES, "suppressed"]
    .map((severity) => ({ severity, count: number(all, severity) - number(kept, severity) }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${severity} ${count}`);
  const notices: string[] = [];
  if (leftOut.length > 0)
    notices.push(
      `${all.length - kept.length} of ${all.length} findings are left out, the least severe or the longest (${leftOut.join(", ")}): code scanning takes ${MOST_RESULTS} results of a run, and no file of more than 10 MB.`,
    );
  if (summary.unlisted > 0)
    notices.push(
      `${summary.unlisted} further findings are counted and not listed: their rules have 10000 others each.`,
    );
  return notices;
}

/**
 * Of a run that is whole there is nothing to say. Of one that is not, GitHub takes no results, and says "unsuccessful
 * execution" (github/codeql-action, src/upload-lib.ts): it would close the alerts of all that was not looked at.
 */
function invocationsThatSay(notices: readonly string[], context: FormatContext) {
  const { shortfalls = [] } = context;
  const toolExecutionNotifications = [
    ...shortfalls.map(({ location, message, help }) => ({
      level: "error",
      message: { text: shortfallText(message, help) },
      ...(location && { locations: [{ physicalLocation: physicalLocation(location, context) }] }),
    })),
    ...notices.map((text) => ({ level: "warning", message: { text } })),
  ];
  if (toolExecutionNotifications.length === 0) return {};
  return { invocations: [{ executionSuccessful: shortfalls.length === 0, toolExecutionNotifications }] };
}

const shortfallText = (message: string, help: string | undefined): string =>
  [message, ...(help === undefined ? [] : [`Help: ${help}`])].map((text) => sentence(onOneLine(text))).join(" ");

interface Placed extends Told {
  readonly uri: string;
}

/** What stands on the same line under the same rule stays as it is, the worst first. */
const byPlace = (a: Placed, b: Placed): number =>
  compare(a.uri, b.uri) ||
  primaryOf(a.finding).start.line - primaryOf(b.finding).start.line ||
  compare(a.finding.rule, b.finding.rule);
