import { combined } from "../../finding/combined.ts";
import type { LintRun } from "../lint-run.ts";

/** Runs, of which there is one at least, as one: what is told of them is told at once. */
export function joined(runs: readonly LintRun[]): LintRun {
  const [first] = runs;
  if (!first) throw new Error("there is no run to be told of");
  const [report, ...more] = runs.flatMap((run) => run.report ?? []);
  return {
    ...first,
    report: report && combined([report, ...more]),
    inputs: runs.flatMap(({ inputs }) => inputs),
    texts: runs.flatMap(({ texts }) => texts),
    complaints: runs.flatMap(({ complaints }) => complaints),
  };
}
