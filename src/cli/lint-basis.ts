import type { Baseline } from "../finding/baseline.ts";
import type { RunRule } from "../rule/rule.ts";
import { configOf, type LoadedConfig } from "./config-file.ts";
import type { Io } from "./io.ts";
import type { BaselineChoice } from "./lint-call.ts";
import { usableBaseline } from "./usable-baseline.ts";

/** What a run is held against. */
export interface LintBasis extends LoadedConfig {
  readonly baseline?: Baseline;
  /** Absolute path of the baseline that is in use. */
  readonly baselinePath?: string;
}

interface BasisCall {
  readonly config: string | undefined;
  readonly baseline: BaselineChoice;
}

/** The config and the baseline of a run. undefined where one of them cannot be used: that has been told. */
export function basisOf(io: Io, call: BasisCall, rules: readonly RunRule[]): LintBasis | undefined {
  const loaded = configOf(io, call.config, rules, "linted");
  if (!loaded) return undefined;
  const { file, use } = call.baseline;
  const isNamed = file !== undefined || loaded.config.baseline !== undefined;
  if (use === "never" || (use === "where named" && !isNamed)) return loaded;
  const usable = usableBaseline(io, call.baseline, loaded);
  return usable && { ...loaded, ...usable };
}
