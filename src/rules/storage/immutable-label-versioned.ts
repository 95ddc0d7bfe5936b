import { changesWith, chartVersionOf } from "../../kubernetes/chart-version.ts";
import { dnsSubdomainError } from "../../kubernetes/dns-subdomain.ts";
import { mayBeVersioned } from "../../kubernetes/may-be-versioned.ts";
import { hasPlaceholder } from "../../kubernetes/placeholder.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { defineRule } from "../../rule/rule.ts";
import { list, quote } from "../../rule/text.ts";
import type { Entry, Node } from "../../yaml/node.ts";

export default defineRule({
  id: "immutable-label-versioned",
  summary: "A label that changes with every release stands where nothing can be changed.",
  rationale: `The selector of a Deployment, StatefulSet or DaemonSet and the claim templates of a StatefulSet are fixed when the object is created. A label there that holds a version, such as \`helm.sh/chart\` or \`app.kubernetes.io/version\`, makes the first installation succeed and the next upgrade fail, often long after the mistake was made and in somebody else's hands.

Such labels belong into the metadata of the object and of its pod template. A chart that prints one block of labels everywhere needs a second one for selectors and claim templates, without versions.

To get out of it, the installed object has to be deleted once and created anew. With \`--cascade=orphan\` its pods and claims stay.

That the version will change is likely, not certain, so this is a warning. What an operator makes is not judged, because operators such as prometheus-operator delete and create a StatefulSet that they cannot change; nor are Helm hooks, which are made anew each time.`,
  topic: "storage",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates",
    "https://helm.sh/docs/chart_best_practices/labels/",
    "https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/apis/apps/validation/validation.go",
  ],
  examples: [
    {
      title: "In a claim template",
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: archive}
spec:
  serviceName: archive
  selector: {matchLabels: {app: archive}}
  template:
    metadata: {labels: {app: archive, helm.sh/chart: archive-3.1.0}}
    spec:
      securityContext: {fsGroup: 1000}
      containers:
        - name: archive
          image: example/archive:1
          volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
    - metadata:
        name: data
        labels:
          app: archive
          helm.sh/chart: archive-3.1.0 # bad
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 10Gi}}
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: archive}
spec:
  serviceName: archive
  selector: {matchLabels: {app: archive}}
  template:
    metadata: {labels: {app: archive, helm.sh/chart: archive-3.1.0}}
    spec:
      securityContext: {fsGroup: 1000}
      containers:
        - name: archive
          image: example/archive:1
          volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
    - metadata:
        name: data
        labels:
          app: archive
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 10Gi}}
`,
    },
    {
      title: "In a selector",
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: portal}
spec:
  selector:
    matchLabels:
      app: portal
      app.kubernetes.io/version: "2.4" # bad
  template:
    metadata: {labels: {app: portal, app.kubernetes.io/version: "2.4"}}
    spec:
      containers: [{name: portal, image: "example/portal:2.4"}]
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: portal}
spec:
  selector:
    matchLabels:
      app: portal
  template:
    metadata: {labels: {app: portal, app.kubernetes.io/version: "2.4"}}
    spec:
      containers: [{name: portal, image: "example/portal:2.4"}]
`,
    },
  ],
  on: "workload",
  concerns: mayBeVersioned,
  *check(workload) {
    for (const { holder, versioned, inside, isSelector } of versionedIn(workload)) {
      const [first, ...others] = versioned;
      if (!first) continue;
      const names = versioned.map(({ name }) => name);
      yield {
        at: first.value,
        names,
        confidence: "likely",
        label: "changes with a release",
        message: `${inside} ${isSelector ? "asks for" : "carries"} ${first.name} ${quote(first.value.text ?? "")}, the ${first.why}, where nothing can be changed`,
        related: others.map(({ name, key, why }) => ({ at: key, label: `${name}, the ${why}, is here` })),
        help: remedy(workload, holder, names, isSelector),
        then: `the upgrade that changes it fails (${isSelector && workload.kind !== "StatefulSet" ? SELECTOR_FIXED : STATEFUL_SET_FIXED})`,
      };
    }
  },
});

/** Cut where the words hold the whole selector, and where the fields that may change differ between versions (ValidateStatefulSetUpdate, ValidateDeploymentUpdate). */
const SELECTOR_FIXED = "spec.selector: ... field is immutable";
const STATEFUL_SET_FIXED =
  "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', ... are forbidden";

const KINDS: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet"]);

interface Selecting {
  readonly spec: { readonly selector: { readonly matchLabels: Readonly<Record<string, string>> } };
}
type Labels = Node<Readonly<Record<string, string>>>;

interface Versioned {
  readonly holder: Labels;
  /** What the labels stand in; begins a sentence. */
  readonly inside: string;
  readonly isSelector: boolean;
  readonly versioned: readonly (Entry & { readonly why: string })[];
}

/** One for each mapping that has such a label. */
function* versionedIn(workload: Workload): Generator<Versioned> {
  const { resource, kind, isMade, node } = workload;
  if (isMade || !KINDS.has(kind) || resource.hooks.length > 0) return;
  const version = chartVersionOf(node.get("metadata"));
  for (const place of placesIn(workload)) {
    const versioned = place.holder.entries().flatMap((entry) => {
      const text = entry.value.text;
      const why = text === undefined || hasPlaceholder(text) ? undefined : changesWith(entry.name, text, version);
      return why === undefined ? [] : { ...entry, why };
    });
    if (versioned.length > 0) yield { ...place, versioned };
  }
}

function* placesIn({ resource, kind, label, volumes }: Workload): Iterable<Omit<Versioned, "versioned">> {
  yield {
    holder: resource.as<Selecting>().get("spec").get("selector").get("matchLabels"),
    inside: `selector of ${label}`,
    isSelector: true,
  };
  if (kind !== "StatefulSet") return;
  for (const { source, request, name } of volumes) {
    if (source !== "volumeClaimTemplate" || !request) continue;
    const metadata = request.get("metadata");
    const inside = `claim template ${quote(name)} of ${label}`;
    for (const field of ["labels", "annotations"] as const)
      yield { holder: metadata.get(field) as Labels, inside, isSelector: false };
  }
}

function remedy({ kind, name }: Workload, holder: Labels, names: readonly string[], isSelector: boolean): string {
  const stay = isSelector ? "; in the pod template's labels it may stay" : "";
  // Text that somebody may paste into a shell.
  const object = dnsSubdomainError(name) ? "NAME" : name;
  const once = `kubectl delete ${kind.toLowerCase()} ${object} --cascade=orphan`;
  return `remove ${list(names)} from ${holder.path}${stay}; where it is installed already, run ${quote(once)} once before the upgrade`;
}
