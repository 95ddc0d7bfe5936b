import { showApiError } from "../../kubernetes/api-error.ts";
import { asDnsLabel, dnsLabelError } from "../../kubernetes/dns-label.ts";
import { dnsSubdomainError } from "../../kubernetes/dns-subdomain.ts";
import { mayBeOddSet } from "../../kubernetes/everyday-set.ts";
import { hasPlaceholder } from "../../kubernetes/placeholder.ts";
import { LONGEST_LABEL, LONGEST_SET_NAME } from "../../kubernetes/stateful-set-name.ts";
import { type KubernetesVersion, showVersion } from "../../kubernetes/version.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { count, quote } from "../../rule/text.ts";

export default defineRule({
  id: "stateful-set-name-malformed",
  summary: "The name of a StatefulSet leaves no room for what its pods add to it, or is no DNS label.",
  rationale: `Each pod of a StatefulSet has a label \`controller-revision-hash\`, which is the name of the StatefulSet, a hyphen and a hash of up to 10 characters; and a label and a host name which are the name, a hyphen and the pod's number. A label and a host name have at most 63 characters. So a name of more than 52 characters is accepted, and most often no pod can be created: the hash has 10 characters in three of four cases, 9 in nearly all others, and another one after each change. With 62 characters and more no pod ever fits.

Charts cut names at 63 characters, because other kinds have room for as many. A long name of a release is enough.

A name with dots is refused by Kubernetes 1.27 and newer. Older versions accept it, and refuse each of its pods.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/",
    "https://github.com/kubernetes/kubernetes/issues/64023",
    "https://github.com/kubernetes/kubernetes/pull/114172",
  ],
  examples: [
    {
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: observatory-of-the-northern-harbour-telemetry-archive # bad
spec:
  serviceName: archive
  selector: {matchLabels: {app: archive}}
  template:
    metadata: {labels: {app: archive}}
    spec:
      containers:
        - name: archive
          image: example/archive:1
          volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: northern-harbour-telemetry-archive
spec:
  serviceName: archive
  selector: {matchLabels: {app: archive}}
  template:
    metadata: {labels: {app: archive}}
    spec:
      containers:
        - name: archive
          image: example/archive:1
          volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
    },
  ],
  on: "workload",
  concerns: mayBeOddSet,
  *check(workload, { kubernetes }) {
    const { name } = workload;
    if (name === "" || hasPlaceholder(name)) return;
    const said = malformed(workload, kubernetes) ?? tooLong(workload);
    if (said) yield { at: workload.node.get("metadata").get("name"), names: [name], ...said };
  },
});

const holderOf = ({ isMade, label }: Workload): string => (isMade ? label : "a StatefulSet");

const LETTERS = "lower-case letters, digits and hyphens";

type Said = Omit<Problem, "at" | "names">;

/** From then on the API server wants a DNS label (kubernetes/kubernetes#114172); before, it did of each pod's host name. */
const LABEL_SINCE = 27;

function malformed(workload: Workload, kubernetes: KubernetesVersion): Said | undefined {
  const { name, isMade } = workload;
  const holder = holderOf(workload);
  const error = dnsLabelError(name);
  if (!error) return undefined;
  const isLong = name.length > LONGEST_LABEL;
  const refusal = kubernetes.minor >= LABEL_SINCE ? error : dnsSubdomainError(name);
  return {
    label: isLong ? `more than ${LONGEST_LABEL} characters` : "no DNS label",
    message: isLong
      ? `name ${quote(name)} of ${holder} has ${name.length} characters, but ${LONGEST_SET_NAME} is the most that leaves room for its pods`
      : `name ${quote(name)} of ${holder} is no DNS label: ${LETTERS}`,
    help: remedy(workload),
    then: refusal
      ? `the API server refuses ${isMade ? holder : "the StatefulSet"} (${showApiError("metadata.name", refusal)})`
      : `Kubernetes ${showVersion(kubernetes)} accepts it and creates no pod (FailedCreate: ${showApiError("spec.hostname", dnsLabelError(`${name}-0`) ?? error)})`,
  };
}

function tooLong(workload: Workload): Said | undefined {
  const { name } = workload;
  const holder = holderOf(workload);
  if (name.length <= LONGEST_SET_NAME) return undefined;
  const pod = `${name}-0`;
  const isCertain = pod.length > LONGEST_LABEL;
  const value = isCertain ? pod : `${name}-<hash>`;
  return {
    ...(!isCertain && { severity: "warning", confidence: "likely" }),
    label: `${name.length} characters`,
    message: `name ${quote(name)} of ${holder} has ${name.length} characters, but ${LONGEST_SET_NAME} is the most that leaves room for its pods`,
    help: remedy(workload),
    then: `the API server accepts it, and refuses ${isCertain ? "each pod" : `each pod whose revision has a hash of more than ${LONGEST_LABEL - 1 - name.length} characters, which is ${name.length === LONGEST_SET_NAME + 1 ? "three in four" : "nearly every one"}`} (FailedCreate: metadata.labels: Invalid value: ${quote(value)}: must be no more than ${LONGEST_LABEL} characters)`,
  };
}

/** What an operator makes has a longer name than its resource, which is the one to change. */
function remedy({ name, resource, isMade }: Workload): string {
  const owner = isMade ? `the ${resource.kind}` : "it";
  const excess = name.length - LONGEST_SET_NAME;
  if (excess <= 0) {
    const meant = asDnsLabel(resource.name);
    return `name ${owner} ${meant === undefined ? `with ${LETTERS}` : quote(meant)}`;
  }
  const shortened = `shorten ${isMade ? `the name of ${owner}` : owner} by ${count(excess, "character")}`;
  return /^[-a-z0-9]*$/.test(resource.name) ? shortened : `${shortened}, and write it with ${LETTERS}`;
}
