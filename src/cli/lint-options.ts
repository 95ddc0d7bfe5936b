import type { Config } from "../config/config.ts";
import type { Report } from "../finding/finding.ts";
import { isAtLeast, SEVERITIES } from "../finding/severity.ts";
import type { LintOptions } from "../index.ts";
import type { RunRule } from "../rule/rule.ts";
import type { Io } from "./io.ts";
import type { InputCall, JudgingCall } from "./lint-call.ts";

export const lintOptions = (io: Io, call: InputCall, config: Config, rules: readonly RunRule[]): LintOptions => ({
  config,
  rules,
  profiles: call.profiles,
  namespace: call.namespace,
  kubernetes: call.kubernetes,
  platform: call.platform,
  closedWorld: call.closedWorld,
  each: call.each,
  goesOn: true,
  today: io.today(),
});

/** True where something was found at or above --fail-on. */
export const isFailure = ({ summary }: Report, failOn: JudgingCall["failOn"]): boolean =>
  failOn !== "never" && SEVERITIES.some((severity) => summary[severity] > 0 && isAtLeast(severity, failOn));
