import type { FormatName } from "./formats.ts";

/** What help tells of each format, in the order in which it lists them. */
export const FORMAT_PROSE: Readonly<Record<FormatName, string>> = {
  pretty: "For people: each finding with the lines that it is about",
  unix: "One line a finding: path:line:column: severity: message [rule]",
  json: "Everything that is known about each finding, as schemas/findings.schema.json describes it",
  ndjson:
    "The same, one finding a line, and the summary as the last one; schemas/findings-line.schema.json describes them",
  sarif: "SARIF 2.1.0 for GitHub code scanning and editors",
  github: "Annotations on a pull request: workflow commands, which GitHub Actions reads from the log",
  gitlab: "GitLab's Code Quality report, for a job's artifacts:reports:codequality",
  junit: "JUnit XML for test reports: a suite a file, a test a finding; those of severity info are skipped tests",
  checkstyle: "Checkstyle XML 4.3, for Jenkins and others that take warnings of compilers",
  rdjson: "For reviewdog -f=rdjson, with safe fixes as suggested changes",
  rdjsonl: "The same for reviewdog -f=rdjsonl, one finding a line",
  markdown: "Markdown for the summary of a GitHub job, the worst findings first where not all have room in 900 kB",
  tap: "TAP version 14, with all that is known about a finding in YAML; those of severity info are skipped tests",
};
