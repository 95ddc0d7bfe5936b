import type { Baseline, BaselineEntry } from "../finding/baseline.ts";
import { jsonText } from "./escape.ts";

/** The file that readBaseline reads. Laid out as every formatter of JSON lays it out: a hook that does changes nothing. */
export const baselineText = ({ entries }: Baseline): string => jsonText({ version: 1, findings: entries.map(lineOf) });

/** Keys always in the same order. JSON leaves out what is undefined. */
const lineOf = ({ rule, resource, path, message, fingerprint }: BaselineEntry) => ({
  rule,
  resource,
  path,
  message,
  fingerprint,
});
