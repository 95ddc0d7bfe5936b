import { jsonText } from "./escape.ts";
import { findingJson, headJson, type Listing } from "./finding-json.ts";
import type { FindingsDocument } from "./findings-schema.ts";
import type { Formatter } from "./format.ts";

/** For programs: all that is known. FINDINGS_SCHEMA describes it. */
export const json: Formatter = (report, context) =>
  jsonText({
    ...headJson(report, context),
    findings: report.findings.map(findingJson),
  } satisfies Listing<FindingsDocument>);
