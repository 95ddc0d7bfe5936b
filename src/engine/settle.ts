import type { Finding } from "../finding/finding.ts";
import { fingerprint } from "../finding/fingerprint.ts";
import { lower, type Severity } from "../finding/severity.ts";
import { namedPath } from "../kubernetes/list-keys.ts";
import type { Resource } from "../kubernetes/resource.ts";
import { helmSourceOf } from "../release/helm-source.ts";
import type { Release } from "../release/release.ts";
import type { Problem } from "../rule/rule.ts";
import { shortened } from "../rule/shortened.ts";
import { isMapping } from "../yaml/node.ts";
import type { Spot } from "../yaml/place.ts";
import { locationOf } from "../yaml/span.ts";
import { fixOf } from "./fix-of.ts";
import type { Raised } from "./run.ts";
import type { Settings } from "./settings.ts";

export interface Settled {
  readonly finding: Finding;
  /** The object that the finding is about, also where the rule's subject was none: a document. */
  readonly resource: Resource | undefined;
  /** Names of containers that it is about: the rule's subject, or the one in which its place stands. */
  readonly containers: readonly string[];
}

/** Names of manifests may be megabytes long, and thousands of findings quote them. What Kubernetes allows is told in full. */
const MOST_TEXT = 2000;
const told = (text: string): string => shortened(text, MOST_TEXT);

interface Settling extends Pick<Settings, "templatePath"> {
  /** Of the config, in the place of the rule's own. */
  readonly severity: Severity | undefined;
}

/** Turns a problem into a finding: plain data. undefined where no text is to blame, since nobody could act on it. */
export function settle(raised: Raised, release: Release, { severity, templatePath }: Settling): Settled | undefined {
  const { rule, problem } = raised;
  const spot = problem.at.locate();
  if (!spot) return undefined;
  const resource = raised.resource ?? release.objectAt(spot.document, spot.base);
  const identity = resource && identityOf(resource, release);
  const path = namedPath(spot.trail);
  const template = templateOf(spot, templatePath);
  const fix = fixOf(problem);
  const finding: Finding = {
    rule: rule.id,
    severity: severityOf(problem, severity ?? rule.severity),
    confidence: problem.confidence ?? "certain",
    message: told(problem.message),
    ...(problem.label !== undefined && { label: told(problem.label) }),
    ...(problem.help !== undefined && { help: told(problem.help) }),
    ...(problem.then !== undefined && { then: told(problem.then) }),
    location: locationOf(spot),
    related: relatedOf(problem, spot),
    path: told(path),
    focus: spot.focus,
    ...(identity && { resource: identity }),
    ...(template !== undefined && { origin: { template: { file: template }, how: "source" as const } }),
    ...(fix && { fix }),
    fingerprint: fingerprint([
      rule.id,
      ...(identity ? [identity.kind, identity.namespace ?? "", identity.name] : [spot.file]),
      path,
      ...problem.names,
    ]),
  };
  return { finding, resource, containers: raised.container ? [raised.container.name] : containersAround(spot.trail) };
}

function templateOf({ document, file }: Spot, pathOf: Settings["templatePath"]): string | undefined {
  const name = helmSourceOf(document);
  return name === undefined ? undefined : (pathOf?.(file, name) ?? name);
}

const CONTAINER_LISTS: ReadonlySet<unknown> = new Set(["containers", "initContainers", "ephemeralContainers"]);

/** Most rules look at documents, objects or pods, and point into a container all the same. */
function containersAround(trail: Spot["trail"]): readonly string[] {
  const names = trail.map(({ step, value }, depth) =>
    typeof step === "number" && CONTAINER_LISTS.has(trail[depth - 1]?.step) && isMapping(value)
      ? value["name"]
      : undefined,
  );
  return names.filter((name) => typeof name === "string");
}

/** A configured severity takes the rule's place; a problem may only be lower, and a likely one is no error. */
export function severityOf({ severity, confidence }: Problem, rules: Severity): Severity {
  const own = severity ? lower(severity, rules) : rules;
  return confidence === "likely" ? lower(own, "warning") : own;
}

function relatedOf(problem: Problem, spot: Spot): Finding["related"] {
  const related = (problem.related ?? []).flatMap(({ at, label }) => {
    const place = at.locate();
    return place ? [{ location: locationOf(place), label: told(label) }] : [];
  });
  return spot.anchor ? [...related, { location: locationOf(spot.anchor), label: "its text stands here" }] : related;
}

const identityOf = (resource: Resource, release: Release): NonNullable<Finding["resource"]> => {
  const namespace = release.namespaceOf(resource);
  return { kind: resource.kind, ...(namespace !== "" && { namespace }), name: resource.name };
};
