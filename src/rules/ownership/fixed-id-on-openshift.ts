import type { Container } from "../../kubernetes/container.ts";
import { isObjectName } from "../../kubernetes/everyday-shape.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { mayBeAllotted } from "../../release/allotted-ids.ts";
import { accountOf, grantedIds, requiredConstraint } from "../../release/granted-ids.ts";
import { mayChangeOwners } from "../../release/may-change-owners.ts";
import type { Release } from "../../release/release.ts";
import { defineRule } from "../../rule/rule.ts";
import { shortList } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "fixed-id-on-openshift",
  summary: "A pod chooses its user or fsGroup itself, which OpenShift refuses.",
  rationale: `OpenShift allots a range of ids to every namespace. Pods are admitted by a security context constraint, an SCC: \`restricted-v2\`, unless their ServiceAccount may use another one. It fills in \`runAsUser\` and \`fsGroup\` from that range where a pod sets none, and refuses a pod that sets others. The Deployment or StatefulSet is accepted all the same, and stays without pods.

The rule speaks with \`--platform openshift\` only. Leave the two fields out for OpenShift, in a chart by values that are null, and let the files of the image belong to group 0, which every user that OpenShift chooses is in. Some charts leave them out by themselves where they are told of OpenShift: \`helm template --api-versions security.openshift.io/v1\`. Or let the ServiceAccount use an SCC that takes any id: \`nonroot-v2\`, or \`anyuid\` where a container runs as root.

The problem is likely, not certain, since an SCC may be granted outside the input, and a bare Pod may use those of whoever creates it. Silent where the input grants one: through a RoleBinding or ClusterRoleBinding of the ServiceAccount, its groups or its user name to a role that may use the SCC, or through an SCC that lists it. Silent too on ids from 1000000000 on, which are those that OpenShift allots, on what an annotation of the Namespace allots, on pods that name an SCC in \`openshift.io/required-scc\`, in namespaces in which no SCC works (\`default\`, \`kube-system\`, \`openshift.io/run-level\` 0 or 1), and on pods of a ServiceAccount that needs another SCC for more than ids, because one of its pods is privileged, or has the network, processes, IPC or ports of its node, capabilities that not even root has by default, a type of SELinux, or volumes that \`restricted-v2\` does not admit, such as \`hostPath\` and \`nfs\`. \`runAsGroup\` may be anything: no SCC looks at it.`,
  topic: "ownership",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://docs.redhat.com/en/documentation/openshift_container_platform/4.19/html/authentication_and_authorization/managing-pod-security-policies",
  ],
  examples: [
    {
      platform: "openshift",
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      securityContext:
        runAsNonRoot: true
        runAsUser: 1001 # bad
        fsGroup: 1001
      containers:
        - name: shop
          image: example/shop:1
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      securityContext:
        runAsNonRoot: true
      containers:
        - name: shop
          image: example/shop:1
`,
    },
  ],
  on: "workload",
  concerns: (_, { platform }) => platform === "openshift",
  *check(workload, { release }) {
    const fixed = fixedIds(workload, release);
    if (fixed.length === 0 || workload.isWindows) return;
    const granted = grantedIds(workload, release);
    const refused = granted === "all" ? [] : fixed.filter(({ id, field }) => !granted || isRoot(field, id));
    const [first, ...others] = refused;
    if (!first) return;

    const values = [...new Set(refused.map(({ field, id }) => `${field} to ${id}`))];
    const sets = shortList(values, (value) => value);
    yield {
      at: first.at,
      names: [],
      confidence: "likely",
      label: granted ? "root" : "not the namespace's",
      message: `${workload.label} sets ${sets}, although ${granted ? "the SCC that its ServiceAccount is granted takes no root" : "OpenShift's restricted-v2 admits only ids of the namespace's range"}`,
      related: others.slice(0, MOST_RELATED).map(({ at, field }) => ({ at, label: `${field} is set here` })),
      help: `remove ${removal(refused, release)}; or ${grant(workload, refused, release)}`,
      then: `OpenShift lets no pod in (unable to validate against any security context constraint: ... ${granted ? WORDS_ON_ROOT : wordsOn(first)})`,
    };
  },
});

interface FixedId {
  readonly field: "runAsUser" | "fsGroup";
  readonly id: number;
  readonly at: Node<number>;
  /** Whose own it is; undefined for the pod's. */
  readonly container: Container | undefined;
}

const MOST_RELATED = 5;

const isRoot = (field: FixedId["field"], id: number): boolean => field === "runAsUser" && id === 0;

/** One for each place: that of the pod may be in force in many containers. */
function fixedIds(workload: Workload, release: Release): readonly FixedId[] {
  const context = workload.podSecurityContext;
  const inherited = context.get("runAsUser");
  const own = workload.containers.filter(({ user }) => user.path !== inherited.path);
  const places: readonly Omit<FixedId, "id">[] = [
    ...(own.length < workload.containers.length
      ? [{ field: "runAsUser" as const, at: inherited, container: undefined }]
      : []),
    ...own.map((container) => ({ field: "runAsUser" as const, at: container.user, container })),
    { field: "fsGroup", at: context.get("fsGroup"), container: undefined },
  ];
  return places.flatMap((place) => {
    const id = place.at.number;
    return id === undefined || mayBeAllotted(id, place.field, workload, release) ? [] : [{ ...place, id }];
  });
}

/** An init container that changes owners as root has nothing left to do where OpenShift sets fsGroup. */
function removal(refused: readonly FixedId[], release: Release): string {
  const changes = ({ container, field, id }: FixedId) =>
    container?.role === "init" && isRoot(field, id) && mayChangeOwners(container, release);
  const changers = refused.filter(changes);
  const fields = refused.filter((fixed) => !changes(fixed));
  const parts = [
    ...(changers.length > 0
      ? [`${shortList(changers, ({ container }) => container?.label ?? "", 3)}, whose work fsGroup does`]
      : []),
    ...(fields.length > 0 ? [`${shortList(fields, ({ at }) => at.fieldPath, 3)}, which OpenShift fills in`] : []),
  ];
  return parts.join("; remove ");
}

/** A command only where names need no quotes in a shell. */
function grant(workload: Workload, refused: readonly FixedId[], release: Release): string {
  const constraint = refused.some(({ field, id }) => isRoot(field, id)) ? "anyuid" : "nonroot-v2";
  const account = accountOf(workload);
  const namespace = release.namespaceOf(workload.resource);
  const target = `-z ${account}${namespace === "" ? "" : ` -n ${namespace}`}`;
  const isPlain = isObjectName(account) && (namespace === "" || isObjectName(namespace));
  const granting = isPlain
    ? `grant the ServiceAccount an SCC: oc adm policy add-scc-to-user ${constraint} ${target}`
    : `grant the ServiceAccount the SCC ${constraint}`;
  const required = requiredConstraint(workload);
  return required.state === "present" ? `${granting}, and name it in ${required.fieldPath}` : granting;
}

/** openshift/apiserver-library-go: securitycontextconstraints/user/nonroot.go */
const WORDS_ON_ROOT = "runAsUser: Invalid value: 0: running with the root UID is forbidden";

/** openshift/apiserver-library-go: securitycontextconstraints/{user/mustrunasrange,group/mustrunas}.go */
const wordsOn = ({ field, id }: FixedId): string =>
  field === "runAsUser"
    ? `runAsUser: Invalid value: ${id}: must be in the ranges`
    : `fsGroup: Invalid value: []int64{${id}}: ${id} is not an allowed group`;
