import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import { unusedVolumes } from "../../kubernetes/volume-uses.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { list, quote } from "../../rule/text.ts";

export default defineRule({
  id: "volume-unused",
  summary: "A pod has a volume that none of its containers mounts.",
  rationale: `A disk that no container mounts is the more expensive half of a mistake: the claim is made, waits for its pod and is paid for, and the program writes to the container's own file system, which is gone when the container is. So a claim, an ephemeral volume or a claim template that nobody mounts is a warning.

Other volumes without a mount do no harm, and kubelet does not even look whether their ConfigMap or Secret exists. Most often they are left over, or their mount is missing. That is advice.

A volume counts as used where a container of any sort mounts it, attaches it as a device or reads a variable from its files (\`fileKeyRef\`), or where an annotation of the pod names it for an injected sidecar. Where a mount names a volume that is not there, nothing is said: the two may belong together. What operators add is theirs to mount.`,
  topic: "volumes",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  examples: [
    {
      title: "A disk for each pod, and nothing on it",
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
  volumeClaimTemplates:
    - metadata:
        name: data # bad
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
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
    - metadata:
        name: data
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
`,
    },
    {
      title: "A volume that was left over",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
  volumes:
    - name: settings # bad
      configMap: {name: web}
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: settings, mountPath: /etc/web}
  volumes:
    - name: settings
      configMap: {name: web}
`,
    },
  ],
  on: "workload",
  concerns: mayBeOdd,
  *check(workload) {
    const unused = unusedVolumes(workload);
    const where = unused.length > 0 ? homesIn(workload) : "";
    for (const volume of unused) yield problemOf(volume, where, workload);
  },
});

/** Where a volume may be meant to be mounted. */
function homesIn({ containers }: Workload): string {
  const names = containers.filter(({ role }) => role === "main").map(({ name }) => quote(name));
  return names.length > 3 ? "the container that needs it" : list(names, "or");
}

function problemOf(volume: Volume, where: string, workload: Workload): Problem {
  const { name, noun, at, persistent } = volume;
  return {
    at,
    names: [name],
    ...(!persistent && { severity: "info", profile: "advice" }),
    label: "mounted nowhere",
    message: `${noun} ${quote(name)} of ${workload.label} is mounted by no container`,
    help: `mount ${quote(name)} in ${where}, or remove the ${noun}`,
    ...(persistent && { then: consequence(volume) }),
  };
}

function consequence({ source }: Volume): string {
  const disk =
    source === "persistentVolumeClaim" ? "the claim stays unused" : "each pod gets a disk that nothing is written to";
  return `${disk}, and what the containers write is lost with them`;
}
