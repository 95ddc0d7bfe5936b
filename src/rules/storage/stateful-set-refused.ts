import type { StatefulSet } from "kubernetes-types/apps/v1.js";
import { mayBeOddSet } from "../../kubernetes/everyday-set.ts";
import {
  POD_MANAGEMENT,
  RETENTIONS,
  STRATEGIES,
  type StatefulSetFault,
  statefulSetFaults,
} from "../../kubernetes/stateful-set-faults.ts";
import { type KubernetesVersion, showVersion } from "../../kubernetes/version.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { list, quote } from "../../rule/text.ts";

export default defineRule({
  id: "stateful-set-refused",
  summary: "The API server refuses a StatefulSet.",
  rationale: `The selector of a StatefulSet is never empty, and selects the labels of its own pod template. Its pods restart \`Always\`. \`podManagementPolicy\` is OrderedReady or Parallel, \`updateStrategy.type\` is RollingUpdate or OnDelete, and only RollingUpdate has settings: values of a chart that are merged into its defaults bring both together. What becomes of the claims, \`persistentVolumeClaimRetentionPolicy\`, is Retain or Delete; it is looked at from Kubernetes 1.27 on.

\`serviceName\` is a DNS label. Kubernetes 1.33 and newer refuse another one; older versions accept it, and refuse each of the pods.

Selectors with \`matchExpressions\`, and what an operator makes, are not judged. Of the name speaks stateful-set-name-malformed, of volumes, mounts and claims their own rules.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/",
    "https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/apis/apps/validation/validation.go",
  ],
  examples: [
    {
      title: "Values that were merged into defaults",
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: archive}
spec:
  serviceName: archive
  selector: {matchLabels: {app: archive}}
  updateStrategy:
    type: OnDelete
    rollingUpdate: # bad
      partition: 0
  template:
    metadata: {labels: {app: archive}}
    spec:
      containers:
        - name: archive
          image: example/archive:1
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: archive}
spec:
  serviceName: archive
  selector: {matchLabels: {app: archive}}
  updateStrategy:
    type: OnDelete
  template:
    metadata: {labels: {app: archive}}
    spec:
      containers:
        - name: archive
          image: example/archive:1
`,
    },
    {
      title: "A selector that does not select its own pods",
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: archive}
spec:
  serviceName: archive
  selector:
    matchLabels:
      app: archives # bad
  template:
    metadata: {labels: {app: archive}}
    spec:
      containers:
        - name: archive
          image: example/archive:1
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: archive}
spec:
  serviceName: archive
  selector:
    matchLabels:
      app: archive
  template:
    metadata: {labels: {app: archive}}
    spec:
      containers:
        - name: archive
          image: example/archive:1
`,
    },
  ],
  on: "workload",
  concerns: mayBeOddSet,
  *check({ isMade, label, resource }, { kubernetes }) {
    if (isMade) return;
    for (const fault of statefulSetFaults(resource.as<StatefulSet>())) {
      if (fault.is === "retention-unknown" && kubernetes.minor < RETENTION_SEEN) continue;
      yield {
        at: fault.is === "strategy-conflicts" ? fault.at.key : fault.at,
        names: [fault.at.text ?? ""],
        ...TELL[fault.is](fault, label),
        then: outcome(fault, kubernetes),
      };
    }
  },
});

/** The gate StatefulSetAutoDeletePVC is on by default from then on; before, the field is dropped. */
const RETENTION_SEEN = 27;
/** kubernetes/kubernetes#130233 */
const SERVICE_NAMES_SEEN = 33;

function outcome({ is, words }: StatefulSetFault, kubernetes: KubernetesVersion): string {
  return is === "service-malformed" && kubernetes.minor < SERVICE_NAMES_SEEN
    ? `Kubernetes ${showVersion(kubernetes)} accepts the StatefulSet and creates no pod (FailedCreate: ${words.replace("spec.serviceName", "spec.subdomain")})`
    : `the API server refuses the StatefulSet (${words})`;
}

type Told = Pick<Problem, "message" | "label" | "help" | "related">;

const textOf = ({ at }: StatefulSetFault): string => quote(at.text ?? "");

const chosen = ({ at }: StatefulSetFault, words: readonly string[]): string =>
  `write ${words.find((word) => word.toLowerCase() === at.text?.toLowerCase()) ?? nearest(at.text ?? "", words) ?? list(words, "or")}`;

const unknown = (fault: StatefulSetFault, label: string, words: readonly string[]): Told => ({
  message: `${fault.at.path} of ${label} is ${textOf(fault)}, which Kubernetes does not know`,
  label: `not ${list(words, "or")}`,
  help: chosen(fault, words),
});

const TELL: Readonly<Record<StatefulSetFault["is"], (fault: StatefulSetFault, label: string) => Told>> = {
  "selector-missing": (_, label) => ({
    message: `${label} has no selector`,
    label: "no selector",
    help: "write spec.selector.matchLabels with labels of the pod template",
  }),
  "selector-empty": (_, label) => ({
    message: `${label} has an empty selector`,
    label: "selects nothing",
    help: "write matchLabels with labels of the pod template",
  }),
  "selector-conflicts": (fault, label) => {
    const { at, other } = fault;
    const has = other?.text === undefined ? "have no such label" : `have ${quote(other.text)}`;
    return {
      message: `selector of ${label} wants label ${at.step} to be ${textOf(fault)}, but its pods ${has}`,
      label: "does not select its pods",
      related: other
        ? [{ at: other, label: other.text === undefined ? "its pods get their labels here" : "its pods get it here" }]
        : [],
      help: `give ${at.step} one value in spec.selector.matchLabels and spec.template.metadata.labels`,
    };
  },
  "policy-unknown": (fault, label) => unknown(fault, label, POD_MANAGEMENT),
  "strategy-unknown": (fault, label) => unknown(fault, label, STRATEGIES),
  "strategy-conflicts": ({ other }, label) => ({
    message: `updateStrategy of ${label} has rollingUpdate, but its type is "OnDelete"`,
    label: "for RollingUpdate only",
    related: other ? [{ at: other, label: "the type is set here" }] : [],
    help: "remove rollingUpdate, or write type: RollingUpdate",
  }),
  "retention-unknown": (fault, label) => unknown(fault, label, RETENTIONS),
  "service-malformed": (fault, label) => ({
    message: `serviceName of ${label} is ${textOf(fault)}, which is no DNS label: lower-case letters, digits and hyphens`,
    label: "no DNS label",
    help: "write the name of its Service alone, without a namespace or domain",
  }),
  "restart-policy": (fault, label) => ({
    message: `restartPolicy of ${label} is ${textOf(fault)}, but its pods always restart`,
    label: "not Always",
    help: "remove it, or make it a Job if it is to come to an end",
  }),
  deadline: (_, label) => ({
    message: `${label} has activeDeadlineSeconds, which only Pods and Jobs take`,
    label: "not in a StatefulSet",
    help: "remove it",
  }),
};
