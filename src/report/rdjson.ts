import { diagnosticsOf, SOURCE } from "./diagnostic.ts";
import { jsonText } from "./escape.ts";
import type { Formatter } from "./format.ts";

/** A DiagnosticResult, for reviewdog. */
export const rdjson: Formatter = (report, context) =>
  jsonText({ source: SOURCE, diagnostics: diagnosticsOf(report, context) });
