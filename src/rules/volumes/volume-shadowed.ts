import type { Workload } from "../../kubernetes/workload.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "volume-shadowed",
  summary: "A claim template takes the place of a volume of the same name.",
  rationale: `A StatefulSet may have a claim template and, in its pod, a volume of one name. No version of Kubernetes objects: for each pod the controller leaves the volume out and puts the claim in its place. What the volume was to bring, a ConfigMap or a claim that exists, never reaches the container; a claim template with \`emptyDir\` beside it makes disks that nobody may have wanted.

Most often a chart renders both sides of a switch for persistence.`,
  topic: "volumes",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec",
  ],
  examples: [
    {
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  serviceName: store
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
        - name: store
          image: example/store:1
          volumeMounts:
            - {name: data, mountPath: /var/lib/store}
      volumes:
        - name: data # bad
          emptyDir: {}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  serviceName: store
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
        - name: store
          image: example/store:1
          volumeMounts:
            - {name: data, mountPath: /var/lib/store}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
    },
  ],
  on: "workload",
  concerns: (workload) => shadowedIn(workload).length > 0,
  *check(workload) {
    for (const name of shadowedIn(workload)) {
      const text = name.text ?? "";
      const template = workload.volume(text);
      yield {
        at: name,
        names: [text],
        label: "never used",
        message: `volume ${quote(text)} of ${workload.label} is never used: a claim template has that name`,
        related: template ? [{ at: template.at, label: "the claim template is here" }] : [],
        help: "remove the volume to keep the claim, or the claim template to keep the volume; to have both, rename one",
        then: "each pod gets a claim of its own in the volume's place, without a word",
      };
    }
  },
});

/** The names of volumes in the pod that a claim template has, too. */
function shadowedIn(workload: Workload): readonly Node<string>[] {
  const hasTemplates = workload.kind === "StatefulSet" && workload.volumes[0]?.source === "volumeClaimTemplate";
  if (!hasTemplates) return [];
  return workload.pod
    .get("volumes")
    .items()
    .map((volume) => volume.get("name"))
    .filter(({ text }) => text && workload.volume(text)?.source === "volumeClaimTemplate");
}
