import type { Severity } from "../finding/severity.ts";
import { PLATFORMS, type Platform } from "../kubernetes/platform.ts";
import type { KubernetesVersion } from "../kubernetes/version.ts";
import type { Profile } from "../rule/rule.ts";
import type { Args } from "./args.ts";
import {
  bytes,
  type ColorChoice,
  colorChoice,
  type Destination,
  destinations,
  kubernetesVersion,
  namespaceName,
  word,
} from "./option-values.ts";
import { FAIL_ON, PROFILE_WORDS } from "./options.ts";

/** How what is read is judged. */
export interface JudgingCall {
  readonly failOn: Severity | "never";
  readonly profiles: readonly (Profile | "all")[];
  readonly namespace: string | undefined;
  readonly closedWorld: boolean;
  readonly kubernetes: KubernetesVersion | undefined;
  readonly platform: Platform | undefined;
  readonly allowEmpty: boolean;
  /** True reads CustomResourceDefinitions whole. */
  readonly readCrds: boolean;
  /** Bytes of one input. */
  readonly mostBytes: number;
  readonly config: string | undefined;
  readonly color: ColorChoice;
}

/** What is read, and how it is judged. */
export interface InputCall extends JudgingCall {
  /** As they were written; none where nothing was named. */
  readonly paths: readonly string[];
  readonly each: boolean;
}

/** Which findings are known already, and not reported again. */
export interface BaselineChoice {
  /** As it was written; undefined where the option is not given. */
  readonly file: string | undefined;
  /** When it is read. "where named": by the option or by the config. */
  readonly use: "where named" | "always" | "never";
}

/** What is reported, and how. */
export interface ReportCall {
  readonly baseline: BaselineChoice;
  /** A commit: only findings in files that differ from where the branch left it. */
  readonly changedSince: string | undefined;
  readonly destinations: readonly Destination[];
  /** Of the results in SARIF; undefined: the tool's own. */
  readonly sarifCategory: string | undefined;
  /** True puts what is suppressed into SARIF, marked as such. */
  readonly sarifSuppressions: boolean;
  readonly verbose: boolean;
  readonly timing: boolean;
}

export interface LintCall extends InputCall, ReportCall {}

/** Throws a UsageError. */
export const lintCall = (args: Args): LintCall => ({ ...inputCall(args), ...reportCall(args) });

/** Throws a UsageError. */
export const inputCall = (args: Args): InputCall => ({
  ...judgingCall(args),
  paths: args.operands,
  each: args.has("each"),
});

/** Throws a UsageError. */
export function judgingCall(args: Args): JudgingCall {
  const platform = args.last("platform");
  return {
    failOn: word("fail-on", FAIL_ON, args.last("fail-on") ?? "error"),
    profiles: args.all("profile").map((value) => word("profile", PROFILE_WORDS, value)),
    namespace: namespaceName(args.last("namespace")),
    closedWorld: args.has("closed-world"),
    kubernetes: kubernetesVersion(args.last("kube-version")),
    platform: platform === undefined ? undefined : word("platform", PLATFORMS, platform),
    allowEmpty: args.has("allow-empty"),
    readCrds: args.has("read-crds"),
    mostBytes: bytes(args.last("max-size")),
    config: args.last("config"),
    color: colorChoice(args.last("color")),
  };
}

/** Throws a UsageError. */
export function reportCall(args: Args): ReportCall {
  const formats = args.all("format");
  return {
    baseline: { file: args.last("baseline"), use: "where named" },
    changedSince: args.last("changed-since"),
    destinations: destinations(formats.length > 0 ? formats : ["pretty"]),
    sarifCategory: args.last("sarif-category"),
    sarifSuppressions: args.has("sarif-suppressions"),
    verbose: args.has("verbose"),
    timing: args.has("timing"),
  };
}
