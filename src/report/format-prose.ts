import type { FormatName } from "./formats.ts";

/** What help tells of each format, in the order in which it lists them. */
export const FORMAT_PROSE: Readonly<Record<FormatName, string>> = {
  pretty: "For people: each finding with the lines that it is about",
  unix: "One line a finding: path:line:column: severity: message [rule]",
  json: "Everything that is known about each finding, as schemas/findings.schema.json describes it",
  sarif: "SARIF 2.1.0 for GitHub code scanning and editors",
};
