import type { RuleSetting } from "../config/config.ts";
import { matches, type SelectorSubject } from "../config/selector.ts";
import type { Finding } from "../finding/finding.ts";
import { fingerprint } from "../finding/fingerprint.ts";
import { byPlace } from "../finding/order.ts";
import type { Container } from "../kubernetes/container.ts";
import type { Resource } from "../kubernetes/resource.ts";
import type { Release } from "../release/release.ts";
import { READ_FAILURE } from "../rule/read-failure.ts";
import type { AnyRule, Context, Profile } from "../rule/rule.ts";
import { type Raised, run, runOnSuppressions } from "./run.ts";
import type { Settings } from "./settings.ts";
import { settle } from "./settle.ts";
import { Suppressions } from "./suppressions.ts";

export interface Outcome {
  /** In order of path, line, column, rule and message. */
  readonly findings: readonly Finding[];
  readonly ignored: number;
  /** Refused documents among the ignored. */
  readonly notRead: number;
}

/** Hands each rule its subjects and settles what they raise: severities, profiles, suppressions, one finding a fingerprint. */
export function lint(release: Release, settings: Settings): Outcome {
  const { config, kubernetes } = settings;
  const rules = settings.rules.filter((rule) => config.rules.get(rule.id)?.severity !== "off");
  const contextOf = (rule: AnyRule): Context => {
    const options = { ...rule.options?.defaults, ...config.rules.get(rule.id)?.options };
    return { release, kubernetes, options };
  };

  const suppressions = new Suppressions(release, settings, new Set(rules.map(({ id }) => id)));
  const findings: Finding[] = [];
  const distinct = new Distinct();
  let [ignored, notRead] = [0, 0];
  const keep = (raised: Raised): void => {
    const { rule, problem, container } = raised;
    const isOn = isProfileOn(problem.profile ?? rule.profile, settings);
    if (!isOn && !suppressions.concern(rule.id)) return;
    const setting = config.rules.get(rule.id);
    const severity = setting?.severity === "off" ? undefined : setting?.severity;
    const settled = settle(raised, release, severity);
    const finding = settled && distinct.admit(settled.finding);
    if (!finding) return;
    const subject = subjectOf(finding, settled.resource, container);
    if (setting && !isSelected(setting, subject)) return;
    // A suppression of what this run does not report is in use all the same.
    if (suppressions.silence(finding, settled.resource, subject)) {
      ignored += isOn ? 1 : 0;
      notRead += rule.id === READ_FAILURE ? 1 : 0;
    } else if (isOn) findings.push(finding);
  };

  for (const raised of run(rules, release, contextOf)) keep(raised);
  for (const raised of runOnSuppressions(rules, suppressions.all(), contextOf)) keep(raised);
  return { findings: findings.sort(byPlace), ignored, notRead };
}

/** Workloads made of one resource share its problems; of others that only look alike, each stays and has a fingerprint of its own. */
class Distinct {
  readonly #places = new Map<string, Set<string>>();

  /** undefined for what is known already. */
  admit(finding: Finding): Finding | undefined {
    const { file, start } = finding.location;
    const place = `${start.line}:${start.column} ${file}`;
    const places = this.#places.get(finding.fingerprint);
    if (!places) this.#places.set(finding.fingerprint, new Set([place]));
    if (!places) return finding;
    if (places.has(place)) return undefined;
    places.add(place);
    return { ...finding, fingerprint: fingerprint([finding.fingerprint, String(places.size)]) };
  }
}

const isProfileOn = (profile: Profile, { profiles, config }: Settings): boolean =>
  profile === "default" || [...profiles, ...config.profiles].some((on) => on === profile || on === "all");

const isSelected = ({ only, except }: RuleSetting, subject: SelectorSubject): boolean =>
  (!only || matches(only, subject)) && !(except && matches(except, subject));

const subjectOf = (
  { resource: identity, location }: Finding,
  resource: Resource | undefined,
  container: Container | undefined,
): SelectorSubject => ({
  ...identity,
  file: location.file,
  ...(container && { containers: [container.name] }),
  hooks: resource?.hooks ?? [],
});
