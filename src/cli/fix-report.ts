import type { Finding } from "../finding/finding.ts";
import type { FixOutcome } from "../index.ts";
import { closingLine } from "../report/closing-line.ts";
import { onOneLine } from "../report/escape.ts";
import { count } from "../rule/text.ts";
import type { FixCall } from "./args.ts";
import { STDIN_ARGUMENT } from "./inputs.ts";
import { shellWord } from "./shell-word.ts";

/** A line for each fix, and last what is left. Of files that could not be written, nothing is fixed. */
export function fixReport(outcome: FixOutcome, call: FixCall, unwritten: ReadonlySet<string>): string {
  const applied = outcome.applied.filter(({ fix }) => !fix?.edits.some(({ location }) => unwritten.has(location.file)));
  const lines = [
    ...applied.map((finding) => line(finding, call.dryRun ? "to fix" : "fixed")),
    ...outcome.refused.map(({ finding, reason }) => `${line(finding, "not fixed")}: ${reason}`),
    ...outcome.advised.map((finding) => line(finding, "to change") + whereFrom(finding)),
    [...clauses(outcome, applied, call)].join("; "),
  ];
  return `${lines.map(onOneLine).join("\n")}\n`;
}

const line = ({ location: { file, start }, rule, fix }: Finding, what: string): string =>
  `${file}:${start.line}:${start.column}: ${what} [${rule}]: ${fix?.title ?? ""}`;

/** What is rendered is written anew by the next rendering. */
function whereFrom({ origin }: Finding): string {
  const template = origin?.template?.file;
  return template === undefined ? "" : ` (rendered from ${template}: change it there, or the chart's values)`;
}

function* clauses(
  { refused, advised, unsafe, report }: FixOutcome,
  applied: readonly Finding[],
  { dryRun, paths }: FixCall,
): Iterable<string> {
  const files = new Set(applied.flatMap(({ fix }) => fix?.edits ?? []).map(({ location }) => location.file)).size;
  if (applied.length > 0) yield `${applied.length} ${dryRun ? "to fix" : "fixed"} in ${count(files, "file")}`;
  else yield refused.length + advised.length + unsafe.length > 0 ? "nothing fixed" : "nothing to fix";
  if (refused.length > 0) yield `${refused.length} not fixed`;
  if (advised.length > 0) yield `${advised.length} to change where the text comes from`;
  if (unsafe.length > 0) yield `${count(unsafe.length, "unsafe fix", "unsafe fixes")} not made (--unsafe)`;
  const { summary } = report;
  const isClean = summary.error + summary.warning + summary.info === 0;
  const canShow = paths.length > 0 && !paths.includes(STDIN_ARGUMENT) && !dryRun;
  const shown = isClean || !canShow ? "" : ` (plimsoll ${paths.map(shellWord).join(" ")})`;
  yield `${dryRun ? "then" : "now"} ${closingLine(summary, new Set())}${shown}`;
}
