import type { Finding, Origin, Related, Report } from "../finding/finding.ts";
import { byPlace } from "../finding/order.ts";
import type { Location } from "../yaml/span.ts";
import { startOf } from "./failure.ts";
import type { Rendering as ChartRendering } from "./rendering.ts";

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
  const written = templates.linesOf(template)?.saying(text.trim());
  if (!written) return undefined;
  const shift = indentOf(written.text) - indentOf(text);
  // What stands elsewhere, or once more, may have come from values that happen to say the same.
  if (shift !== 0 && !written.mayMove) return undefined;
  if (!written.mayRepeat && printed.timesOf(start.line) > 1) return undefined;
  const behind = end.line > start.line ? text.length + 1 : end.column;
  return {
    file: template.shown,
    start: { line: written.number, column: start.column + shift },
    end: { line: written.number, column: behind + shift },
  };
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
