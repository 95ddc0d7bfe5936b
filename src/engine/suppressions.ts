import { ignores, type SelectorSubject } from "../config/selector.ts";
import {
  annotationSuppressions,
  commentSuppressions,
  maySuppress,
  type TextSuppression,
} from "../config/suppressions.ts";
import type { Finding } from "../finding/finding.ts";
import type { Resource } from "../kubernetes/resource.ts";
import type { Release } from "../release/release.ts";
import { nearest } from "../rule/nearest.ts";
import type { Suppression } from "../rule/rule.ts";
import { quote } from "../rule/text.ts";
import type { Document } from "../yaml/document.ts";
import type { Settings } from "./settings.ts";

/** A suppression, and whether it has silenced anything yet. */
interface Entry {
  readonly rule: string;
  readonly at: Suppression["at"];
  readonly slip: Suppression["slip"];
  readonly expires: string | undefined;
  silences(finding: Finding, resource: Resource | undefined, subject: SelectorSubject): boolean;
  used: boolean;
}

/** All that was written to silence rules: comments, annotations and the config's `ignore`. */
export class Suppressions {
  readonly #entries: readonly Entry[];
  readonly #today: string | undefined;
  readonly #ids: readonly string[];
  readonly #running: ReadonlySet<string>;

  /** `running` are the ids of the rules that are not off. */
  constructor(release: Release, { rules, config, today }: Settings, running: ReadonlySet<string>) {
    this.#today = today;
    this.#ids = rules.map(({ id }) => id);
    this.#running = running;
    this.#entries = [
      ...release.documents
        .filter(maySuppress)
        .flatMap((document) => [...commentSuppressions(document)].map((comment) => this.#comment(comment, document))),
      ...release.resources
        .filter(({ document }) => maySuppress(document))
        .flatMap((resource) => this.#annotations(resource)),
      ...config.ignore.map((ignore) => ({
        rule: ignore.rule,
        at: ignore.at,
        slip: undefined,
        expires: ignore.expires,
        silences: (finding: Finding, _: Resource | undefined, subject: SelectorSubject) =>
          ignores(ignore, finding.rule, subject),
        used: false,
      })),
    ];
  }

  /** True where any is written for the rule. */
  concern(rule: string): boolean {
    return this.#entries.some((entry) => entry.rule === rule);
  }

  /** True where one silences the finding. */
  silence(finding: Finding, resource: Resource | undefined, subject: SelectorSubject): boolean {
    let silenced = false;
    // Every one that matches is in use, not only the first.
    for (const entry of this.#entries) {
      if (this.#isExpired(entry) || !entry.silences(finding, resource, subject)) continue;
      entry.used = true;
      silenced = true;
    }
    return silenced;
  }

  /** What became of each, after every other rule has run. */
  all(): readonly Suppression[] {
    return this.#entries.map((entry) => {
      const slip = entry.slip ?? this.#unknownRule(entry.rule);
      const unused = !entry.used && this.#running.has(entry.rule);
      const fault = slip ? "unknown" : this.#isExpired(entry) ? "expired" : unused ? "unused" : undefined;
      return { rule: entry.rule, at: entry.at, fault, expires: entry.expires, slip };
    });
  }

  #isExpired({ expires }: Entry): boolean {
    return expires !== undefined && this.#today !== undefined && this.#today > expires;
  }
  #unknownRule(rule: string): Suppression["slip"] {
    if (this.#ids.includes(rule)) return undefined;
    const meant = nearest(rule, this.#ids);
    return {
      message: `this suppression names ${quote(rule)}, which is no rule`,
      help: meant ? `did you mean ${quote(meant)}?` : '"plimsoll rules" lists every rule',
    };
  }
  #comment({ rule, at, slip, line }: TextSuppression, document: Document): Entry {
    const silences = ({ rule: id, location }: Finding): boolean =>
      !slip && id === rule && location.start.line === line && location.file === document.file;
    return { rule, at, slip, expires: undefined, silences, used: false };
  }
  #annotations(resource: Resource): Entry[] {
    return resource.annotated.flatMap((annotations) =>
      [...annotationSuppressions(annotations)].map(({ rule, at, slip }) => ({
        rule,
        at,
        slip,
        expires: undefined,
        silences: ({ rule: id }: Finding, other: Resource | undefined) => !slip && id === rule && other === resource,
        used: false,
      })),
    );
  }
}
