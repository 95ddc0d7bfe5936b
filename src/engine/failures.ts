import type { RuleFailure } from "../finding/finding.ts";
import type { RunRule, Subjects } from "../rule/rule.ts";
import { ownerOf } from "./owner.ts";

/** What rules threw, by their ids: of each the first time, and how often, since a rule may fail at each of a million objects. */
export type Failures = Map<string, RuleFailure>;

/** Where nobody takes failures, what the rule threw is thrown on. */
export function addFailure(
  failures: Failures | undefined,
  { id }: RunRule,
  error: unknown,
  subject?: Subjects[keyof Subjects],
): void {
  if (!failures) throw error;
  const known = failures.get(id);
  failures.set(id, known ? { ...known, times: known.times + 1 } : { rule: id, times: 1, ...placeOf(subject), error });
}

/** Nothing of the release, which is no one place. */
function placeOf(subject: Subjects[keyof Subjects] | undefined): Pick<RuleFailure, "resource" | "file"> {
  if (subject === undefined) return {};
  const { resource } = ownerOf(subject);
  if (resource) return { resource: resource.label, file: resource.document.file };
  if ("fault" in subject) return { file: subject.at.locate()?.file };
  return "file" in subject ? { file: subject.file } : {};
}
