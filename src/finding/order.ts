import type { Finding } from "./finding.ts";

/** By path, line, column, rule and message, in code units: the same on every machine. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.location.file, b.location.file) ||
    compare(a.location.start.line, b.location.start.line) ||
    compare(a.location.start.column, b.location.start.column) ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
