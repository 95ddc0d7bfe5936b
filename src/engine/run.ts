import type { ContainerLook } from "../kubernetes/container-look.ts";
import type { Release } from "../release/release.ts";
import type { Context, Problem, RunRule, Subjects } from "../rule/rule.ts";
import { addFailure, type Failures } from "./failures.ts";
import { type Owner, ownerOf } from "./owner.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** A problem with what the engine knows about its subject. */
export interface Raised extends Owner {
  readonly rule: RunRule;
  readonly problem: Problem;
}

type ContextOf = (rule: RunRule) => Context;

/** Hands each rule the subjects of a release, one by one. A rule that throws loses the subject, and goes on with the next one. */
export function* run(
  rules: readonly RunRule[],
  contextOf: ContextOf,
  failures: Failures | undefined,
  stopwatch: Stopwatch | undefined,
): Iterable<Raised> {
  const concerned = new Concerned(failures);
  for (const rule of rules) {
    const context = contextOf(rule);
    stopwatch?.lap("run rules", rule.id);
    for (const subject of concerned.by(rule, context)) {
      try {
        for (const problem of check(rule, subject, context)) {
          stopwatch?.lap("settle findings");
          yield { rule, problem, ...ownerOf(subject) };
          stopwatch?.lap("run rules", rule.id);
        }
      } catch (error) {
        addFailure(failures, rule, error, subject);
      }
    }
  }
  stopwatch?.lap("settle findings");
}

type Subject = Subjects[keyof Subjects];

/** A rule's `on` is the type of its subject, which the union of all rules no longer shows. */
const check = (rule: RunRule, subject: Subject, context: Context): Iterable<Problem> =>
  (rule.check as (subject: Subject, context: Context) => Iterable<Problem>)(subject, context);

const concerns = (rule: RunRule, subject: Subject, context: Context): boolean =>
  (rule.concerns as ((subject: Subject, context: Context) => boolean) | undefined)?.(subject, context) ?? true;

/** The subjects that rules ask to see. Rules that share a `concerns` share its answer. */
class Concerned {
  readonly #known = new Map<keyof Subjects, Map<RunRule["concerns"], readonly Subject[]>>();

  constructor(private readonly failures: Failures | undefined) {}

  by(rule: RunRule, context: Context): readonly Subject[] {
    try {
      // By options of its own a rule may see a subject otherwise than another.
      if (rule.options && rule.concerns) return this.#asked(rule, context);
      return this.#once(rule.on, rule.concerns, () => this.#asked(rule, context));
    } catch (error) {
      addFailure(this.failures, rule, error);
      return [];
    }
  }

  #asked(rule: RunRule, context: Context): readonly Subject[] {
    const { release } = context;
    if (!rule.concerns) return subjectsOf(rule.on, release);
    const { atWorkload } = rule.concerns as Partial<ContainerLook<Context>>;
    const all: readonly Subject[] = atWorkload
      ? release.workloads.flatMap((workload) => {
          try {
            if (!atWorkload(workload, context)) return [];
          } catch (error) {
            addFailure(this.failures, rule, error, workload);
          }
          return workload.containers;
        })
      : this.#once(rule.on, undefined, () => subjectsOf(rule.on, release));
    return all.filter((subject) => {
      try {
        return concerns(rule, subject, context);
      } catch (error) {
        addFailure(this.failures, rule, error, subject);
        // The rules that share this look, and its answer, may still have something to say.
        return true;
      }
    });
  }

  #once(on: keyof Subjects, look: RunRule["concerns"], ask: () => readonly Subject[]): readonly Subject[] {
    const known = this.#known.get(on) ?? new Map<RunRule["concerns"], readonly Subject[]>();
    this.#known.set(on, known);
    const answer = known.get(look) ?? ask();
    known.set(look, answer);
    return answer;
  }
}

/** Lists rather than a generator: most rules have nothing to say of most subjects, and so are asked very often. */
function subjectsOf(on: keyof Subjects, release: Release): readonly Subject[] {
  switch (on) {
    case "document":
      return release.documents;
    case "resource":
      return release.resources;
    case "workload":
      return release.workloads;
    case "container":
      return release.workloads.flatMap(({ containers }) => containers);
    case "release":
      return [release];
    case "suppression":
      return [];
  }
}
