import { jsonLine } from "./escape.ts";
import { findingJson, headJson } from "./finding-json.ts";
import type { Formatter } from "./format.ts";

/** A line for each finding, and last one with the summary, by which a reader knows that nothing was cut off. FINDINGS_LINE_SCHEMA describes them. */
export const ndjson: Formatter = (report, context) =>
  [...report.findings.map((finding) => jsonLine(findingJson(finding))), jsonLine(headJson(report, context))].join("");
