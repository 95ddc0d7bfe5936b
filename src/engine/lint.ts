import type { RuleSetting } from "../config/config.ts";
import { maySuppress } from "../config/may-suppress.ts";
import { matches, type SelectorSubject } from "../config/selector.ts";
import type { Unmatched } from "../finding/baseline.ts";
import type { Finding, RuleFailure, SuppressedFinding } from "../finding/finding.ts";
import { byPlace } from "../finding/order.ts";
import type { Severity } from "../finding/severity.ts";
import type { Release } from "../release/release.ts";
import { READ_FAILURE } from "../rule/read-failure.ts";
import type { Context, Profile, RunRule } from "../rule/rule.ts";
import { Distinct } from "./distinct.ts";
import { addFailure, type Failures } from "./failures.ts";
import { judgedSuppressions } from "./judged-suppressions.ts";
import { type KnownFindings, knownFindings, mayBeKnown } from "./known-findings.ts";
import { MOST_FINDINGS } from "./most-findings.ts";
import { type Raised, run } from "./run.ts";
import type { Settings } from "./settings.ts";
import { type Settled, settle, severityOf } from "./settle.ts";
import { type Suppressions, suppressionsIn } from "./suppressions.ts";

export interface Outcome {
  /** In order of path, line, column, rule and message. */
  readonly findings: readonly Finding[];
  readonly ignored: number;
  readonly baselined: number;
  /** undefined without a baseline. */
  readonly unmatched: Unmatched | undefined;
  /** Those of the ignored that are kept, in the same order; undefined where nobody asked for them. */
  readonly suppressed: readonly SuppressedFinding[] | undefined;
  /** Refused documents among the ignored. */
  readonly notRead: number;
  /** Problems of rules that have enough findings, by severity: nobody looked whether anything silences them. */
  readonly unlisted: Readonly<Record<Severity, number>>;
  /** Rules that threw, in the order in which they ran. */
  readonly failures: readonly RuleFailure[];
}

/**
 * Hands each rule its subjects, release by release, and settles what they raise. Suppressions are judged once, when all
 * releases have run: one that is used in any of them is in use.
 */
export function lint(releases: readonly Release[], settings: Settings): Outcome {
  const rules = settings.rules.filter((rule) => isOn(rule, settings));
  const suppressions = isAnythingSuppressed(releases, settings)
    ? suppressionsIn(releases, settings, new Set(rules.map(({ id }) => id)))
    : undefined;
  const known = settings.baseline && knownFindings(settings.baseline);
  const keep = new Keeper(settings, suppressions, known);
  // Nobody hears of the others, unless a suppression is to be told used or not.
  const heard = rules.filter((rule) => isProfileOn(rule.profile, settings) || suppressions?.concern(rule.id));
  for (const release of releases)
    for (const raised of run(heard, contextOf(release, settings), keep.failures, settings.stopwatch))
      keep.raised(raised, release);

  const [first] = releases;
  if (first && suppressions)
    for (const { raised, release, isJudge } of judgedSuppressions(
      rules,
      suppressions,
      releases,
      contextOf(first, settings),
      keep.failures,
    ))
      keep.raised(raised, release, !isJudge);
  const reported = rules.filter(({ profile }) => isProfileOn(profile, settings));
  return { ...keep.outcome(), unmatched: known?.unmatched(keep.exhausted(reported), releases) };
}

/** Most runs have none, and do without the code. */
const isAnythingSuppressed = (releases: readonly Release[], { config }: Settings): boolean =>
  config.ignore.length > 0 || releases.some(({ documents }) => documents.some(maySuppress));

/** A preview runs where the config names it, or all previews are asked for. */
function isOn({ id, stage }: RunRule, { config, preview }: Settings): boolean {
  const setting = config.rules.get(id);
  return setting?.severity !== "off" && (stage !== "preview" || preview || setting !== undefined);
}

const contextOf =
  (release: Release, { config, kubernetes, platform }: Settings) =>
  ({ id, options }: RunRule): Context => ({
    release,
    kubernetes,
    platform,
    options: { ...options?.defaults, ...config.rules.get(id)?.options },
  });

/** Decides of each problem whether it becomes a finding. */
class Keeper {
  readonly failures: Failures | undefined;
  readonly #findings: Finding[] = [];
  readonly #counts = new Map<RunRule, number>();
  readonly #unlisted = { error: 0, warning: 0, info: 0 };
  readonly #distinct = new Distinct();
  #ignored = 0;
  #baselined = 0;
  #notRead = 0;

  constructor(
    private readonly settings: Settings,
    private readonly suppressions: Suppressions | undefined,
    private readonly known: KnownFindings | undefined,
  ) {
    this.failures = settings.goesOn ? new Map() : undefined;
  }

  raised(raised: Raised, release: Release, maySilence = true): void {
    try {
      this.#settle(raised, release, maySilence);
    } catch (error) {
      addFailure(this.failures, raised.rule, error, raised.resource);
    }
  }

  #settle(raised: Raised, release: Release, maySilence: boolean): void {
    const { rule, problem } = raised;
    const isAsked = isProfileOn(problem.profile ?? rule.profile, this.settings);
    // A suppression of what this run does not report is in use all the same, and so is an entry of the baseline.
    if (!isAsked && !this.suppressions?.concern(rule.id) && !this.known?.concern(rule.id)) return;
    const setting = this.settings.config.rules.get(rule.id);
    const configured = setting?.severity === "off" ? undefined : setting?.severity;
    const count = this.#counts.get(rule) ?? 0;
    if (count >= MOST_FINDINGS) {
      this.#unlisted[severityOf(problem, configured ?? rule.severity)] += isAsked ? 1 : 0;
      return;
    }
    const settled = settle(raised, release, { severity: configured, templatePath: this.settings.templatePath });
    const finding = settled && this.#distinct.admit(settled.finding);
    if (!finding) return;
    const subject = subjectOf(finding, settled);
    if (setting && !isSelected(setting, subject)) return;
    if (maySilence && this.suppressions?.silence(finding, settled.resource, subject, isAsked)) {
      this.#ignored += isAsked ? 1 : 0;
      this.#notRead += rule.id === READ_FAILURE ? 1 : 0;
    } else if (this.known && mayBeKnown(rule) && this.known.meet(finding, isAsked && this.settings.keepSuppressed)) {
      this.#baselined += isAsked ? 1 : 0;
    } else if (isAsked) {
      this.#findings.push(finding);
      this.#counts.set(rule, count + 1);
    }
  }

  /** Ids of those of the rules whose problems have all been settled. */
  exhausted(rules: readonly RunRule[]): ReadonlySet<string> {
    const isWhole = (rule: RunRule): boolean =>
      (this.#counts.get(rule) ?? 0) < MOST_FINDINGS && !this.failures?.has(rule.id);
    return new Set(rules.filter(isWhole).map(({ id }) => id));
  }

  #suppressed(): readonly SuppressedFinding[] {
    const all = [...(this.suppressions?.suppressed() ?? []), ...(this.known?.suppressed() ?? [])];
    return all.sort((a, b) => byPlace(a.finding, b.finding));
  }

  outcome(): Omit<Outcome, "unmatched"> {
    return {
      findings: this.#findings.sort(byPlace),
      ignored: this.#ignored,
      baselined: this.#baselined,
      suppressed: this.settings.keepSuppressed ? this.#suppressed() : undefined,
      notRead: this.#notRead,
      unlisted: this.#unlisted,
      failures: [...(this.failures?.values() ?? [])],
    };
  }
}

const isProfileOn = (profile: Profile, { profiles, config }: Settings): boolean =>
  profile === "default" || [...profiles, ...config.profiles].some((on) => on === profile || on === "all");

const isSelected = ({ only, except }: RuleSetting, subject: SelectorSubject): boolean =>
  (!only || matches(only, subject)) && !(except && matches(except, subject));

const subjectOf = (
  { resource: identity, location, origin }: Finding,
  { resource, containers }: Settled,
): SelectorSubject => ({
  ...identity,
  file: location.file,
  template: origin?.template?.file,
  containers,
  hooks: resource?.hooks ?? [],
});
