import type { PersistentVolumeClaim } from "kubernetes-types/core/v1.js";
import { dnsSubdomainError } from "../../kubernetes/dns-subdomain.ts";
import { hasPlaceholder } from "../../kubernetes/placeholder.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { claimNames } from "../../release/claim-names.ts";
import type { Release } from "../../release/release.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "claim-not-found",
  summary: "A pod mounts a PersistentVolumeClaim that is not in the input.",
  rationale: `A claim is named in two places, in itself and in the pod, and charts build the two names apart. Where they differ, the pod waits for a claim that nobody makes, and the disk that was made is used by nobody.

The claim may stand outside the input: made by hand, or by another chart. So this is only a note; \`known\` in the config names such claims. It is a warning where the input holds a claim of nearly that name that no pod mounts, and an error with \`--closed-world\`. A name that no object can have is always an error: the API server does not look at it, and no such claim can be made.

Claims that a StatefulSet makes of its templates, and those of a Pod's ephemeral volumes, count as present. An object without a namespace is taken to be in the namespace of whatever refers to it.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes"],
  examples: [
    {
      bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ledger-data}
spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger}
spec:
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec:
      containers:
        - name: ledger
          image: example/ledger:1
          volumeMounts:
            - {name: data, mountPath: /data}
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: ledger # bad
`,
      good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ledger-data}
spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger}
spec:
  selector: {matchLabels: {app: ledger}}
  template:
    metadata: {labels: {app: ledger}}
    spec:
      containers:
        - name: ledger
          image: example/ledger:1
          volumeMounts:
            - {name: data, mountPath: /data}
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: ledger-data
`,
    },
    {
      title: "A name that nothing can have",
      bad: `apiVersion: batch/v1
kind: CronJob
metadata: {name: backup}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: backup
              image: example/backup:1
              volumeMounts:
                - {name: data, mountPath: /data}
          volumes:
            - name: data
              persistentVolumeClaim:
                claimName: Backup_Data # bad
`,
      good: `apiVersion: batch/v1
kind: CronJob
metadata: {name: backup}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: backup
              image: example/backup:1
              volumeMounts:
                - {name: data, mountPath: /data}
          volumes:
            - name: data
              persistentVolumeClaim:
                claimName: backup-data
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: backup-data}
spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
`,
    },
  ],
  on: "workload",
  concerns: ({ resource, volumes }, { release }) =>
    volumes.some(
      ({ claimName }) =>
        claimName !== undefined && !release.find("", "PersistentVolumeClaim", release.namespaceOf(resource), claimName),
    ),
  *check(workload, { release }) {
    const namespace = release.namespaceOf(workload.resource);
    const told = new Set<string>();
    for (const { source, node } of workload.volumes) {
      const at = node.get("persistentVolumeClaim").get("claimName");
      const { text: name } = at;
      if (source !== "persistentVolumeClaim" || !name || hasPlaceholder(name) || told.has(name)) continue;
      told.add(name);
      if (dnsSubdomainError(name)) yield impossible(workload, at, name);
      else if (!claimNames(release).mayHave(name, namespace)) yield missing(workload, at, name, release);
    }
  },
});

const CONSEQUENCE = "the pod stays Pending (FailedScheduling: persistentvolumeclaim";

function impossible({ label }: Workload, at: Node<string>, name: string): Problem {
  return {
    at,
    names: [name],
    label: "no object's name",
    message: `${label} mounts claim ${quote(name)}, a name that no object can have`,
    help: "name a claim in lower case letters, digits, - and .",
    then: `the API server accepts it, and ${CONSEQUENCE} ${quote(name)} not found)`,
  };
}

function missing({ label }: Workload, at: Node<string>, name: string, release: Release): Problem {
  const candidates = claimNames(release).unnamed;
  const near = nearest(
    name,
    candidates.map((claim) => claim.name),
  );
  const meant = candidates
    .find((claim) => claim.name === near)
    ?.as<PersistentVolumeClaim>()
    .get("metadata")
    .get("name");
  return {
    at,
    names: [name],
    severity: release.closed ? "error" : meant ? "warning" : "info",
    confidence: release.closed ? "certain" : "likely",
    label: "not in the input",
    message: `${label} mounts claim ${quote(name)}, which is not in the input`,
    related: meant ? [{ at: meant, label: `claim ${quote(near ?? "")}, which no pod mounts, is here` }] : [],
    help: near
      ? `mount claim ${quote(near)}, or give it the name ${quote(name)}`
      : `add the claim to the input; if it is made elsewhere, name it in the config: known: [{kind: PersistentVolumeClaim, name: ${name}}]`,
    then: `unless the cluster has it, ${CONSEQUENCE} ${quote(name)} not found)`,
    ...(near && { fix: { title: `mount claim ${quote(near)}`, patches: [{ set: at, to: near }], safe: false } }),
  };
}
