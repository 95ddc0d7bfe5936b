import type { StatefulSet, StatefulSetUpdateStrategy } from "kubernetes-types/apps/v1.js";
import type { PodTemplateSpec } from "kubernetes-types/core/v1.js";
import type { LabelSelector } from "kubernetes-types/meta/v1.js";
import { isMapping, type Node } from "../yaml/node.ts";
import { forbidden, notAccepted, required, showApiError, unsupported } from "./api-error.ts";
import { dnsLabelError } from "./dns-label.ts";
import { selects } from "./label-selector.ts";
import { hasPlaceholder } from "./placeholder.ts";

/** What the API server has against a StatefulSet, its name and what its pods are made of aside. */
export interface StatefulSetFault {
  readonly is:
    | "selector-missing"
    | "selector-empty"
    | "selector-conflicts"
    | "policy-unknown"
    | "strategy-unknown"
    | "strategy-conflicts"
    | "retention-unknown"
    | "service-malformed"
    | "restart-policy"
    | "deadline";
  readonly at: Node<unknown>;
  /** The API server's: path and error. */
  readonly words: string;
  /** What it is at odds with. */
  readonly other?: Node<unknown>;
}

export const POD_MANAGEMENT = ["OrderedReady", "Parallel"];
export const STRATEGIES = ["RollingUpdate", "OnDelete"];
/** In the order in which the API server names them. */
export const RETENTIONS = ["Retain", "Delete"];
const RESTARTS = ["Always"];

/** pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec. What is empty gets its default before. */
export function* statefulSetFaults(set: Node<StatefulSet>): Iterable<StatefulSetFault> {
  const spec = set.get("spec");
  // What is no mapping cannot be read at all.
  if (!isMapping(spec.raw)) return;
  yield* selectorFaults(spec.get("selector"), spec.get("template"));
  const management = spec.get("podManagementPolicy");
  const words = otherThan(POD_MANAGEMENT, management);
  if (words !== undefined)
    yield {
      is: "policy-unknown",
      at: management,
      words: showApiError(management.path, notAccepted(words, "must be 'OrderedReady' or 'Parallel'")),
    };
  yield* strategyFaults(spec.get("updateStrategy"));
  const retention = spec.get("persistentVolumeClaimRetentionPolicy");
  for (const at of [retention.get("whenDeleted"), retention.get("whenScaled")]) {
    const policy = otherThan(RETENTIONS, at);
    if (policy !== undefined)
      yield { is: "retention-unknown", at, words: showApiError(at.path, unsupported(policy, RETENTIONS)) };
  }
  const service = spec.get("serviceName");
  const error = service.text && !hasPlaceholder(service.text) ? dnsLabelError(service.text) : undefined;
  if (error) yield { is: "service-malformed", at: service, words: showApiError(service.path, error) };
  const pod = spec.get("template").get("spec");
  const restart = pod.get("restartPolicy");
  const policy = otherThan(RESTARTS, restart);
  if (policy !== undefined)
    yield {
      is: "restart-policy",
      at: restart,
      words: showApiError(restart.path, unsupported(policy, RESTARTS)),
    };
  const deadline = pod.get("activeDeadlineSeconds");
  if (deadline.number !== undefined)
    yield {
      is: "deadline",
      at: deadline,
      words: showApiError(deadline.path, forbidden("activeDeadlineSeconds in StatefulSet is not Supported")),
    };
}

/** Text that is known, and none of those. */
function otherThan(words: readonly string[], { text }: Node<unknown>): string | undefined {
  return text && !hasPlaceholder(text) && !words.includes(text) ? text : undefined;
}

/** Of the strategy the API server prints all that it has read. */
function* strategyFaults(strategy: Node<StatefulSetUpdateStrategy>): Iterable<StatefulSetFault> {
  const type = strategy.get("type");
  const settings = strategy.get("rollingUpdate");
  if (otherThan(STRATEGIES, type) !== undefined)
    yield {
      is: "strategy-unknown",
      at: type,
      words: `${strategy.path}: Invalid value: ...: must be 'RollingUpdate' or 'OnDelete'`,
    };
  else if (type.text === "OnDelete" && isMapping(settings.raw))
    yield {
      is: "strategy-conflicts",
      at: settings,
      words: `${settings.path}: Invalid value: ...: only allowed for updateStrategy 'RollingUpdate'`,
      other: type,
    };
}

function* selectorFaults(selector: Node<LabelSelector>, template: Node<PodTemplateSpec>): Iterable<StatefulSetFault> {
  if (selector.state !== "present") {
    yield { is: "selector-missing", at: selector, words: showApiError(selector.path, required()) };
    return;
  }
  if (!isMapping(selector.raw)) return;
  const labels = template.get("metadata").get("labels") as Labels;
  const wanted = (selector.get("matchLabels") as Labels).entries();
  const { length } = selector.get("matchExpressions").items();
  if (Object.entries(selector.raw).every(([name, value]) => SELECTS.has(name) && isNothing(value)))
    yield {
      is: "selector-empty",
      at: selector,
      words: `${selector.path}: Invalid value: {}: empty selector is invalid for statefulset`,
    };
  // Of expressions, and of what is no text or yet to be filled in, nothing is said.
  if (length > 0 || wanted.length === 0) return;
  const all = [...wanted, ...labels.entries()];
  if (all.some(({ name, value: { text } }) => text === undefined || hasPlaceholder(name + text))) return;
  const astray = wanted.find(({ name, value }) => labels.get(name).text !== value.text);
  if (astray === undefined || selects(selector, labels)) return;
  const label = labels.get(astray.name);
  yield {
    is: "selector-conflicts",
    at: astray.value,
    words: `${labels.path}: Invalid value: ${shown(labels)}: \`selector\` does not match template \`labels\``,
    other: label.state === "absent" ? labels : label,
  };
}

const SELECTS: ReadonlySet<string> = new Set(["matchLabels", "matchExpressions"]);

const isNothing = (value: unknown): boolean =>
  value === null || (typeof value === "object" && Object.keys(value).length === 0);

type Labels = Node<Readonly<Record<string, string>>>;

const MOST_SHOWN = 20;

/** As Go prints a map: sorted by key. */
function shown(labels: Labels): string {
  const entries = labels.entries();
  if (entries.length > MOST_SHOWN) return "...";
  return JSON.stringify(
    Object.fromEntries(
      entries.map(({ name, value }) => [name, value.text]).toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
    ),
  );
}
