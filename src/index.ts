import { type Config, NO_CONFIG } from "./config/config.ts";
import { type FixInput, type FixOutcome, fixAll } from "./engine/fix.ts";
import { type Outcome, lint as run } from "./engine/lint.ts";
import type { Stopwatch } from "./engine/stopwatch.ts";
import type { Baseline } from "./finding/baseline.ts";
import type { Report, Summary } from "./finding/finding.ts";
import type { Severity } from "./finding/severity.ts";
import { CRD_OUTLINE } from "./kubernetes/custom-resource-definition.ts";
import type { Platform } from "./kubernetes/platform.ts";
import type { Resource } from "./kubernetes/resource.ts";
import { DEFAULT_VERSION, type KubernetesVersion } from "./kubernetes/version.ts";
import { isKubernetes, Release } from "./release/release.ts";
import type { Profile, RunRule } from "./rule/rule.ts";
import { RULES } from "./rules/index.ts";
import { VERSION } from "./tool-version.ts";
import type { Document, Source } from "./yaml/document.ts";
import { readSource } from "./yaml/source.ts";

export { type Config, NO_CONFIG } from "./config/config.ts";
export { type BaselineReading, readBaseline } from "./config/read-baseline.ts";
export { type ConfigReading, readConfig } from "./config/read-config.ts";
export type { ConfigProblem } from "./config/read-shaped.ts";
export type { FixInput, FixOutcome, RefusedFix } from "./engine/fix.ts";
export { type Stage, Stopwatch } from "./engine/stopwatch.ts";
export { type Baseline, type BaselineEntry, baselineOf, type Unmatched } from "./finding/baseline.ts";
export type {
  Edit,
  Finding,
  FindingFix,
  Origin,
  Related,
  Report,
  RuleFailure,
  Summary,
  SuppressedBy,
  SuppressedFinding,
} from "./finding/finding.ts";
export type { Confidence, Severity } from "./finding/severity.ts";
export type { Container } from "./kubernetes/container.ts";
export type { Platform } from "./kubernetes/platform.ts";
export type { Resource } from "./kubernetes/resource.ts";
export { type KubernetesVersion, parseVersion } from "./kubernetes/version.ts";
export type { Volume } from "./kubernetes/volume.ts";
export type { Workload } from "./kubernetes/workload.ts";
export type { Release } from "./release/release.ts";
export { baselineText } from "./report/baseline.ts";
export type { Format, FormatContext, Formatter } from "./report/format.ts";
export { FORMATS } from "./report/formats.ts";
export { nearest } from "./rule/nearest.ts";
export {
  type AnyRule,
  type Context,
  defineRule,
  type Example,
  type Fix,
  type Options,
  type OptionsSchema,
  type Patch,
  type Problem,
  type Profile,
  type Rule,
  type RuleProse,
  type RunRule,
  type Subjects,
  type Suppression,
  type Topic,
} from "./rule/rule.ts";
export { count, list, quote, shortList } from "./rule/text.ts";
export { RULES } from "./rules/index.ts";
export type { Document, Source } from "./yaml/document.ts";
export type { Json, Node, Untyped } from "./yaml/node.ts";
export type { Place, Spot } from "./yaml/place.ts";
export { readSource } from "./yaml/source.ts";
export type { Location, Position, Span, Step } from "./yaml/span.ts";

export interface ManifestOptions {
  /** True reads CustomResourceDefinitions whole. Otherwise of most of them only the header is read: no rule asks for the schemas. */
  readonly readCrds?: boolean;
}

/** Reads what is to be linted. The bytes are kept and must not change. */
export const readManifests = (file: string, bytes: Uint8Array, { readCrds = false }: ManifestOptions = {}): Source =>
  readSource(file, bytes, { outline: readCrds ? undefined : CRD_OUTLINE });

export interface LintOptions {
  readonly config?: Config;
  /** Beside the config's own. */
  readonly profiles?: readonly (Profile | "all")[];
  /** Takes the config's place, as `kubernetes` and `platform` do. */
  readonly namespace?: string | undefined;
  readonly kubernetes?: KubernetesVersion | undefined;
  readonly platform?: Platform | undefined;
  /** True where the input is all that there will be in the cluster. */
  readonly closedWorld?: boolean;
  /** True lints every source as a release of its own; suppressions are judged once for all. */
  readonly each?: boolean;
  /** Path of a template at hand, by the input file and the name that Helm gives it in a comment there. */
  readonly templatePath?: ((file: string, name: string) => string | undefined) | undefined;
  /** True runs rules in preview too. */
  readonly preview?: boolean;
  /** Findings that are counted, and not reported again. */
  readonly baseline?: Baseline | undefined;
  /** True keeps in the report what is suppressed, with what suppresses it. */
  readonly keepSuppressed?: boolean;
  /** ISO date that `expires` is held against; without one nothing expires. */
  readonly today?: string | undefined;
  /** Instead of the built-in ones. */
  readonly rules?: readonly RunRule[];
  /** True goes on where a rule throws, and tells of it in the report; otherwise what it throws is thrown. */
  readonly goesOn?: boolean;
  /** Times the stages and the rules. */
  readonly stopwatch?: Stopwatch | undefined;
}

/** Lints the sources as one release, or with `each` every one as its own. */
export function lint(sources: readonly Source[], options: LintOptions = {}): Report {
  const {
    config = NO_CONFIG,
    profiles = [],
    closedWorld = false,
    each = false,
    preview = false,
    baseline,
    keepSuppressed = false,
    goesOn = false,
    today,
    templatePath,
    rules = RULES,
    stopwatch,
  } = options;
  stopwatch?.lap("build the release");
  const known = { namespace: options.namespace ?? config.namespace, known: config.known, closed: closedWorld };
  // What is said must not depend on the order in which files are named.
  const ordered = sources.toSorted(byFile);
  const releases = (each ? ordered.map((source) => [source]) : [ordered]).map((group) => Release.of(group, known));
  const kubernetes = options.kubernetes ?? config.kubernetes ?? DEFAULT_VERSION;
  const platform = options.platform ?? config.platform ?? "kubernetes";
  stopwatch?.lap("settle findings");
  const outcome = run(releases, {
    rules,
    config,
    profiles,
    kubernetes,
    platform,
    preview,
    baseline,
    keepSuppressed,
    goesOn,
    today,
    templatePath,
    stopwatch,
  });
  const { findings, unmatched, suppressed, failures } = outcome;
  return {
    findings,
    summary: summarise(sources.length, releases, outcome),
    toolVersion: VERSION,
    ...(unmatched && { unmatched }),
    ...(suppressed && { suppressed }),
    ...(failures.length > 0 && { failures }),
  };
}

export interface FixOptions extends LintOptions, ManifestOptions {
  /** True makes the fixes too that may change what the author meant. */
  readonly unsafe?: boolean;
  /** Ids of the rules whose findings are fixed; all without it. */
  readonly only?: readonly string[] | undefined;
}

/**
 * Makes the fixes of what `lint` finds and lints again: a fix that does not remove its finding, or adds one, is not made.
 * Touches no file: the new bytes are in the outcome.
 */
export const fix = (inputs: readonly FixInput[], options: FixOptions = {}): FixOutcome =>
  fixAll(inputs, {
    unsafe: options.unsafe ?? false,
    only: options.only,
    read: (file, bytes) => readManifests(file, bytes, options),
    lint: (sources) => lint(sources, options),
  });

const byFile = (a: Source, b: Source): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0);

function summarise(files: number, releases: readonly Release[], outcome: Outcome): Summary {
  const { findings, ignored, baselined, unmatched, notRead, unlisted, failures } = outcome;
  const number = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity).length + unlisted[severity];
  const documents = releases.flatMap((release) => release.documents);
  const refused = documents.filter(({ refusal }) => refusal).length;
  return {
    files,
    documents: documents.length,
    objects: releases.reduce((sum, { resources }) => sum + resources.length, 0),
    error: number("error"),
    warning: number("warning"),
    info: number("info"),
    unlisted: unlisted.error + unlisted.warning + unlisted.info,
    ignored,
    baselined,
    stale: unmatched?.stale.length ?? 0,
    unchanged: 0,
    unreadable: refused - notRead,
    notRead,
    ...(failures.length > 0 && { unfinished: failures.map(({ rule }) => rule) }),
    notKubernetes: documents.filter(isOther).length,
    headerOnly: documents.filter(({ isOutlined }) => isOutlined).length,
    notChecked: countKinds(releases.flatMap(({ notChecked }) => notChecked)),
  };
}

/** Holds something, but no object of Kubernetes. */
const isOther = ({ value, refusal }: Document): boolean =>
  value !== undefined && value !== null && !refusal && !isKubernetes(value);

function countKinds(resources: readonly Resource[]): Summary["notChecked"] {
  const counts = new Map<string, number>();
  for (const { kind } of resources) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
