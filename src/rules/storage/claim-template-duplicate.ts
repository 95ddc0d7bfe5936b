import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import { remembered } from "../../yaml/remembered.ts";

export default defineRule({
  id: "claim-template-duplicate",
  summary: "Two claim templates of a StatefulSet have the same name, and only the last one counts.",
  rationale: `The controller of a StatefulSet keeps its claim templates by name, so that of several with one name the last stays: no version of Kubernetes refuses the StatefulSet or warns. Every claim then has the size, class and access modes of the last template, and a disk that was meant to be another is not there.

Claim templates cannot be changed afterwards. By the time somebody notices, the data is on the wrong disk, and the StatefulSet has to be deleted and created anew.

Templates that are the same in all they say do no harm, and are only mentioned.`,
  topic: "storage",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates",
    "https://github.com/kubernetes/kubernetes/blob/v1.36.2/pkg/controller/statefulset/stateful_set_utils.go",
  ],
  examples: [
    {
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: journal}
spec:
  serviceName: journal
  selector: {matchLabels: {app: journal}}
  template:
    metadata: {labels: {app: journal}}
    spec:
      securityContext: {fsGroup: 1000}
      containers:
        - name: journal
          image: example/journal:1
          volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
    - metadata:
        name: data # bad
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: fast
        resources: {requests: {storage: 100Gi}}
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 1Gi}}
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: journal}
spec:
  serviceName: journal
  selector: {matchLabels: {app: journal}}
  template:
    metadata: {labels: {app: journal}}
    spec:
      securityContext: {fsGroup: 1000}
      containers:
        - name: journal
          image: example/journal:1
          volumeMounts:
            - {name: data, mountPath: /data}
            - {name: index, mountPath: /index}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: fast
        resources: {requests: {storage: 100Gi}}
    - metadata:
        name: index
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 1Gi}}
`,
    },
  ],
  on: "workload",
  concerns: (workload) => workload.kind === "StatefulSet" && mayBeOdd(workload),
  *check(workload) {
    const content = remembered((volume: Volume) => JSON.stringify(volume.request?.json));
    for (const { volume, last } of overridden(workload)) {
      const isSame = content(volume) === content(last);
      yield {
        at: volume.at,
        names: [volume.name],
        severity: isSame ? "info" : "warning",
        label: "overridden",
        message: `claim template ${quote(volume.name)} of ${workload.label} stands twice${isSame ? "" : ", and only the last one counts"}`,
        related: [{ at: last.at, label: `${isSame ? "the same" : "the one that counts"} is here` }],
        help: isSame
          ? "remove one of them"
          : `give one of them another name, or remove it; containers mount ${quote(volume.name)} from the last one`,
        ...(!isSame && {
          then: "no version of Kubernetes refuses it: the size, class and access modes here have no effect",
        }),
      };
    }
  },
});

interface Overridden {
  readonly volume: Volume;
  readonly last: Volume;
}

/** Templates that a later one of their name replaces (stateful_set_utils.go, getPersistentVolumeClaims). */
function overridden({ volumes }: Workload): readonly Overridden[] {
  const templates = volumes.filter(({ source, name }) => source === "volumeClaimTemplate" && name !== "");
  if (templates.length < 2) return [];
  const lastOf = new Map(templates.map((template) => [template.name, template]));
  return templates.flatMap((volume) => {
    const last = lastOf.get(volume.name);
    return last && last !== volume ? { volume, last } : [];
  });
}
