import type { Release } from "../release/release.ts";
import type { Context, RunRule } from "../rule/rule.ts";
import type { Document } from "../yaml/document.ts";
import { addFailure, type Failures } from "./failures.ts";
import type { Raised } from "./run.ts";
import type { Suppressions } from "./suppressions.ts";

interface Judged {
  readonly raised: Raised;
  /** The one that holds the suppression's document; the first for the config's own, which belong to none. */
  readonly release: Release;
  /** True where the suppression is of a rule that judges suppressions: nothing silences what is said of it, it would silence it itself. */
  readonly isJudge: boolean;
}

/** Each suppression as the rules about them see it: those of the judges themselves last. */
export function* judgedSuppressions(
  rules: readonly RunRule[],
  suppressions: Pick<Suppressions, "judged">,
  releases: readonly Release[],
  contextOf: (rule: RunRule) => Context,
  failures: Failures | undefined,
): Iterable<Judged> {
  const [first] = releases;
  if (!first) return;
  let holders: Map<Document, Release> | undefined;
  const holderOf = (document: Document): Release | undefined => {
    holders ??= new Map(releases.flatMap((release) => release.documents.map((own) => [own, release] as const)));
    return holders.get(document);
  };
  const judges = rules.filter(({ on }) => on === "suppression");
  const ids = new Set(judges.map(({ id }) => id));
  for (const isJudge of [false, true]) {
    const judged = suppressions.judged(ids, isJudge);
    for (const rule of judges)
      for (const suppression of judged) {
        const context = contextOf(rule);
        try {
          if (rule.on !== "suppression" || rule.concerns?.(suppression, context) === false) continue;
          for (const problem of rule.check(suppression, context)) {
            const document = problem.at.locate()?.document;
            const raised = { rule, problem, resource: undefined, container: undefined };
            yield { raised, release: (document && holderOf(document)) ?? first, isJudge };
          }
        } catch (error) {
          addFailure(failures, rule, error, suppression);
        }
      }
  }
}
