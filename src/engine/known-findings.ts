import type { Baseline, BaselineEntry, Unmatched } from "../finding/baseline.ts";
import type { Finding, SuppressedFinding } from "../finding/finding.ts";
import { resourceText } from "../finding/resource-text.ts";
import type { Release } from "../release/release.ts";
import { READ_FAILURE } from "../rule/read-failure.ts";
import type { RunRule } from "../rule/rule.ts";
import { MOST_FINDINGS } from "./most-findings.ts";

/**
 * False for what a baseline never hides: a document that nobody could check, and what is said of suppressions. One means
 * of silence must not keep quiet that another has expired, and to mend a suppression takes no more than to delete it.
 */
export const mayBeKnown = ({ id, on }: Pick<RunRule, "id" | "on">): boolean =>
  id !== READ_FAILURE && on !== "suppression";

/** A baseline, and which of its entries have met their finding. */
class KnownFindings {
  /** By fingerprint: entries that share one are one. */
  readonly #entries: ReadonlyMap<string, BaselineEntry>;
  readonly #rules: ReadonlySet<string>;
  readonly #met = new Set<string>();
  /** By rule. */
  readonly #kept = new Map<string, SuppressedFinding[]>();

  constructor({ entries }: Baseline) {
    this.#entries = new Map(entries.map((entry) => [entry.fingerprint, entry]));
    this.#rules = new Set(entries.map(({ rule }) => rule));
  }

  /** True where any finding of the rule is known. */
  concern(rule: string): boolean {
    return this.#rules.has(rule);
  }

  /** True where the finding is known; its entry is then in use. `isKept` where somebody will ask for it. */
  meet(finding: Finding, isKept: boolean): boolean {
    const { fingerprint, rule } = finding;
    if (!this.#entries.has(fingerprint)) return false;
    this.#met.add(fingerprint);
    if (isKept) {
      const ofRule = this.#kept.get(rule) ?? [];
      if (ofRule.length < MOST_FINDINGS) ofRule.push({ finding, by: [{ how: "baseline" }] });
      this.#kept.set(rule, ofRule);
    }
    return true;
  }

  /** Those that were kept, in no particular order. */
  suppressed(): readonly SuppressedFinding[] {
    return [...this.#kept.values()].flat();
  }

  /** `ran` are the ids of the rules all of whose findings have been held against the baseline. */
  unmatched(ran: ReadonlySet<string>, releases: readonly Release[]): Unmatched {
    const entries = [...this.#entries.values()].filter(
      ({ rule, fingerprint }) => ran.has(rule) && !this.#met.has(fingerprint),
    );
    // Nobody asks for the names of all objects where every entry has met its finding.
    const held = entries.length > 0 ? namesIn(releases) : NONE;
    return {
      stale: entries.filter(({ resource }) => held.has(resource)),
      absent: entries.filter(({ resource }) => !held.has(resource)),
    };
  }
}

export type { KnownFindings };

export const knownFindings = (baseline: Baseline): KnownFindings => new KnownFindings(baseline);

const NONE: ReadonlySet<string> = new Set();

/** What entries may be about: objects and files. */
const namesIn = (releases: readonly Release[]): ReadonlySet<string> =>
  new Set(
    releases.flatMap((release) => [
      ...release.resources.map((resource) =>
        resourceText({ kind: resource.kind, namespace: release.namespaceOf(resource), name: resource.name }),
      ),
      ...release.documents.map(({ file }) => file),
    ]),
  );
