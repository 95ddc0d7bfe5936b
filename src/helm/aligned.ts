import type { Finding, Origin, Related, Report } from "../finding/finding.ts";
import { byPlace } from "../finding/order.ts";
import type { Location } from "../yaml/span.ts";
import { startOf } from "./failure.ts";
import type { Printed } from "./printed.ts";
import type { Rendering as ChartRendering } from "./rendering.ts";
import type { LiteralLine, TemplateLines } from "./template-lines.ts";

type Rendering = Pick<ChartRendering, "file" | "printed" | "templates">;

/**
 * Gives each finding its place in the charts: the template's line where it says literally what Helm has printed, and no
 * other line does; else the template, or the line that brings the packed chart. Edits are dropped: what they would change
 * is printed anew each time.
 */
export function aligned(report: Report, renderings: readonly Rendering[]): Report {
  const byFile = new Map(renderings.map((rendering) => [rendering.file, rendering]));
  const placed = (finding: Finding): Finding => {
    const rendering = byFile.get(finding.location.file);
    return rendering ? located(finding, rendering) : finding;
  };
  const suppressed = report.suppressed?.map((one) => ({ ...one, finding: placed(one.finding) }));
  return {
    ...report,
    findings: report.findings.map(placed).sort(byPlace),
    ...(suppressed && { suppressed: suppressed.sort((a, b) => byPlace(a.finding, b.finding)) }),
  };
}

function located({ fix: _, ...finding }: Finding, rendering: Rendering): Finding {
  const related = finding.related.map((one): Related => {
    const place = alignedPlace(one.location, rendering);
    return place ? { ...one, place } : one;
  });
  const origin = originOf(finding.location, rendering);
  return { ...finding, related, ...(origin && { origin }) };
}

function originOf(location: Location, rendering: Rendering): Origin | undefined {
  const name = rendering.printed.templateOf(location.start.line);
  if (name === undefined) return undefined;
  const place = alignedPlace(location, rendering);
  if (place) return { template: place, place, how: "aligned" };
  const template = rendering.templates.fileOf(name);
  return "broughtBy" in template
    ? { template: { file: name }, place: template.broughtBy, how: "source" }
    : { template: { file: template.shown }, place: startOf(template.shown), how: "source" };
}

/** Where the template says what the location's first line says. */
function alignedPlace({ start, end }: Location, { printed, templates }: Rendering): Location | undefined {
  const text = printed.line(start.line);
  const name = printed.templateOf(start.line);
  if (!text || name === undefined) return undefined;
  const template = templates.fileOf(name);
  if ("broughtBy" in template) return undefined;
  const lines = templates.linesOf(template);
  const written = lines?.saying(text);
  if (!lines || !written || !isPrintOf(written, start.line, lines, printed)) return undefined;
  const shift = indentOf(written.text) - indentOf(text);
  const behind = end.line > start.line ? text.length + 1 : end.column;
  return {
    file: template.shown,
    start: { line: written.number, column: start.column + shift },
    end: { line: written.number, column: behind + shift },
  };
}

/**
 * False for what values may have put there that happen to say the same. A line that is printed in any case is its own proof;
 * one in a condition or a range is that where no action thereabouts may print such a line. In a range that goes round more
 * than once, and in a block that is included, the lines beside it have to do.
 */
function isPrintOf(written: LiteralLine, number: number, lines: TemplateLines, printed: Printed): boolean {
  const text = printed.line(number) ?? "";
  const times = printed.timesOf(number);
  // What stands elsewhere comes from elsewhere, and what is there once more, at least one of the two.
  if (indentOf(written.text) !== indentOf(text) && !written.mayMove) return false;
  if (times > 1 && !written.mayRepeat) return false;
  if (written.isSure) return true;
  if (written.mayMove) return isAmongItsOwn(written, number, lines, printed);
  const above = sureLine(number, -1, lines, printed) ?? 0;
  const below = sureLine(number, 1, lines, printed) ?? Number.POSITIVE_INFINITY;
  if (written.number <= above || written.number >= below) return false;
  if (!lines.mayPrint(text, above, below)) return true;
  return times > 1 && isAmongItsOwn(written, number, lines, printed);
}

/** Further away nobody looks for what is sure. */
const MOST_LINES = 500;

/** The number of the nearest template line that is printed in any case, above (-1) or below (1) a printed line. */
function sureLine(number: number, step: -1 | 1, lines: TemplateLines, printed: Printed): number | undefined {
  const template = printed.templateOf(number);
  for (let at = number + step; Math.abs(at - number) <= MOST_LINES; at += step) {
    const text = printed.line(at);
    // Documents of one template are printed in an order of Helm's.
    if (text === undefined || text === "---" || printed.templateOf(at) !== template) return undefined;
    const line = lines.saying(text);
    if (line?.isSure && printed.timesOf(at) === 1 && indentOf(line.text) === indentOf(text)) return line.number;
  }
  return undefined;
}

/** True where a line beside it, in the template and as it is printed, begins alike, and none differs. */
function isAmongItsOwn({ number }: LiteralLine, at: number, { lines }: TemplateLines, printed: Printed): boolean {
  const beside = [-1, 1].flatMap((step) => {
    const [said = ""] = (lines[number - 1 + step] ?? "").trim().split("{{");
    // Helm puts names of its own behind a break.
    return said === "" || said.startsWith("---")
      ? []
      : [(printed.line(at + step) ?? "").trim().startsWith(said.trimEnd())];
  });
  return beside.length > 0 && beside.every(Boolean);
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
