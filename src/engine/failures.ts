import type { RuleFailure } from "../finding/finding.ts";
import type { RunRule } from "../rule/rule.ts";

export type FailurePlace = Pick<RuleFailure, "resource" | "file">;

/** What rules threw: of each rule the first time, and how often, since a rule may fail at each of a million objects. */
export class Failures {
  readonly #byRule = new Map<string, RuleFailure>();

  /** `goesOn` is false where what a rule throws is to be thrown. */
  constructor(private readonly goesOn: boolean) {}

  add({ id }: RunRule, error: unknown, place: FailurePlace = {}): void {
    if (!this.goesOn) throw error;
    const known = this.#byRule.get(id);
    this.#byRule.set(id, known ? { ...known, times: known.times + 1 } : { rule: id, times: 1, ...place, error });
  }

  /** In order of id. */
  all(): readonly RuleFailure[] {
    return [...this.#byRule.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
  }
}
