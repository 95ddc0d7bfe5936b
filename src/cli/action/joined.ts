import { combined } from "../../finding/combined.ts";
import type { LintRun } from "../lint-run.ts";

/** Several runs as one: what is told of them is told at once. */
export function joined([first, ...others]: readonly [LintRun, ...LintRun[]]): LintRun {
  const runs = [first, ...others];
  const [report, ...more] = runs.flatMap((run) => run.report ?? []);
  return {
    ...first,
    report: report && combined([report, ...more]),
    inputs: runs.flatMap(({ inputs }) => inputs),
    texts: runs.flatMap(({ texts }) => texts),
    complaints: runs.flatMap(({ complaints }) => complaints),
  };
}
