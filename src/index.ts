import { type Config, NO_CONFIG } from "./config/config.ts";
import { lint as run } from "./engine/lint.ts";
import type { Finding, Report, Summary } from "./finding/finding.ts";
import { byPlace } from "./finding/order.ts";
import { DEFAULT_VERSION, type KubernetesVersion } from "./kubernetes/version.ts";
import { isKubernetes, Release } from "./release/release.ts";
import type { AnyRule, Profile } from "./rule/rule.ts";
import { RULES } from "./rules/index.ts";
import { VERSION } from "./tool-version.ts";
import type { Document, Source } from "./yaml/document.ts";

export type { Config } from "./config/config.ts";
export type { Finding, FindingFix, Report, Summary } from "./finding/finding.ts";
export type { Confidence, Severity } from "./finding/severity.ts";
export type { KubernetesVersion } from "./kubernetes/version.ts";
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
  type Subjects,
  type Suppression,
  type Topic,
} from "./rule/rule.ts";
export { RULES } from "./rules/index.ts";
export type { Source } from "./yaml/document.ts";
export { readSource } from "./yaml/source.ts";

export interface LintOptions {
  readonly config?: Config;
  /** Beside the config's own. */
  readonly profiles?: readonly (Profile | "all")[];
  /** Takes the config's place, as `kubernetes` does. */
  readonly namespace?: string | undefined;
  readonly kubernetes?: KubernetesVersion | undefined;
  /** True where the input is all that there will be in the cluster. */
  readonly closedWorld?: boolean;
  /** ISO date that `expires` is held against; without one nothing expires. */
  readonly today?: string;
  /** Instead of the built-in ones. */
  readonly rules?: readonly AnyRule[];
}

/** Lints the sources as one release. */
export function lint(sources: readonly Source[], options: LintOptions = {}): Report {
  const { config = NO_CONFIG, profiles = [], closedWorld = false, today, rules = RULES } = options;
  // What is said must not depend on the order in which files are named.
  const release = Release.of(sources.toSorted(byFile), {
    namespace: options.namespace ?? config.namespace,
    known: config.known,
    closed: closedWorld,
  });
  const kubernetes = options.kubernetes ?? config.kubernetes ?? DEFAULT_VERSION;
  const { findings, ignored, notRead } = run(release, { rules, config, profiles, kubernetes, today });
  return { findings, summary: summarise(sources, release, findings, ignored, notRead), toolVersion: VERSION };
}

const byFile = (a: Source, b: Source): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0);

/** Several releases of one call, as one report. */
export function mergeReports(reports: readonly Report[]): Report {
  const sum = (count: (summary: Summary) => number): number =>
    reports.reduce((total, { summary }) => total + count(summary), 0);
  const kinds = reports.flatMap(({ summary }) =>
    summary.notChecked.flatMap(({ kind, count }) => Array<string>(count).fill(kind)),
  );
  return {
    findings: reports.flatMap(({ findings }) => findings).sort(byPlace),
    summary: {
      files: sum(({ files }) => files),
      documents: sum(({ documents }) => documents),
      objects: sum(({ objects }) => objects),
      error: sum(({ error }) => error),
      warning: sum(({ warning }) => warning),
      info: sum(({ info }) => info),
      ignored: sum(({ ignored }) => ignored),
      baselined: sum(({ baselined }) => baselined),
      unreadable: sum(({ unreadable }) => unreadable),
      notRead: sum(({ notRead }) => notRead),
      notKubernetes: sum(({ notKubernetes }) => notKubernetes),
      notChecked: countKinds(kinds),
    },
    toolVersion: VERSION,
  };
}

function summarise(
  sources: readonly Source[],
  release: Release,
  findings: readonly Finding[],
  ignored: number,
  notRead: number,
): Summary {
  const number = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const refused = release.documents.filter(({ refusal }) => refusal).length;
  return {
    files: sources.length,
    documents: release.documents.length,
    objects: release.resources.length,
    error: number("error"),
    warning: number("warning"),
    info: number("info"),
    ignored,
    baselined: 0,
    unreadable: refused - notRead,
    notRead,
    notKubernetes: release.documents.filter(isOther).length,
    notChecked: countKinds(release.notChecked.map(({ kind }) => kind)),
  };
}

/** Holds something, but no object of Kubernetes. */
const isOther = ({ value, refusal }: Document): boolean =>
  value !== undefined && value !== null && !refusal && !isKubernetes(value);

function countKinds(kinds: readonly string[]): Summary["notChecked"] {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
