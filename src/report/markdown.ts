import type { Finding } from "../finding/finding.ts";
import { isPlaceKnown } from "../finding/primary.ts";
import { SEVERITIES } from "../finding/severity.ts";
import { shortened } from "../rule/shortened.ts";
import { count } from "../rule/text.ts";
import type { Location } from "../yaml/span.ts";
import { addressOf } from "./address.ts";
import { byFile, type Entry, type FileEntries } from "./by-file.ts";
import { changedLines } from "./changed-lines.ts";
import { closingLine } from "./closing-line.ts";
import { forTerminal } from "./escape.ts";
import type { FormatContext, Formatter } from "./format.ts";
import { code, htmlCode, linked, prose } from "./markdown-text.ts";
import { notesOf } from "./notes.ts";
import type { Shortfall } from "./shortfall.ts";

/** GitHub drops the whole summary of a step above 1 MiB; what else the step writes there needs room too. */
const MOST_BYTES = 900_000;
/** Of those, for what could not be done. */
const MOST_SHORTFALL_BYTES = 100_000;
/** Rows of the table. */
const MOST_ROWS = 100;
/** Findings that are shown without a click. */
const MOST_OPEN = 20;
/** Characters of one text. */
const MOST_TEXT = 1000;
/** Lines of one fix. */
const MOST_LINES = 30;

/** For the summary of a GitHub job: how many findings there are, of which rules, and each of them below its file. */
export const markdown: Formatter = (report, context) => {
  const { findings, summary } = report;
  const files = byFile(report, context).toSorted(byWorst);
  const head = [
    `## Plimsoll: ${countsOf((severity) => summary[severity]) || nothing(context)}`,
    prose(cut(closingLine(summary, new Set()))),
    ...shortfallsOf(context),
    ...tableOf(findings),
  ];
  const kept = worst(files, MOST_BYTES - bytesOf(head.join("\n\n")), context);
  const sections = files.flatMap((file) => [...section(file, kept)]);
  const foot = findings.length > 0 ? ["More about a rule: `plimsoll explain RULE`"] : [];
  return `${[...head, ...sections, ...leftOut(findings, kept), ...foot].join("\n\n")}\n`;
};

const nothing = ({ shortfalls = [] }: FormatContext): string =>
  shortfalls.length === 0 ? "nothing found" : "nothing found where it could look";

/** What was not looked at stands before what was found. */
function* shortfallsOf({ shortfalls = [], link }: FormatContext): Iterable<string> {
  if (shortfalls.length === 0) return;
  const items: string[] = [];
  let room = MOST_SHORTFALL_BYTES;
  for (const shortfall of shortfalls) {
    const item = [...shortfallLines(shortfall, link)].join("\n");
    room -= bytesOf(item);
    if (room < 0) break;
    items.push(item);
  }
  yield "**Not all that was asked could be done:**";
  if (items.length > 0) yield items.join("\n");
  const more = shortfalls.length - items.length;
  if (more > 0) yield `The list leaves out ${count(more, "item")}.`;
}

function* shortfallLines({ location, message, help }: Shortfall, link: FormatContext["link"]): Iterable<string> {
  const at = location ? `${linkedAddress(location, link)} ` : "";
  yield `- **error** ${at}${prose(cut(message))}`;
  if (help !== undefined) yield `  - help: ${prose(cut(help))}`;
}

const linkedAddress = (location: Location, link: FormatContext["link"]): string =>
  linked(code(cut(addressOf(location))), link?.(location));

/** Items of the findings that there is room for. */
type Kept = ReadonlyMap<Finding, string>;

/** 2 errors, 1 warning */
const countsOf = (number: (severity: Finding["severity"]) => number): string =>
  SEVERITIES.filter((severity) => number(severity) > 0)
    .map((severity) => count(number(severity), severity))
    .join(", ");

const countsIn = (findings: readonly Finding[]): string =>
  countsOf((wanted) => findings.filter(({ severity }) => severity === wanted).length);

function* tableOf(findings: readonly Finding[]): Iterable<string> {
  if (findings.length === 0) return;
  const rows = SEVERITIES.flatMap((wanted) => [...rowsOf(findings.filter(({ severity }) => severity === wanted))]);
  const more = rows.length - MOST_ROWS;
  yield ["| severity | rule | findings |", "| --- | --- | ---: |", ...rows.slice(0, MOST_ROWS)].join("\n");
  if (more > 0) yield `The table leaves out ${count(more, "row")}.`;
}

/** The rule with most findings first, among equals the first that the report names. */
function* rowsOf(findings: readonly Finding[]): Iterable<string> {
  const numbers = new Map<string, number>();
  for (const { rule } of findings) numbers.set(rule, (numbers.get(rule) ?? 0) + 1);
  for (const [rule, number] of [...numbers].sort(([, a], [, b]) => b - a))
    yield `| ${findings[0]!.severity} | ${code(cut(rule))} | ${number} |`;
}

/** Files stay in order, but those with the worst findings come first. */
const byWorst = (a: FileEntries, b: FileEntries): number => worstIn(a) - worstIn(b);

const worstIn = ({ entries }: FileEntries): number =>
  entries.reduce((worst, { finding }) => Math.min(worst, SEVERITIES.indexOf(finding.severity)), SEVERITIES.length);

const worstFirst = (entries: readonly Entry[]): readonly Entry[] =>
  SEVERITIES.flatMap((severity) => entries.filter(({ finding }) => finding.severity === severity));

function worst(files: readonly FileEntries[], room: number, context: FormatContext): Kept {
  const kept = new Map<Finding, string>();
  const begun = new Set<FileEntries>();
  for (const severity of SEVERITIES)
    for (const file of files)
      for (const entry of file.entries.filter(({ finding }) => finding.severity === severity)) {
        const item = [...itemLines(entry, context)].join("\n");
        room -= bytesOf(item) + (begun.has(file) ? 0 : bytesOf(summaryOf(file)) + DETAILS_BYTES);
        if (room < 0) return kept;
        kept.set(entry.finding, item);
        begun.add(file);
      }
  return kept;
}

/** What stands around the items of a file. */
const DETAILS_BYTES = 40;

function* section(file: FileEntries, kept: Kept): Iterable<string> {
  const items = worstFirst(file.entries).flatMap(({ finding }) => kept.get(finding) ?? []);
  if (items.length === 0) return;
  yield `<details${kept.size > MOST_OPEN ? "" : " open"}>\n${summaryOf(file)}`;
  yield items.join("\n");
  yield "</details>";
}

const summaryOf = ({ file, entries }: FileEntries): string =>
  `<summary>${htmlCode(cut(file))}: ${countsIn(entries.map(({ finding }) => finding))}</summary>`;

function* itemLines({ finding, location, message }: Entry, context: FormatContext): Iterable<string> {
  const { line, column } = location.start;
  const place = isPlaceKnown(finding) ? code(`${line}:${column}`) : "template";
  const link = linked(place, context.link?.(location));
  yield `- **${finding.severity}** ${link} ${code(cut(finding.rule))}: ${prose(cut(message))}`;
  for (const { name, text } of notesOf(finding)) yield `  - ${name}: ${prose(cut(text))}`;
  for (const { label, location, place = location } of finding.related) {
    yield `  - related: ${linkedAddress(place, context.link)}: ${prose(cut(label))}`;
  }
  yield* fixLines(finding, context);
}

/** Every line begins with a sign, so that none of them can end the block. */
function* fixLines({ fix }: Finding, context: FormatContext): Iterable<string> {
  if (!fix) return;
  const lines = changedLines(fix, context).flatMap(({ removed, added }) => [
    ...removed.map((text) => `-${text}`),
    ...added.map((text) => `+${text}`),
  ]);
  if (lines.length === 0 || lines.length > MOST_LINES) return;
  yield `  - ${fix.safe ? "fix" : "fix, which may change what was meant"}:`;
  yield "    ```diff";
  for (const text of lines) yield `    ${forTerminal(cut(text))}`;
  yield "    ```";
}

function* leftOut(findings: readonly Finding[], kept: Kept): Iterable<string> {
  const others = findings.filter((finding) => !kept.has(finding));
  if (others.length > 0)
    yield `Left out here: ${others.length} of ${count(findings.length, "finding")}, the least severe (${countsIn(others)}). GitHub shows no summary above 1 MiB.`;
}

const cut = (text: string): string => shortened(text, MOST_TEXT);

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
