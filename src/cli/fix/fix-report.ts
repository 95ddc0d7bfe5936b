import type { Finding, Report, Summary } from "../../finding/finding.ts";
import type { Severity } from "../../finding/severity.ts";
import type { FixOutcome } from "../../index.ts";
import { showVersion } from "../../kubernetes/version.ts";
import { closingLine } from "../../report/closing-line.ts";
import { onOneLine } from "../../report/escape.ts";
import { shellWord } from "../../rule/shell-word.ts";
import { count } from "../../rule/text.ts";
import { MOST_BYTES } from "../../yaml/limits.ts";
import { MEGABYTE } from "../options.ts";
import type { FixCall } from "./fix-call.ts";

/** What became of the fixes. */
interface Result {
  /** On what the files hold now; in a dry run, on what they would. */
  readonly report: Report;
  /** True where the inputs can be read again. */
  readonly isRepeatable: boolean;
  /** Files that could not be written: in them nothing is fixed. */
  readonly unwritten?: ReadonlyMap<string, unknown>;
}

/** A line for each fix, and last what is left. */
export function fixReport(outcome: FixOutcome, call: FixCall, result: Result): string {
  const isWritten = ({ fix }: Finding): boolean =>
    !fix?.edits.some(({ location }) => result.unwritten?.has(location.file));
  const applied = outcome.applied.filter(isWritten);
  const lost = outcome.applied.length - applied.length;
  const lines = [
    ...applied.map((finding) => line(finding, call.dryRun ? "to fix" : "fixed")),
    ...outcome.refused.map(({ finding, reason }) => `${line(finding, "not fixed")}: ${reason}`),
    ...outcome.advised.map((finding) => line(finding, "to change") + whereFrom(finding)),
    [...clauses(outcome, applied, lost, call), left(result, call)].join("; "),
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
  { refused, advised, unsafe }: FixOutcome,
  applied: readonly Finding[],
  lost: number,
  { dryRun }: FixCall,
): Iterable<string> {
  const files = new Set(applied.flatMap(({ fix }) => fix?.edits ?? []).map(({ location }) => location.file)).size;
  if (applied.length > 0) yield `${applied.length} ${dryRun ? "to fix" : "fixed"} in ${count(files, "file")}`;
  else yield lost + refused.length + advised.length + unsafe.length > 0 ? "nothing fixed" : "nothing to fix";
  if (lost > 0) yield `${count(lost, "fix", "fixes")} not written`;
  if (refused.length > 0) yield `${refused.length} not fixed`;
  if (advised.length > 0) yield `${advised.length} to change where the text comes from`;
  if (unsafe.length > 0) yield `${count(unsafe.length, "unsafe fix", "unsafe fixes")} not made (--unsafe)`;
}

/** What is found still, and the call that shows it. */
function left({ report: { summary }, isRepeatable }: Result, call: FixCall): string {
  const isClean = summary.error + summary.warning + summary.info === 0;
  const shown = isClean || call.dryRun || !isRepeatable ? undefined : callThatShows(call, summary);
  return `${call.dryRun ? "then" : "now"} ${closingLine(summary, NONE)}${shown === undefined ? "" : ` (${shown})`}`;
}

const NONE: ReadonlySet<Severity> = new Set();
/** Characters that somebody still reads, and copies. */
const LONGEST_CALL = 100;

/** With the options of this call that decide what is found; undefined where it would be long. */
function callThatShows(call: FixCall, { info }: Summary): string | undefined {
  const isVerbose = info > 0 && call.profiles.length === 0;
  const words = ["plimsoll", ...(isVerbose ? ["--verbose"] : []), ...optionsOf(call), ...call.paths.map(shellWord)];
  const text = words.join(" ");
  return text.length > LONGEST_CALL ? undefined : text;
}

function* optionsOf(call: FixCall): Iterable<string> {
  const { config, profiles, namespace, each, closedWorld, kubernetes, platform, readCrds, mostBytes } = call;
  for (const profile of profiles) yield `--profile ${profile}`;
  if (namespace !== undefined) yield `--namespace ${namespace}`;
  if (each) yield "--each";
  if (closedWorld) yield "--closed-world";
  if (kubernetes) yield `--kube-version ${showVersion(kubernetes)}`;
  if (platform) yield `--platform ${platform}`;
  if (readCrds) yield "--read-crds";
  if (mostBytes !== MOST_BYTES) yield `--max-size ${mostBytes / MEGABYTE}`;
  if (config !== undefined) yield `--config ${shellWord(config)}`;
}
