import type { Container } from "../kubernetes/container.ts";
import type { Resource } from "../kubernetes/resource.ts";
import type { Release } from "../release/release.ts";
import type { AnyRule, Context, Problem, Subjects, Suppression } from "../rule/rule.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** A problem with what the engine knows about its subject. */
export interface Raised {
  readonly rule: AnyRule;
  readonly problem: Problem;
  /** undefined where the subject is no object of Kubernetes: a document, a suppression. */
  readonly resource: Resource | undefined;
  readonly container: Container | undefined;
}

type ContextOf = (rule: AnyRule) => Context;

/** Hands each rule the subjects of a release, one by one. */
export function* run(
  rules: readonly AnyRule[],
  contextOf: ContextOf,
  stopwatch: Stopwatch | undefined,
): Iterable<Raised> {
  for (const rule of rules) {
    const context = contextOf(rule);
    stopwatch?.lap("run rules", rule.id);
    for (const { subject, resource, container } of subjectsOf(rule.on, context.release))
      for (const problem of check(rule, subject, context)) {
        stopwatch?.lap("settle findings");
        yield { rule, problem, resource, container };
        stopwatch?.lap("run rules", rule.id);
      }
  }
  stopwatch?.lap("settle findings");
}

/** The rules about suppressions see what became of each. */
export function* runOnSuppressions(
  rules: readonly AnyRule[],
  suppressions: readonly Suppression[],
  contextOf: ContextOf,
): Iterable<Raised> {
  for (const rule of rules)
    if (rule.on === "suppression")
      for (const suppression of suppressions)
        for (const problem of rule.check(suppression, contextOf(rule)))
          yield { rule, problem, resource: undefined, container: undefined };
}

type Subject = Subjects[keyof Subjects];

/** A rule's `on` is the type of its subject, which the union of all rules no longer shows. */
const check = (rule: AnyRule, subject: Subject, context: Context): Iterable<Problem> =>
  (rule.check as (subject: Subject, context: Context) => Iterable<Problem>)(subject, context);

interface Presented {
  readonly subject: Subject;
  readonly resource?: Resource;
  readonly container?: Container;
}

function* subjectsOf(on: keyof Subjects, release: Release): Iterable<Presented> {
  switch (on) {
    case "document":
      for (const document of release.documents) yield { subject: document };
      return;
    case "resource":
      for (const resource of release.resources) yield { subject: resource, resource };
      return;
    case "workload":
      for (const workload of release.workloads) yield { subject: workload, resource: workload.resource };
      return;
    case "container":
      for (const workload of release.workloads)
        for (const container of workload.containers)
          yield { subject: container, resource: workload.resource, container };
      return;
    case "release":
      yield { subject: release };
      return;
    case "suppression":
      return;
    default:
      on satisfies never;
  }
}
