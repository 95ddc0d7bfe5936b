import type { Finding, Report } from "../finding/finding.ts";
import { primaryOf } from "../finding/primary.ts";
import type { Severity } from "../finding/severity.ts";
import { READ_FAILURE } from "../rule/read-failure.ts";

/** What is asked of the files that findings name. */
export interface Changes {
  isUnchanged(file: string): boolean;
  /** True for what was rendered, where something that any part of it may come from has changed: a value, a helper. */
  isRenderedAnew(file: string): boolean;
}

/**
 * The report without the findings all of whose places lie in unchanged files: its summary counts those apart. A document
 * that nobody could check stays, since nobody knows what a change means to it.
 */
export function changedOnly(report: Report, changes: Changes): Report {
  const kept: Finding[] = [];
  const left: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const finding of report.findings) {
    if (finding.rule === READ_FAILURE || isTouched(finding, changes)) kept.push(finding);
    else left[finding.severity]++;
  }
  const { summary } = report;
  return {
    ...report,
    findings: kept,
    summary: {
      ...summary,
      error: summary.error - left.error,
      warning: summary.warning - left.warning,
      info: summary.info - left.info,
      unchanged: left.error + left.warning + left.info,
    },
  };
}

const isTouched = (finding: Finding, { isUnchanged, isRenderedAnew }: Changes): boolean =>
  isRenderedAnew(finding.location.file) ||
  !isUnchanged(primaryOf(finding).file) ||
  finding.related.some(({ place, location }) => !isUnchanged((place ?? location).file));
