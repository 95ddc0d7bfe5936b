import { addressOf } from "./address.ts";
import { byFile, type Entry } from "./by-file.ts";
import { closingLine } from "./closing-line.ts";
import { forTerminal } from "./escape.ts";
import type { Formatter } from "./format.ts";
import { nameOfResource, notesOf } from "./notes.ts";
import type { Shortfall } from "./shortfall.ts";

/**
 * TAP version 14. Nothing found is one test that passes: a plan of 1..0 would say that all tests were skipped. What is merely
 * of interest is skipped: there is a directive for things to do as well, but several readers fail on those that are not done.
 */
export const tap: Formatter = (report, context) => {
  const { shortfalls = [] } = context;
  const tests = byFile(report, context).flatMap(({ entries }) => entries);
  const summary = closingLine(report.summary, new Set());
  const failed = [
    ...tests.map(pointOf),
    ...shortfalls.map((shortfall, index) => pointOfShortfall(shortfall, tests.length + index)),
  ];
  const points = failed.length > 0 ? failed : [`ok 1 - ${described(summary)}`];
  const comment = failed.length > 0 ? `# ${forTerminal(summary)}\n` : "";
  return `TAP version 14\n1..${points.length}\n${points.join("\n")}\n${comment}`;
};

function pointOf(entry: Entry, index: number): string {
  const { finding, location, message } = entry;
  const isSkipped = finding.severity === "info";
  const description = described(`${addressOf(location)}: ${message} [${finding.rule}]`);
  const point = `${isSkipped ? "ok" : "not ok"} ${index + 1} - ${description}${isSkipped ? " # SKIP info" : ""}`;
  return [point, "  ---", ...[...fields(entry)].map((field) => `  ${field}`), "  ..."].join("\n");
}

/** A test that fails: of a run that could not do all nobody may read that it passed. */
function pointOfShortfall({ location, message, help }: Shortfall, index: number): string {
  const place = location ? `${addressOf(location)}: ` : "";
  // What ends in a brace would open a test of several.
  const point = `not ok ${index + 1} - ${described(place + message)} [not all could be done]`;
  return help === undefined ? point : [point, "  ---", `  help: ${quoted(help)}`, "  ..."].join("\n");
}

function* fields({ finding, location: { file, start, end }, message }: Entry): Iterable<string> {
  yield `rule: ${quoted(finding.rule)}`;
  yield `severity: ${quoted(finding.severity)}`;
  yield `confidence: ${quoted(finding.confidence)}`;
  yield `message: ${quoted(message)}`;
  for (const { name, text } of notesOf(finding)) yield `${name}: ${quoted(text)}`;
  const resource = nameOfResource(finding);
  if (resource !== undefined) yield `resource: ${quoted(resource)}`;
  if (finding.path !== "") yield `path: ${quoted(finding.path)}`;
  yield "at:";
  yield `  file: ${quoted(file)}`;
  yield `  line: ${start.line}`;
  yield `  column: ${start.column}`;
  yield `  endLine: ${end.line}`;
  yield `  endColumn: ${end.column}`;
  yield `fingerprint: ${quoted(finding.fingerprint)}`;
}

/** Without what begins a directive. */
const described = (text: string): string => forTerminal(text).replace(/[\\#]/g, "\\$&");

/** What is left to escape is escaped alike in JSON and YAML. */
const quoted = (text: string): string => JSON.stringify(forTerminal(text));
