import type { Location } from "../yaml/span.ts";
import type { Finding } from "./finding.ts";
import { primaryOf } from "./primary.ts";

/** By path, line, column, rule and message, in code units: the same on every machine. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    byLocation(primaryOf(a), primaryOf(b)) ||
    byLocation(a.location, b.location) ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

const byLocation = (a: Location, b: Location): number =>
  compare(a.file, b.file) || compare(a.start.line, b.start.line) || compare(a.start.column, b.start.column);

/** Code units, and numbers by size. */
export const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
