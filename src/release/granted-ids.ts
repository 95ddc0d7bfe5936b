import type { ClusterRole, RoleBinding } from "kubernetes-types/rbac/v1.js";
import { hasPlaceholder } from "../kubernetes/placeholder.ts";
import type { Resource } from "../kubernetes/resource.ts";
import { needsMoreThanIds } from "../kubernetes/restricted-constraint.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { Node } from "../yaml/node.ts";
import type { Release } from "./release.ts";

/** Ids that pods may choose on OpenShift, beside those that are allotted to their namespace. */
export type GrantedIds = "all" | "all but root";

const RBAC = "rbac.authorization.k8s.io";
/** The ClusterRoles that OpenShift has for each of its own constraints. */
const OWN_ROLE = "system:openshift:scc:";
/** Of OpenShift's own constraints, those that allow no other ids (openshift/cluster-kube-apiserver-operator: bindata). */
const KEEPS_TO_RANGE = /^(?:restricted(?:-v[23])?|hostaccess|hostnetwork(?:-v2)?)$/;
const NO_ROOT = /^nonroot(?:-v2)?$/;
/** Roles outside the input that may well allow constraints, by their names. */
const MAY_ALLOW = /scc|anyuid|nonroot|privileged|^cluster-admin$/;

/** Holds everywhere. */
const CLUSTER = "*";
/** Where the namespace of the pods has no name yet, it may be any. */
const SOMEWHERE = "?";
const USER = "system:serviceaccount:";

/** The name of the ServiceAccount that the pods use. */
export const accountOf = ({ pod }: Workload): string =>
  pod.get("serviceAccountName").text || pod.get("serviceAccount").text || "default";

/** The annotation of a pod that names the constraint it is to be admitted by. */
export const requiredConstraint = (workload: Workload): Node<string> =>
  workload.podAnnotations.get("openshift.io/required-scc");

/** OpenShift's own, of which its documentation says that constraints do not work there ("Default projects"). */
const UNCONSTRAINED: ReadonlySet<string> = new Set([
  "default",
  "kube-public",
  "kube-system",
  "openshift",
  "openshift-infra",
  "openshift-node",
]);

/** True where no constraint is asked about pods: in OpenShift's own namespaces, and in those of its first run levels. */
function isUnconstrained(name: string, release: Release): boolean {
  const labels = release.find("", "Namespace", "", name)?.node.get("metadata").get("labels");
  const level = labels?.get("openshift.io/run-level").text;
  return UNCONSTRAINED.has(name) || level === "0" || level === "1";
}

/**
 * What the roles and constraints of the input grant to the account of the pods, or its pods show to be granted; undefined:
 * nothing. Pods that name a constraint are taken to be granted it, which may be done elsewhere.
 */
export function grantedIds(workload: Workload, release: Release): GrantedIds | undefined {
  if (isUnconstrained(release.namespaceOf(workload.resource), release)) return "all";
  const required = requiredConstraint(workload).text;
  if (required !== undefined) return grantOfConstraints(required);
  let grants = GRANTS.get(release);
  if (!grants) {
    grants = new Grants(release);
    GRANTS.set(release, grants);
  }
  const granted = [...grants.of(release.namespaceOf(workload.resource), accountOf(workload))];
  return granted.includes("all") ? "all" : granted[0];
}

const GRANTS = new WeakMap<Release, Grants>();

interface Constraints {
  readonly users: string[];
  readonly groups: string[];
  readonly runAsUser: { readonly type: string };
}

/** By scope, which is a namespace, CLUSTER or SOMEWHERE, and by the name that the API server has for an account or a group. */
class Grants {
  readonly #granted = new Map<string, Set<GrantedIds>>();
  readonly #roles = new Map<Resource, GrantedIds | undefined>();

  constructor(release: Release) {
    for (const resource of release.resources) {
      const { group, kind } = resource;
      if (group === RBAC && (kind === "RoleBinding" || kind === "ClusterRoleBinding")) {
        const scope = kind === "RoleBinding" ? release.namespaceOf(resource) : CLUSTER;
        this.#bind(resource.as<RoleBinding>(), scope, release);
      } else if (group === "security.openshift.io" && kind === "SecurityContextConstraints") {
        const constraints = resource.as<Constraints>();
        const isNonRoot = constraints.get("runAsUser").get("type").text === "MustRunAsNonRoot";
        for (const { text } of [...constraints.get("users").items(), ...constraints.get("groups").items()])
          this.#add(CLUSTER, text ?? "", isNonRoot ? "all but root" : "all");
      }
    }
    // A pod that restricted-v2 admits in no case shows that its account is granted more, somewhere.
    for (const workload of release.workloads.filter(needsMoreThanIds)) {
      const namespace = release.namespaceOf(workload.resource);
      this.#add(namespace, `${USER}${namespace}:${accountOf(workload)}`, "all");
    }
  }

  *of(namespace: string, account: string): Iterable<GrantedIds> {
    const subjects = [`${USER}:${account}`, "system:serviceaccounts", "system:authenticated"];
    if (namespace !== "") subjects.push(`${USER}${namespace}:${account}`, `system:serviceaccounts:${namespace}`);
    for (const scope of namespace === "" ? [SOMEWHERE] : [CLUSTER, namespace, ""])
      for (const subject of subjects) yield* this.#granted.get(`${scope}\0${subject}`) ?? [];
  }

  #bind(binding: Node<RoleBinding>, scope: string, release: Release): void {
    const granted = this.#grantOf(binding.get("roleRef"), scope, release);
    if (!granted) return;
    for (const subject of binding.get("subjects").items()) {
      const name = subject.get("name").text ?? "";
      const namespace = subject.get("namespace").text ?? (scope === CLUSTER ? "" : scope);
      this.#add(scope, subject.get("kind").text === "ServiceAccount" ? `${USER}${namespace}:${name}` : name, granted);
    }
  }

  #grantOf(roleRef: Node<RoleBinding["roleRef"]>, scope: string, release: Release): GrantedIds | undefined {
    const name = roleRef.get("name").text ?? "";
    if (name.startsWith(OWN_ROLE)) return grantOfConstraints(name.slice(OWN_ROLE.length));
    const kind = roleRef.get("kind").text ?? "";
    const role = release.find(RBAC, kind, kind === "Role" ? scope : "", name);
    if (!role) return MAY_ALLOW.test(name) || hasPlaceholder(name) ? "all" : undefined;
    // Many bindings may name one role of many rules.
    if (!this.#roles.has(role)) this.#roles.set(role, grantOfRole(role));
    return this.#roles.get(role);
  }

  #add(scope: string, subject: string, granted: GrantedIds): void {
    const nameless = subject.replace(/^(system:serviceaccount:)[^:]*|^(system:serviceaccounts):.*/s, "$1$2");
    for (const key of [`${scope}\0${subject}`, `${SOMEWHERE}\0${nameless}`]) {
      const known = this.#granted.get(key);
      if (known) known.add(granted);
      else this.#granted.set(key, new Set([granted]));
    }
  }
}

function grantOfRole(role: Resource): GrantedIds | undefined {
  const rules = role.as<ClusterRole>().get("rules").items();
  const grants = rules.flatMap((rule) => {
    if (!holds(rule.get("resources"), "securitycontextconstraints") || !holds(rule.get("verbs"), "use")) return [];
    const names = rule.get("resourceNames").items();
    return names.length === 0 ? ["all" as const] : names.map(({ text }) => grantOfConstraints(text ?? ""));
  });
  return grants.find((granted) => granted === "all") ?? grants.find((granted) => granted !== undefined);
}

const holds = (list: Node<string[]>, word: string): boolean =>
  list.items().some(({ text }) => text === word || text === "*");

/** A constraint of somebody's own is there for the ids that its pods have. */
function grantOfConstraints(name: string): GrantedIds | undefined {
  if (KEEPS_TO_RANGE.test(name)) return undefined;
  return NO_ROOT.test(name) ? "all but root" : "all";
}
