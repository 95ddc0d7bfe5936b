import type { Summary } from "../finding/finding.ts";
import { SEVERITIES, type Severity } from "../finding/severity.ts";
import { onOneLine } from "./escape.ts";
import type { Formatter } from "./format.ts";

const MOST_KINDS = 3;

/** What was read and what became of it, in one line: `hidden` severities were found, but not printed. */
export const closingLine = (summary: Summary, hidden: ReadonlySet<Severity>): string =>
  [...clauses(summary, hidden)].join("; ");

/** What `pretty` prints then: so little that it need not be loaded. */
export const nothingFound: Formatter = ({ summary }) => `${closingLine(summary, NONE)}\n`;
const NONE: ReadonlySet<Severity> = new Set();

function* clauses(summary: Summary, hidden: ReadonlySet<Severity>): Iterable<string> {
  const found = (isHidden: boolean): string =>
    SEVERITIES.filter((severity) => summary[severity] > 0 && hidden.has(severity) === isHidden)
      .map((severity) => counted(summary[severity], severity))
      .join(", ");
  const [shown, notShown] = [found(false), found(true)];
  yield `${shown || "nothing found"} in ${counted(summary.objects, "object")} of ${counted(summary.files, "file")}`;
  if (notShown) yield `${notShown} not shown (--verbose)`;
  if (summary.unlisted > 0) yield `${summary.unlisted} of them not listed: each rule lists 10000 at most`;
  if (summary.ignored > 0) yield `${summary.ignored} ignored`;
  if (summary.baselined > 0) yield `${summary.baselined} baselined`;
  if (summary.stale > 0) yield `${summary.stale} stale in the baseline (plimsoll baseline write drops them)`;
  if (summary.unchanged > 0) yield `${summary.unchanged} in unchanged files`;
  if (summary.unreadable > 0) yield `${counted(summary.unreadable, "document")} unreadable`;
  if (summary.notRead > 0) yield `${counted(summary.notRead, "document")} not read`;
  if (summary.unfinished) yield `${counted(summary.unfinished.length, "rule")} unfinished`;
  if (summary.notKubernetes > 0) yield `${counted(summary.notKubernetes, "document")} without apiVersion and kind`;
  if (summary.headerOnly > 0) yield `${counted(summary.headerOnly, "CRD")} header only (--read-crds)`;
  if (summary.notChecked.length > 0) yield notChecked(summary.notChecked);
}

function notChecked(kinds: Summary["notChecked"]): string {
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  const most = [...kinds].sort((a, b) => b.count - a.count).slice(0, MOST_KINDS);
  const names = most.map(({ kind, count }) => `${onOneLine(kind)} ${count}`).join(", ");
  const rest = kinds.length > MOST_KINDS ? ` and ${counted(kinds.length - MOST_KINDS, "more kind")}` : "";
  return `${counted(total, "custom resource")} not checked (${names}${rest})`;
}

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
