import type { Ignore } from "../config/config.ts";
import { maySuppress } from "../config/may-suppress.ts";
import { ignores, type SelectorSubject } from "../config/selector.ts";
import { annotationSuppressions, commentSuppressions, type TextSuppression } from "../config/suppressions.ts";
import type { Finding, SuppressedFinding } from "../finding/finding.ts";
import type { Resource } from "../kubernetes/resource.ts";
import type { Release } from "../release/release.ts";
import { nearest } from "../rule/nearest.ts";
import type { Suppression } from "../rule/rule.ts";
import { quote } from "../rule/text.ts";
import { MOST_FINDINGS } from "./most-findings.ts";
import type { Settings } from "./settings.ts";

/** A suppression, and whether it has silenced anything yet. */
interface Entry {
  readonly rule: string;
  readonly at: Suppression["at"];
  readonly form: Suppression["form"];
  readonly slip: Suppression["slip"];
  readonly reason: string | undefined;
  readonly expires: string | undefined;
  /** Of the config: what it is about. */
  readonly ignore?: Ignore;
  used: boolean;
}

/** All that was written to silence rules: comments, annotations and the config's `ignore`. */
class Suppressions {
  readonly #entries: Entry[] = [];
  /** Comments by rule, file and line; annotations by rule and object; the config's by rule. */
  readonly #comments = new Map<string, Entry[]>();
  readonly #annotations = new Map<Resource, Map<string, Entry[]>>();
  readonly #ignores = new Map<string, Entry[]>();
  readonly #rules = new Set<string>();
  /** By rule. */
  readonly #suppressed = new Map<string, SuppressedFinding[]>();
  readonly #ids: ReadonlySet<string>;
  readonly #slips = new Map<string, Suppression["slip"]>();

  constructor(
    private readonly releases: readonly Release[],
    private readonly settings: Settings,
    private readonly running: ReadonlySet<string>,
  ) {
    this.#ids = new Set(settings.rules.map(({ id }) => id));
    for (const { documents, resources } of releases) {
      // Asked once for each document: a List may hold very many objects.
      const speaking = new Set(documents.filter(maySuppress));
      if (speaking.size === 0) continue;
      for (const document of speaking)
        for (const comment of commentSuppressions(document)) this.#addComment(comment, document.file);
      for (const resource of resources) if (speaking.has(resource.document)) this.#addAnnotations(resource);
    }
    for (const ignore of settings.config.ignore) {
      const { rule, at, reason, expires } = ignore;
      const entry = this.#add({ rule, at, form: "config", slip: undefined, reason, expires, ignore, used: false });
      push(this.#ignores, rule, entry);
    }
  }

  /** True where any is written for the rule. */
  concern(rule: string): boolean {
    return this.#rules.has(rule);
  }

  /**
   * True where one silences the finding. Every one that does is in use, not only the first. A finding that the run would not
   * report anyway, where `isAsked` is false, is not kept.
   */
  silence(finding: Finding, resource: Resource | undefined, subject: SelectorSubject, isAsked: boolean): boolean {
    const { rule, location } = finding;
    const silencing = [
      ...(this.#comments.get(commentKey(rule, location.file, location.start.line)) ?? []),
      ...((resource && this.#annotations.get(resource)?.get(rule)) ?? []),
      ...(this.#ignores.get(rule) ?? []).filter(
        (entry) => !this.#isExpired(entry) && entry.ignore && ignores(entry.ignore, rule, subject),
      ),
    ];
    for (const entry of silencing) entry.used = true;
    const isSilenced = silencing.length > 0;
    if (isSilenced && isAsked && this.settings.keepSuppressed) this.#keep(finding, silencing);
    return isSilenced;
  }

  /** What was silenced and is kept, in no particular order. */
  suppressed(): readonly SuppressedFinding[] {
    return [...this.#suppressed.values()].flat();
  }

  #keep(finding: Finding, silencing: readonly Entry[]): void {
    const ofRule = this.#suppressed.get(finding.rule) ?? [];
    if (ofRule.length >= MOST_FINDINGS) return;
    const by = silencing.map(({ form, reason }) => ({ how: form, ...(reason !== undefined && { reason }) }));
    ofRule.push({ finding, by });
    this.#suppressed.set(finding.rule, ofRule);
  }

  /** What became of each, after what it could silence has run: of `ofRules` rules that judge suppressions, or of all others. */
  judged(ofRules: ReadonlySet<string>, isIn: boolean): readonly Suppression[] {
    return this.#entries
      .filter(({ rule }) => ofRules.has(rule) === isIn)
      .map((entry) => {
        const slip = entry.slip ?? this.#unknownRule(entry.rule);
        const isUnused = !entry.used && this.running.has(entry.rule) && this.#couldMatch(entry);
        const fault = slip ? "unknown" : this.#isExpired(entry) ? "expired" : isUnused ? "unused" : undefined;
        return { rule: entry.rule, at: entry.at, form: entry.form, fault, expires: entry.expires, slip };
      });
  }

  /** An entry of the config about what this input does not hold may be of use for another. */
  #couldMatch({ ignore, rule }: Entry): boolean {
    if (!ignore) return true;
    const { container: _, kind, name, namespace, ...files } = ignore;
    const isOfFile = (file: string) => ignores(files, rule, { file });
    if (kind === undefined && name === undefined && namespace === undefined)
      return this.releases.some(({ documents }) => documents.some(({ file }) => isOfFile(file)));
    const { container: __, ...objects } = ignore;
    return this.releases.some((release) =>
      release.resources.some((resource) => {
        const identity = { kind: resource.kind, name: resource.name, namespace: release.namespaceOf(resource) };
        return ignores(objects, rule, { ...identity, file: resource.document.file });
      }),
    );
  }
  #isExpired({ expires }: Entry): boolean {
    const { today } = this.settings;
    return expires !== undefined && today !== undefined && today > expires;
  }
  #unknownRule(rule: string): Suppression["slip"] {
    if (this.#ids.has(rule)) return undefined;
    let slip = this.#slips.get(rule);
    if (!slip) {
      const meant = nearest(rule, [...this.#ids]);
      slip = {
        message: `this suppression names ${quote(rule)}, which is no rule`,
        help: meant ? `did you mean ${quote(meant)}?` : '"plimsoll rules" lists every rule',
      };
      this.#slips.set(rule, slip);
    }
    return slip;
  }
  #addComment({ rule, at, form, slip, reason, line }: TextSuppression, file: string): void {
    const entry = this.#add({ rule, at, form, slip, reason, expires: undefined, used: false });
    if (!slip && line !== undefined) push(this.#comments, commentKey(rule, file, line), entry);
  }
  #addAnnotations(resource: Resource): void {
    for (const annotations of resource.annotated)
      for (const { rule, at, form, slip, reason } of annotationSuppressions(annotations)) {
        const entry = this.#add({ rule, at, form, slip, reason, expires: undefined, used: false });
        if (slip) continue;
        let ofResource = this.#annotations.get(resource);
        if (!ofResource) {
          ofResource = new Map();
          this.#annotations.set(resource, ofResource);
        }
        push(ofResource, rule, entry);
      }
  }
  #add(entry: Entry): Entry {
    this.#entries.push(entry);
    this.#rules.add(entry.rule);
    return entry;
  }
}

export type { Suppressions };

/** `running` are the ids of the rules that are not off. */
export const suppressionsIn = (
  releases: readonly Release[],
  settings: Settings,
  running: ReadonlySet<string>,
): Suppressions => new Suppressions(releases, settings, running);

const commentKey = (rule: string, file: string, line: number): string => `${line} ${rule} ${file}`;

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const entries = map.get(key);
  if (entries) entries.push(entry);
  else map.set(key, [entry]);
}
