import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { CUSTOM_FIELDS } from "./custom-fields.ts";
import { FIELD_HOMES, type Home, SECURITY_FIELDS } from "./field-homes.ts";
import type { Workload } from "./workload.ts";

/** A field that stands where the API does not read it. */
export interface MisplacedField {
  readonly at: Node<unknown>;
  /** It is null or an empty collection. */
  readonly saysNothing: boolean;
  /** Completes a sentence: container "web", spec of Deployment/web. */
  readonly holder: string;
  /** undefined in a custom resource, whose fields have homes of their own. */
  readonly belongs: Home | undefined;
  /** Completes "is read only in": a container, the pod's securityContext. */
  readonly home: string;
  /** The field where it belongs, which need not be written; undefined where the kind has none. */
  readonly meant: Node<unknown> | undefined;
}

export const nameOf = ({ at }: Pick<MisplacedField, "at">): string => String(at.step);

/** Of volumes it is otherwise. */
export const isAboutSecurity = (field: MisplacedField): boolean => SECURITY_FIELDS.has(nameOf(field));

/** Looked for once: two rules ask, each for its own kind of field. */
const found = remembered((workload: Workload): readonly MisplacedField[] => [
  ...(workload.isMade ? customFields(workload) : outerFields(workload)),
  ...podFields(workload),
]);

export function misplacedFields(workload: Workload): readonly MisplacedField[] {
  return found(workload);
}

/** Unknown fields of a custom resource are judged by name alone: what else its CRD takes, nobody knows here. */
function* customFields({ resource }: Workload): Iterable<MisplacedField> {
  const root = resource.node as Node<unknown>;
  for (const { under, field, meant } of CUSTOM_FIELDS.get(resource.group) ?? []) {
    const at = under.reduce((node, step) => node.child(step), root).child(field);
    if (at.state === "absent") continue;
    yield {
      at,
      saysNothing: isEmpty(at),
      holder: under.length === 0 ? `top level of ${resource.label}` : `${under.join(".")} of ${resource.label}`,
      belongs: undefined,
      home: meant.slice(0, meant.lastIndexOf(".")),
      meant: meant.split(".").reduce((node, step) => node.child(step), root),
    };
  }
}

/** Around the pod: the object itself, its spec, its template; of a CronJob those of its Jobs too. */
function* outerFields(workload: Workload): Iterable<MisplacedField> {
  const { kind, label, pod } = workload;
  for (let node = pod.parent; node; node = node.parent) {
    const holder = node.parent ? `${node.path} of ${label}` : `top level of ${label}`;
    const isClaiming = kind === "StatefulSet" && node.path === "spec";
    for (const { name, value } of (node as Node).entries()) {
      const home = FIELD_HOMES.get(name);
      if (home && !(isClaiming && home === "StatefulSet")) yield misplaced(workload, value, home, holder, undefined);
    }
  }
}

function* podFields(workload: Workload): Iterable<MisplacedField> {
  const { pod, label, podSecurityContext, isMade } = workload;
  // What an operator reads into a pod has its own place in the custom resource.
  if (!isMade) {
    const holder = `pod spec of ${label}`;
    for (const { name, value } of pod.entries()) {
      const home = FIELD_HOMES.get(name);
      if (home && home !== "pod" && home !== "pod or container")
        yield misplaced(workload, value, home, holder, undefined);
    }
  }
  for (const { name, value } of podSecurityContext.entries())
    if (SECURITY_FIELDS.get(name) === "container security")
      yield misplaced(workload, value, "container security", `the pod's securityContext in ${label}`, undefined);
  for (const { node, label: container } of workload.containers) {
    for (const { name, value } of node.entries()) {
      const home = FIELD_HOMES.get(name);
      if (home && home !== "container" && home !== "pod or container")
        yield misplaced(workload, value, home, container, node as Node<unknown>);
    }
    for (const { name, value } of node.get("securityContext").entries())
      if (SECURITY_FIELDS.get(name) === "pod security")
        yield misplaced(workload, value, "pod security", `securityContext of ${container}`, undefined);
  }
}

function isEmpty({ json = null }: Node<unknown>): boolean {
  return json === null || (typeof json === "object" && Object.keys(json).length === 0);
}

/** As sentences name them. */
const HOMES: Readonly<Record<Home, string>> = {
  "pod security": "the pod's securityContext",
  "container security": "the securityContext of a container",
  "any security": "the securityContext of a pod or container",
  "pod or container": "a pod spec or a container",
  pod: "a pod spec",
  container: "a container",
  StatefulSet: "the spec of a StatefulSet",
};

function misplaced(
  workload: Workload,
  at: Node<unknown>,
  home: Home,
  holder: string,
  container: Node<unknown> | undefined,
): MisplacedField {
  const meant = meantField(workload, nameOf({ at }), home, container);
  return { at, saysNothing: isEmpty(at), holder, belongs: home, home: HOMES[home], meant };
}

function meantField(
  { pod, node, kind, containers }: Workload,
  name: string,
  home: Home,
  container: Node<unknown> | undefined,
): Node<unknown> | undefined {
  const inPod = pod as Node<unknown>;
  const inContainer = () => container ?? containers.find(({ role }) => role === "main")?.node;
  switch (home) {
    case "pod security":
      return inPod.child("securityContext").child(name);
    case "container security":
      return inContainer()?.child("securityContext").child(name);
    case "any security":
      return (container ?? inPod).child("securityContext").child(name);
    case "container":
      return inContainer()?.child(name);
    case "StatefulSet":
      return kind === "StatefulSet" ? node.child("spec").child(name) : undefined;
    default:
      return inPod.child(name);
  }
}
