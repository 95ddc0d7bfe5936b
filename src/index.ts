import type { Config } from "./config/config.ts";
import type { Report } from "./finding/finding.ts";
import type { KubernetesVersion } from "./kubernetes/version.ts";
import type { Profile } from "./rule/rule.ts";
import type { Source } from "./yaml/document.ts";

export interface LintOptions {
  readonly config?: Config;
  /** Beside the config's own. */
  readonly profiles?: readonly (Profile | "all")[];
  readonly namespace?: string | undefined;
  readonly kubernetes?: KubernetesVersion | undefined;
  /** True where the input is all that there will be in the cluster. */
  readonly closedWorld?: boolean;
  /** ISO date that `expires` is held against; without one nothing expires. */
  readonly today?: string;
}

/** Lints the sources as one release. */
export function lint(_sources: readonly Source[], _options: LintOptions = {}): Report {
  throw new Error("not yet");
}
