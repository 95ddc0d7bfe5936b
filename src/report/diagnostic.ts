import type { Finding, Related, Report } from "../finding/finding.ts";
import { templateElsewhere } from "../finding/primary.ts";
import type { Severity } from "../finding/severity.ts";
import type { Location } from "../yaml/span.ts";
import { ByteColumns } from "./byte-columns.ts";
import { forTerminal } from "./escape.ts";
import type { FormatContext } from "./format.ts";
import { lastLine } from "./last-line.ts";
import { placeInFile } from "./place-in-file.ts";
import { pointed } from "./pointed.ts";
import { suggestionOf } from "./suggestion.ts";
import { wellFormed } from "./well-formed.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "ERROR", warning: "WARNING", info: "INFO" };

/** What made the diagnostics. */
export const SOURCE = { name: "plimsoll" };

/** The findings as Diagnostics of the Reviewdog Diagnostic Format (reviewdog/reviewdog, proto/rdf/reviewdog.proto). */
export function diagnosticsOf({ findings }: Report, context: FormatContext) {
  const columns = new ByteColumns(context);
  return findings.map((finding) => diagnosticOf(finding, columns, context));
}

function diagnosticOf(finding: Finding, columns: ByteColumns, context: FormatContext) {
  const { location, message } = pointed(finding, context);
  const suggestion = suggestionOf(finding, context);
  const related = [...relatedIn(finding)];
  return {
    message: [message, ...notesOn(finding)].map(forTerminal).join("\n"),
    location: locationOf(location, columns),
    severity: SEVERITIES[finding.severity],
    code: { value: forTerminal(finding.rule) },
    ...(suggestion && {
      suggestions: [{ range: rangeOf(suggestion.location, columns), text: suggestion.text }],
    }),
    ...(related.length > 0 && {
      related_locations: related.map(({ location: other, label }) => ({
        message: forTerminal(label),
        location: locationOf(other, columns),
      })),
    }),
  };
}

function* notesOn(finding: Finding): Iterable<string> {
  const template = templateElsewhere(finding);
  if (template) yield `from: ${template.file}`;
  if (finding.help !== undefined) yield `help: ${finding.help}`;
}

function* relatedIn(finding: Finding): Iterable<Pick<Related, "location" | "label">> {
  for (const related of finding.related) {
    const location = placeInFile(related, finding);
    if (location) yield { location, label: related.label };
  }
}

const locationOf = (location: Location, columns: ByteColumns) => ({
  path: wellFormed(location.file),
  range: rangeOf(location, columns),
});

/** Where a column is not known the range is one of whole lines, of which the last belongs to it. */
function rangeOf(location: Location, columns: ByteColumns) {
  const { file, start, end } = location;
  const [from, to] = [columns.of(file, start), columns.of(file, end)];
  if (from === undefined || to === undefined) return { start: { line: start.line }, end: { line: lastLine(location) } };
  return { start: { line: start.line, column: from }, end: { line: end.line, column: to } };
}
