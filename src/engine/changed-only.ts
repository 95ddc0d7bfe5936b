import type { Finding, Report } from "../finding/finding.ts";
import { primaryOf } from "../finding/primary.ts";
import type { Severity } from "../finding/severity.ts";
import { READ_FAILURE } from "../rule/read-failure.ts";

/**
 * The report without the findings all of whose places lie in unchanged files: its summary counts those apart. A document
 * that nobody could check stays, since nobody knows what a change means to it.
 */
export function changedOnly(report: Report, isUnchanged: (file: string) => boolean): Report {
  const answers = new Map<string, boolean>();
  const isKnownUnchanged = (file: string): boolean => {
    const answer = answers.get(file) ?? isUnchanged(file);
    answers.set(file, answer);
    return answer;
  };
  const isKept = (finding: Finding): boolean =>
    finding.rule === READ_FAILURE || !filesOf(finding).every(isKnownUnchanged);
  const kept: Finding[] = [];
  const left: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const finding of report.findings) {
    if (isKept(finding)) kept.push(finding);
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

/** Those in which somebody would look. */
const filesOf = (finding: Finding): readonly string[] => [
  primaryOf(finding).file,
  ...finding.related.map(({ place, location }) => (place ?? location).file),
];
