import type { Config } from "../config/config.ts";
import type { Baseline } from "../finding/baseline.ts";
import type { Platform } from "../kubernetes/platform.ts";
import type { KubernetesVersion } from "../kubernetes/version.ts";
import type { Profile, RunRule } from "../rule/rule.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** What a run is told beside its input. */
export interface Settings {
  readonly rules: readonly RunRule[];
  readonly config: Config;
  /** Beside "default", which is always on. */
  readonly profiles: readonly (Profile | "all")[];
  readonly kubernetes: KubernetesVersion;
  readonly platform: Platform;
  /** Path of a template at hand, by the input file and the name that Helm gives it there; undefined: it is not at hand. */
  readonly templatePath: ((file: string, name: string) => string | undefined) | undefined;
  /** True runs rules in preview too. */
  readonly preview: boolean;
  /** Findings that are not reported again. */
  readonly baseline: Baseline | undefined;
  /** True keeps what is suppressed beside what is found. */
  readonly keepSuppressed: boolean;
  /** True goes on where a rule throws. */
  readonly goesOn: boolean;
  /** ISO date; undefined: nothing expires. */
  readonly today: string | undefined;
  /** Told what the time is spent on, where somebody wants to know. */
  readonly stopwatch: Stopwatch | undefined;
}
