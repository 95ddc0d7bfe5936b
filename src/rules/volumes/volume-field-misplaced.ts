import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import { isAboutSecurity, type MisplacedField, misplacedFields, nameOf } from "../../kubernetes/misplaced-fields.ts";
import { unknownFieldOutcome } from "../../kubernetes/unknown-field.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { defineRule } from "../../rule/rule.ts";

export default defineRule({
  id: "volume-field-misplaced",
  summary: "Volumes, mounts or claim templates stand where Kubernetes does not read them.",
  rationale: `\`volumes\` belongs into the pod spec, \`volumeMounts\` and \`volumeDevices\` into a container, \`volumeClaimTemplates\` into the spec of a StatefulSet: no other kind has claim templates. One level of indentation too many or too few, and the field is one that the API does not know.

kubectl asks the API server to refuse such a field, and server-side apply, which Flux uses, always does. Helm and older clients do not ask: the field is dropped, at most with a warning. Where mounts were dropped, the pod starts without its disk, and what it writes is gone with the container.

Of custom resources those are judged whose fields Plimsoll knows: a Prometheus, PrometheusAgent, Alertmanager or ThanosRuler takes \`volumes\` and \`volumeMounts\` under \`spec\`, and one \`spec.storage.volumeClaimTemplate\`, which is no list.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/",
    "https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation",
  ],
  examples: [
    {
      title: "Mounts one level too high",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: ferry}
spec:
  securityContext: {fsGroup: 1000}
  containers:
    - name: ferry
      image: example/ferry:1
  volumeMounts: # bad
    - {name: data, mountPath: /data}
  volumes:
    - name: data
      persistentVolumeClaim: {claimName: ferry}
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: ferry}
spec:
  securityContext: {fsGroup: 1000}
  containers:
    - name: ferry
      image: example/ferry:1
      volumeMounts:
        - {name: data, mountPath: /data}
  volumes:
    - name: data
      persistentVolumeClaim: {claimName: ferry}
`,
    },
    {
      title: "The list of a StatefulSet in a Prometheus",
      bad: `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  securityContext: {runAsUser: 1000, fsGroup: 2000}
  storage:
    volumeClaimTemplates: # bad
      - spec: {resources: {requests: {storage: 50Gi}}}
`,
      good: `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  securityContext: {runAsUser: 1000, fsGroup: 2000}
  storage:
    volumeClaimTemplate:
      spec: {resources: {requests: {storage: 50Gi}}}
`,
    },
  ],
  on: "workload",
  concerns: mayBeOdd,
  *check(workload) {
    for (const field of misplacedFields(workload)) {
      if (isAboutSecurity(field)) continue;
      const name = nameOf(field);
      const { at, saysNothing, holder, meant } = field;
      yield {
        at: at.key,
        names: [name],
        // What says nothing is no loss where it is dropped.
        ...(saysNothing && { severity: "warning" }),
        label: "not read here",
        message: `${holder} holds ${name}, ${whereRead(workload, field)}`,
        related: meant?.state === "present" ? [{ at: meant.key, label: `${String(meant.step)} is read here` }] : [],
        help: remedy(workload, field),
        then: unknownFieldOutcome(workload, at, EFFECTS.get(name) ?? "no claim is made of it"),
      };
    }
  },
});

const EFFECTS: ReadonlyMap<string, string> = new Map([
  ["volumes", "the pod has no such volume"],
  ["volumeMounts", "the container starts without the volume, and what it writes is gone with it"],
  ["volumeDevices", "the container starts without the device"],
]);

/** The field of a custom resource that is meant may have another name. */
function whereRead({ isMade }: Workload, field: MisplacedField): string {
  const { home, meant } = field;
  const name = nameOf(field);
  if (isMade && meant && meant.step !== name) return `but the operator reads only ${meant.path}`;
  return `which ${isMade ? "the operator" : "Kubernetes"} reads only in ${home}`;
}

function remedy({ kind, isMade }: Workload, field: MisplacedField): string {
  const { meant, at } = field;
  const name = nameOf(field);
  if (!meant)
    return name === "volumeClaimTemplates"
      ? `make it a StatefulSet, or give the pod a volume with a claim of its own: a ${kind} has no claim templates`
      : "move it into the container that it is for";
  if (isMade && meant.step === "volumeClaimTemplate")
    return `write ${meant.path}, which is one claim and no list${at.items().length > 1 ? ": the operator makes one for its data" : ""}`;
  if (isMade || name !== "volumeMounts") return `move it to ${meant.fieldPath}`;
  return `move it into the container that it is for, such as ${meant.fieldPath}`;
}
