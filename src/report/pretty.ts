import type { Finding } from "../finding/finding.ts";
import { isLineKnown, isPlaceKnown, primaryOf, templateElsewhere } from "../finding/primary.ts";
import type { Severity } from "../finding/severity.ts";
import { closingLine } from "./closing-line.ts";
import { forTerminal } from "./escape.ts";
import { ARROW, type Canvas, excerpt, type Mark, marginOf } from "./excerpt.ts";
import type { Formatter } from "./format.ts";
import { paletteFor } from "./palette.ts";

/** For people: every finding with the lines that it is about, and last what was read. */
export const pretty: Formatter = (report, { color, line, verbose, width }) => {
  const canvas: Canvas = { line, width, palette: paletteFor(color) };
  const hidden = new Set<Severity>(verbose ? [] : ["info"]);
  const shown = report.findings.filter(({ severity }) => !hidden.has(severity));
  const lastOfRule = new Map(shown.map((finding) => [finding.rule, finding]));
  const entries = shown.map((finding) =>
    [...entry(finding, lastOfRule.get(finding.rule) === finding, canvas)].join("\n"),
  );
  return `${[...entries, closingLine(report.summary, hidden)].join("\n\n")}\n`;
};

function* entry(finding: Finding, isLastOfRule: boolean, canvas: Canvas): Iterable<string> {
  const { palette } = canvas;
  const paint = palette[finding.severity];
  const rule = forTerminal(finding.rule);
  yield `${paint(`${finding.severity}[${rule}]`)}${palette.strong(`: ${forTerminal(finding.message)}`)}`;

  // Where to mend it comes first; without its line, what Helm has printed shows what to look for.
  const primary = primaryOf(finding);
  if (!isLineKnown(finding)) yield `${palette.quiet(ARROW)} ${forTerminal(mendedIn(finding))}`;
  const marks: readonly Mark[] = [
    { location: isLineKnown(finding) ? primary : finding.location, label: finding.label ?? "", glyph: "^", paint },
    ...finding.related.map(({ location, place, label }) => ({
      location: place ?? location,
      label,
      glyph: "-" as const,
      paint: palette.quiet,
    })),
  ];
  yield* excerpt(marks, canvas);

  const margin = marginOf(marks);
  const note = (name: string, text: string): string =>
    `${palette.quiet(`${margin} =`)} ${palette.strong(`${name}:`)} ${forTerminal(text)}`;
  if (finding.help !== undefined) yield note("help", finding.help);
  if (finding.then !== undefined) yield note("then", finding.then);
  const template = templateElsewhere(finding);
  if (template) yield note("from", template.start ? placeIn(template.file, template.start) : template.file);
  if (isLastOfRule) yield note("more", `plimsoll explain ${finding.rule}`);
}

/** A template; or the line that brings it, where it is packed. */
function mendedIn(finding: Finding): string {
  const { file, start } = primaryOf(finding);
  return isPlaceKnown(finding) ? placeIn(file, start) : file;
}

const placeIn = (file: string, { line, column }: Finding["location"]["start"]): string => `${file}:${line}:${column}`;
