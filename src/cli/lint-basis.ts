import type { Stopwatch } from "../engine/stopwatch.ts";
import type { Baseline } from "../finding/baseline.ts";
import type { RunRule } from "../rule/rule.ts";
import { usableBaseline } from "./baseline/usable-baseline.ts";
import type { changedReports } from "./changes/changed-report.ts";
import { configOf, type LoadedConfig } from "./config-file.ts";
import type { Io } from "./io.ts";
import type { ReportCall } from "./lint-call.ts";

/** What a run is held against. */
export interface LintBasis extends LoadedConfig {
  readonly baseline?: Baseline;
  /** Absolute path of the baseline that is in use. */
  readonly baselinePath?: string;
  /** Leaves of a report what a branch has changed; undefined where all is asked for. */
  readonly changed: Awaited<ReturnType<typeof changedReports>> | undefined;
  readonly stopwatch: Stopwatch | undefined;
}

interface BasisCall extends Pick<ReportCall, "baseline" | "changedSince" | "timing"> {
  readonly config: string | undefined;
}

/**
 * What a run needs before it looks for files. undefined where the config or the baseline cannot be used: that has been told.
 * Throws a UsageError where Git cannot tell what has changed.
 */
export async function basisOf(io: Io, call: BasisCall, rules: readonly RunRule[]): Promise<LintBasis | undefined> {
  const held = heldAgainst(io, call, rules);
  if (!held) return undefined;
  const since = call.changedSince;
  const changed =
    since === undefined ? undefined : await (await import("./changes/changed-report.ts")).changedReports(io, since);
  const stopwatch = call.timing ? (await import("./timing.ts")).stopwatchOf(io.now) : undefined;
  return { ...held, changed, stopwatch };
}

function heldAgainst(
  io: Io,
  call: BasisCall,
  rules: readonly RunRule[],
): Omit<LintBasis, "changed" | "stopwatch"> | undefined {
  const loaded = configOf(io, call.config, rules, "linted");
  if (!loaded) return undefined;
  const { file, use } = call.baseline;
  const isNamed = file !== undefined || loaded.config.baseline !== undefined;
  if (use === "never" || (use === "where named" && !isNamed)) return loaded;
  const usable = usableBaseline(io, call.baseline, loaded);
  return usable && { ...loaded, ...usable };
}
