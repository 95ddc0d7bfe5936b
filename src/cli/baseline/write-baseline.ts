import { mayBeKnown } from "../../engine/known-findings.ts";
import { type Baseline, baselineOf } from "../../finding/baseline.ts";
import type { Finding, Report } from "../../finding/finding.ts";
import { baselineText } from "../../report/baseline.ts";
import { forTerminal } from "../../report/escape.ts";
import type { RunRule } from "../../rule/rule.ts";
import { shellWord } from "../../rule/shell-word.ts";
import { count, list, quote } from "../../rule/text.ts";
import { type Complaint, complain } from "../complaint.ts";
import { ruleDefects } from "../defect.ts";
import type { ExitCode } from "../exit-code.ts";
import type { FileStatus, Io } from "../io.ts";
import type { Linting } from "../lint-run.ts";
import { shortfalls } from "../shortfalls.ts";
import { codeOf } from "../system-error.ts";
import { unwritable } from "../unwritable.ts";
import { type BaselineFile, baselineFileOf } from "./baseline-file.ts";
import { readBaselineFile } from "./read-baseline-file.ts";

/** Writes down what is found now. What the file held before does not matter: the same input makes the same file. */
export async function writeBaseline(io: Io, { call, lint }: Linting, rules: readonly RunRule[]): Promise<ExitCode> {
  const run = await lint("never");
  if (!run) return 2;
  const { report } = run;
  const file = baselineFileOf(io, call.baseline, run);
  const complaints = [...run.complaints];
  if (report) complaints.push(...shortfalls(report, run.inputs, call.allowEmpty, "plimsoll lint"), ...excess(report));
  if (report?.failures) complaints.push(...ruleDefects(io, report.failures, run.inputs));
  const kind = kindOf(io, file.path);
  const old = kind === "file" || kind === "folder" ? readBaselineFile(io, file) : NONE;
  if ("complaints" in old) complaints.push(...old.complaints);
  if (complaints.length > 0 || !report || "complaints" in old) {
    for (const complaint of complaints) complain(io, complaint);
    complain(io, {
      message: `nothing was written to ${quote(file.shown)}: a baseline holds all that is found, or lies`,
    });
    return 2;
  }

  const lasting = new Set(rules.filter((rule) => !mayBeKnown(rule)).map(({ id }) => id));
  const baseline = baselineOf(report.findings.filter(({ rule }) => !lasting.has(rule)));
  try {
    await put(io, file.path, kind, baselineText(baseline));
  } catch (error) {
    complain(io, codeOf(error) === "EEXIST" ? leadsNowhere(file.shown) : unwritable(io, file.shown, error));
    return 2;
  }
  const left = report.findings.filter(({ rule }) => lasting.has(rule));
  io.stdout.write(`${[...told(file, baseline, old.baseline, left)].map(forTerminal).join("\n")}\n`);
  return 0;
}

/** undefined where nothing stands there, or where nobody can tell: then to write says why. */
function kindOf(io: Io, path: string): FileStatus["kind"] | undefined {
  try {
    return io.status(path)?.kind;
  } catch {
    return undefined;
  }
}

/** All of the text or nothing of it in the place of an old file, and nothing through a link to what does not exist. */
function put(io: Io, path: string, kind: FileStatus["kind"] | undefined, text: string): void | Promise<void> {
  if (kind === "file") return io.replaceFile(path, new TextEncoder().encode(text));
  if (kind === undefined) return io.createFile(path, text);
  return io.writeFile(path, text);
}

const leadsNowhere = (shown: string): Complaint => ({
  message: `${quote(shown)} is a link that leads to nothing`,
  help: "mend the link, or name another file with --baseline",
});

const NONE = { baseline: { entries: [] } } satisfies { baseline: Baseline };

/** A run that lists only a part of its findings cannot tell the rest from new ones. */
function* excess({ summary }: Report): Iterable<Complaint> {
  if (summary.unlisted > 0)
    yield {
      message: `${count(summary.unlisted, "finding")} of rules that find more than 10000 each cannot be listed`,
      help: "mend what they have in common, or switch their rules off in plimsoll.yaml",
    };
}

function* told(
  { shown, namedBy }: BaselineFile,
  { entries }: Baseline,
  before: Baseline,
  left: readonly Finding[],
): Iterable<string> {
  const old = new Set(before.entries.map(({ fingerprint }) => fingerprint));
  const kept = entries.filter(({ fingerprint }) => old.has(fingerprint)).length;
  yield `${shown} holds ${count(entries.length, "finding")}: ${entries.length - kept} added, ${kept} kept, ${old.size - kept} dropped`;
  if (left.length > 0) {
    const ids = [...new Set(left.map(({ rule }) => rule))].sort();
    yield `${count(left.length, "finding")} of ${list(ids)} ${left.length === 1 ? "stays" : "stay"} reported: a baseline holds none of them`;
  }
  if (!namedBy)
    yield `to use it, write "baseline: ${shown}" in plimsoll.yaml, or call plimsoll --baseline ${shellWord(shown)}`;
}
