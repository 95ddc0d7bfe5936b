import type { Finding } from "../finding/finding.ts";
import { READ_FAILURE } from "../rule/read-failure.ts";
import { addressOf } from "./address.ts";
import { byFile, type Entry, type FileEntries } from "./by-file.ts";
import { closingLine } from "./closing-line.ts";
import { forTerminal } from "./escape.ts";
import type { Formatter } from "./format.ts";
import { nameOfResource, notesOf } from "./notes.ts";
import type { Shortfall } from "./shortfall.ts";
import { type Element, xmlDocument } from "./xml.ts";

/**
 * What a finding makes of its test. Documents that cannot be read are errors, other errors and warnings failures. What is
 * merely of interest must fail no build: its test is skipped, because of a test that passes nobody reads the text.
 */
type Outcome = "error" | "failure" | "skipped";

/** JUnit's XML: a suite a file, a test a finding. Nothing found is one test that passes: some readers refuse a report without. */
export const junit: Formatter = (report, context) => {
  const { shortfalls = [] } = context;
  const suites = [...byFile(report, context).map(suiteOf), ...(shortfalls.length > 0 ? [suiteOfRun(shortfalls)] : [])];
  const summary = closingLine(report.summary, new Set());
  return xmlDocument({
    name: "testsuites",
    attributes: { name: `plimsoll: ${summary}`, ...counts(report.findings, shortfalls.length) },
    content: suites.length > 0 ? suites : [suiteOfNothing(summary)],
  });
};

/** What kept the run from looking at all that it should: errors of no file's test. Their names hold no numbers, which would move. */
const suiteOfRun = (shortfalls: readonly Shortfall[]): Element => ({
  name: "testsuite",
  attributes: { name: "plimsoll", ...counts([], shortfalls.length) },
  content: shortfalls.map(({ location, message, help }) => ({
    name: "testcase",
    attributes: {
      classname: "plimsoll",
      name: message,
      file: location?.file,
      line: location?.start.line,
      time: 0,
    },
    content: [
      {
        name: "error",
        attributes: { message, type: "error" },
        content: [`error: ${message}`, ...(help === undefined ? [] : [`help: ${help}`])].map(forTerminal).join("\n"),
      },
    ],
  })),
});

const suiteOfNothing = (summary: string): Element => ({
  name: "testsuite",
  attributes: { name: "plimsoll", ...counts([]) },
  content: [
    {
      name: "testcase",
      attributes: { classname: "plimsoll", name: "nothing found", time: 0 },
      content: [{ name: "system-out", attributes: {}, content: summary }],
    },
  ],
});

function suiteOf({ file, entries }: FileEntries): Element {
  const taken = new Map<string, number>();
  return {
    name: "testsuite",
    attributes: { name: file, ...counts(entries.map(({ finding }) => finding)) },
    content: entries.map((entry) => testOf(entry, taken)),
  };
}

/** The time is that of no test, but what readers add up must be a number. */
function counts(findings: readonly Finding[], shortfalls = 0) {
  const count = (wanted: Outcome): number => findings.filter((finding) => outcomeOf(finding) === wanted).length;
  return {
    tests: Math.max(1, findings.length + shortfalls),
    failures: count("failure"),
    errors: count("error") + shortfalls,
    skipped: count("skipped"),
    time: 0,
  };
}

function testOf(entry: Entry, taken: Map<string, number>): Element {
  const { finding, location, message } = entry;
  return {
    name: "testcase",
    attributes: {
      classname: finding.rule,
      name: nameOfTest(entry, taken),
      file: location.file,
      line: location.start.line,
      time: 0,
    },
    content: [
      {
        name: outcomeOf(finding),
        attributes: { message, type: outcomeOf(finding) === "skipped" ? undefined : finding.severity },
        content: [...linesOf(entry)].map(forTerminal).join("\n"),
      },
    ],
  };
}

/**
 * The object and the path in it, which stay the same when lines move: readers tell new failures from old ones by class and
 * name. They keep one of several with the same, so further ones are counted.
 */
function nameOfTest({ finding, location }: Entry, taken: Map<string, number>): string {
  const resource = nameOfResource(finding);
  const name = resource === undefined ? addressOf(location) : `${resource} ${finding.path}`.trimEnd();
  const key = `${finding.rule} ${name}`;
  const number = (taken.get(key) ?? 0) + 1;
  taken.set(key, number);
  return number === 1 ? name : `${name} (${number})`;
}

/** Many readers show this text alone. Each line begins with a word of ours, so that no CI system takes it for an order. */
function* linesOf({ finding, location, message }: Entry): Iterable<string> {
  yield `${finding.severity}: ${message}`;
  yield `at: ${addressOf(location)}`;
  for (const { name, text } of notesOf(finding)) yield `${name}: ${text}`;
  for (const { label, location, place = location } of finding.related) yield `related: ${addressOf(place)}: ${label}`;
  yield `more: plimsoll explain ${finding.rule}`;
}

function outcomeOf({ rule, severity }: Finding): Outcome {
  if (rule === READ_FAILURE) return "error";
  return severity === "info" ? "skipped" : "failure";
}
