import type { Finding } from "../finding/finding.ts";
import { templateElsewhere } from "../finding/primary.ts";
import { SEVERITIES, type Severity } from "../finding/severity.ts";
import { READ_FAILURE } from "../rule/read-failure.ts";
import { shortened } from "../rule/shortened.ts";
import type { Location } from "../yaml/span.ts";
import { addressOf } from "./address.ts";
import { closingLine } from "./closing-line.ts";
import { forTerminal } from "./escape.ts";
import type { FormatContext, Formatter } from "./format.ts";
import { lastLine } from "./last-line.ts";
import { pointed } from "./pointed.ts";
import { repositoryPath } from "./repository-path.ts";
import type { Shortfall } from "./shortfall.ts";
import { type CommandProperty, workflowCommand } from "./workflow-command.ts";

/** GitHub shows so many annotations of each severity of a step, and drops the others without a word. */
const MOST_OF_A_SEVERITY = 10;
/** UTF-16 code units that the runner keeps of a message, counted without its escapes (actions/runner, ExecutionContext.cs). */
const MOST_OF_A_MESSAGE = 4096;
/** Of each note below it. */
const MOST_OF_A_NOTE = 1000;
/** Characters that the API for checks takes for a title. */
const MOST_OF_A_TITLE = 255;

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/**
 * Workflow commands, which GitHub Actions makes into annotations: the first of each severity, as many as it shows. The rest
 * is for the log: how many were left out, and what was read.
 */
export const github: Formatter = ({ findings, summary }, context) => {
  const { shortfalls = [] } = context;
  const told = shortfalls.slice(0, MOST_OF_A_SEVERITY);
  const errors = MOST_OF_A_SEVERITY - told.length;
  const ordered = unreadableFirst(findings);
  const kept = SEVERITIES.flatMap((level) =>
    ordered.filter(({ severity }) => severity === level).slice(0, level === "error" ? errors : MOST_OF_A_SEVERITY),
  );
  const lines = [
    ...told.map((shortfall) => shortfallCommand(shortfall, context)),
    ...kept.map((finding) => commandOf(finding, context)),
    ...leftOut(shortfalls.length - told.length, "failure", "standard error names all of them"),
    ...leftOut(findings.length - kept.length, "finding", "--format unix lists all of them"),
  ];
  const closing = context.isClosed ? [] : [closingLine(summary, new Set())];
  return [...lines, ...closing].map((line) => `${line}\n`).join("");
};

/** They are why the exit code is 2, and must not be what is left out. */
function unreadableFirst(findings: readonly Finding[]): readonly Finding[] {
  const isUnreadable = ({ rule }: Finding): boolean => rule === READ_FAILURE;
  return [...findings.filter(isUnreadable), ...findings.filter((finding) => !isUnreadable(finding))];
}

/** Words and numbers of our own, and nothing that begins a command. */
function leftOut(number: number, noun: string, rest: string): readonly string[] {
  if (number === 0) return [];
  const what = number === 1 ? `1 more ${noun} is` : `${number} more ${noun}s are`;
  return [`${what} not annotated: GitHub shows ${MOST_OF_A_SEVERITY} of a severity; ${rest}`];
}

/** An error, whatever was found beside it. */
function shortfallCommand({ location, message, help }: Shortfall, context: FormatContext): string {
  const path = location && annotatedPath(location.file, context);
  const place: readonly CommandProperty[] =
    path === undefined || !location
      ? []
      : [
          ["file", path],
          ["line", location.start.line],
        ];
  const notes = [
    ...(location && path === undefined ? [`at: ${addressOf(location)}`] : []),
    ...(help === undefined ? [] : [`help: ${help}`]),
  ];
  return workflowCommand("error", [...place, ["title", "not all could be done"]], messageWith(message, notes));
}

function commandOf(finding: Finding, context: FormatContext): string {
  const { location, message } = pointed(finding, context);
  const path = annotatedPath(location.file, context);
  const properties: readonly CommandProperty[] = [
    ...(path === undefined ? [] : [["file", path] as const, ...span(location)]),
    ["title", shortened(forTerminal(finding.rule), MOST_OF_A_TITLE)],
  ];
  const notes = [...notesOn(finding, path === undefined ? location : undefined)];
  return workflowCommand(COMMANDS[finding.severity], properties, messageWith(message, notes));
}

/**
 * undefined where there is no file to annotate: it is not in the repository, or its name cannot stand in a command as it is.
 * Line breaks can; of a leading "=" the runner makes nothing.
 */
function annotatedPath(file: string, context: FormatContext): string | undefined {
  const path = repositoryPath(file, context);
  const isPlain = path !== undefined && !path.startsWith("=") && path.split(/[\r\n]/).every(isUnescaped);
  return isPlain ? path : undefined;
}

const isUnescaped = (text: string): boolean => forTerminal(text) === text;

/** Ends are inclusive. Of several lines the runner takes no columns. */
function span(location: Location): readonly CommandProperty[] {
  const { start, end } = location;
  const last = lastLine(location);
  const lines = [["line", start.line] as const, ["endLine", last] as const];
  if (last !== start.line || end.line !== start.line) return lines;
  return [...lines, ["col", start.column], ["endColumn", Math.max(start.column, end.column - 1)]];
}

/** `unannotated` is the place where the command names none. */
function* notesOn(finding: Finding, unannotated: Location | undefined): Iterable<string> {
  const template = templateElsewhere(finding);
  if (unannotated) yield `at: ${addressOf(unannotated)}`;
  if (template) yield `from: ${template.file}`;
  if (finding.help !== undefined) yield `help: ${finding.help}`;
}

function messageWith(message: string, notes: readonly string[]): string {
  const below = notes.map((note) => `\n${shortened(forTerminal(note), MOST_OF_A_NOTE)}`).join("");
  return `${shortened(forTerminal(message), MOST_OF_A_MESSAGE - below.length)}${below}`;
}
