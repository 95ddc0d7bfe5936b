import { diagnosticsOf, SOURCE } from "./diagnostic.ts";
import { jsonLine } from "./escape.ts";
import type { Formatter } from "./format.ts";

/** One Diagnostic a line, for reviewdog. Nothing where nothing is found. */
export const rdjsonl: Formatter = (report, context) =>
  diagnosticsOf(report, context)
    .map((diagnostic) => jsonLine({ ...diagnostic, source: SOURCE }))
    .join("");
