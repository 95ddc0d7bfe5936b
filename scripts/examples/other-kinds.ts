import type { AnyRule, Example } from "../../src/index.ts";
import { inKind, KINDS, type Kind } from "./in-kind.ts";

const NO_TEMPLATES = "it has no claim templates";
const NO_SET = "it is no StatefulSet";
const ITS_SET = "its operator writes what the StatefulSet says of itself";
const NO_ROLLOUT = "it has no strategy: its pods do not take each other's place in a rollout";
const ONCE = "its pods run once";

/** Kinds in which an example of the rule, by its number from 1, shows no fault; each with the reason. */
export const NOT_IN: Readonly<Record<string, Readonly<Record<number, Partial<Record<Kind, string>>>>>> = {
  "claim-shared": { 1: { CronJob: "it has no replicas" } },
  "claim-template-duplicate": {
    1: { Deployment: NO_TEMPLATES, CronJob: NO_TEMPLATES, Prometheus: "it has one claim template" },
  },
  "immutable-label-versioned": {
    1: { Deployment: NO_TEMPLATES, CronJob: NO_TEMPLATES, Prometheus: "its operator makes the StatefulSet anew" },
    2: { CronJob: "it has no selector", Prometheus: "its operator writes the selector" },
  },
  "rollout-claim-conflicts": {
    1: {
      StatefulSet: "a pod is gone before the one that takes its place is made",
      CronJob: NO_ROLLOUT,
      Prometheus: "it becomes a StatefulSet",
    },
  },
  "stateful-set-name-malformed": {
    1: { Deployment: NO_SET, CronJob: NO_SET, Prometheus: "its operator puts a word in front of the name" },
  },
  "stateful-set-refused": {
    1: { Deployment: NO_SET, CronJob: NO_SET, Prometheus: ITS_SET },
    2: { Deployment: NO_SET, CronJob: NO_SET, Prometheus: ITS_SET },
  },
  "sub-path-not-updated": { 1: { CronJob: ONCE }, 2: { CronJob: ONCE } },
  "sub-path-variable-not-found": { 1: { Prometheus: "its operator may set the variable" } },
  "volume-field-misplaced": { 1: { Prometheus: "its own spec has the field" } },
  "volume-shadowed": {
    1: { Deployment: NO_TEMPLATES, CronJob: NO_TEMPLATES, Prometheus: "its operator names the claim" },
  },
  "volume-unused": {
    1: { Deployment: NO_TEMPLATES, CronJob: NO_TEMPLATES, Prometheus: "its operator mounts the claim" },
  },
};

/** An example with its pod in another kind. */
export interface OtherKind extends Example {
  readonly kind: Kind;
}

/** For each kind that no example of the rule shows, the first that goes there. */
export function notShown(rule: AnyRule): readonly OtherKind[] {
  const { examples } = rule;
  const others = examples.flatMap((example, index) => otherKinds(rule, example, index + 1));
  return KINDS.filter((kind) => !examples.some(({ bad }) => bad.includes(`kind: ${kind}\n`))).flatMap(
    (kind) => others.find((other) => other.kind === kind) ?? [],
  );
}

/** Those that hold an example's pod as well, with the same lines at fault. */
export function otherKinds({ id }: AnyRule, example: Example, number: number): readonly OtherKind[] {
  return KINDS.flatMap((kind) => {
    const bad = inKind(example.bad, kind);
    const good = inKind(example.good, kind);
    if (bad === undefined || good === undefined || NOT_IN[id]?.[number]?.[kind] !== undefined) return [];
    return [{ ...example, kind, bad, good }];
  });
}
