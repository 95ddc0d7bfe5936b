import { dnsSubdomainError } from "../../kubernetes/dns-subdomain.ts";
import type { Resource } from "../../kubernetes/resource.ts";
import { claimReferences, type MissingClaim } from "../../release/claim-references.ts";
import { mayMissClaim } from "../../release/may-miss-claim.ts";
import type { Release } from "../../release/release.ts";
import { meantClaims } from "../../rule/meant-claim.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "claim-not-found",
  summary: "A pod names a PersistentVolumeClaim that is not in the input.",
  rationale: `The API server never asks whether the claim of a volume exists. The pod is accepted and then waits: the scheduler says \`persistentvolumeclaim "data" not found\`, for as long as nobody makes it.

That a claim lies outside the input is common, and a note. It is a warning where the input holds a claim of nearly that name which nobody mounts: the two were meant for each other, and their names come from different helpers of the chart. With \`--closed-world\` every claim that is missing is an error.

A name that no object can have, as one with capital letters or an underscore, is an error in any case: the API server lets it pass in a pod, but makes no claim of that name.

Claims count as present that a StatefulSet makes (\`TEMPLATE-SET-ORDINAL\`), those of ephemeral volumes, those that the config lists as \`known\`, and those whose name holds that of a custom resource which nobody looks into, because its operator may make them. A pod and a claim meet in one namespace only; where nobody says what the release's is, it may be any.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes"],
  examples: [
    {
      title: "Two names for one claim",
      bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ledger-data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger}
spec:
  strategy: {type: Recreate}
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
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger}
spec:
  strategy: {type: Recreate}
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
      title: "A name that no claim can have",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: uploads, mountPath: /uploads}
  volumes:
    - name: uploads
      persistentVolumeClaim:
        claimName: web_uploads # bad
`,
      good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: web-uploads}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: uploads, mountPath: /uploads}
  volumes:
    - name: uploads
      persistentVolumeClaim:
        claimName: web-uploads
`,
    },
  ],
  on: "workload",
  concerns: mayMissClaim,
  *check(workload, { release }) {
    for (const claim of claimReferences(release).missing.get(workload) ?? [])
      yield problemOf(claim, meantClaims(release).get(claim), release);
  },
});

function problemOf(missing: MissingClaim, meant: Resource | undefined, release: Release): Problem {
  const { workload, name, at, namespace } = missing;
  const isMalformed = dnsSubdomainError(name) !== undefined;
  const isElsewhere = meant?.name === name;
  const other = meant && release.namespaceOf(meant);
  return {
    at,
    names: [name],
    ...(!isMalformed && !release.closed && { severity: meant ? "warning" : "info", confidence: "likely" }),
    label: isMalformed ? "no name of a claim" : isElsewhere ? "in another namespace" : "not in the input",
    message: isMalformed
      ? `${workload.label} mounts claim ${quote(name)}, but no claim can have that name`
      : isElsewhere
        ? `${workload.label} mounts claim ${quote(name)} of namespace ${quote(namespace)}, but that claim is in namespace ${quote(other ?? "")}`
        : `${workload.label} mounts claim ${quote(name)}, which is not in the input`,
    ...(meant && {
      related: [
        {
          at: meant.node.get("metadata").get(isElsewhere ? "namespace" : "name"),
          label: `claim ${quote(meant.name)} is mounted by nobody here`,
        },
      ],
    }),
    ...remedy(missing, meant, isMalformed, isElsewhere),
    then: `its pods stay Pending (FailedScheduling: persistentvolumeclaim ${quote(name)} not found)`,
  };
}

function remedy(
  { at, name, namespace }: MissingClaim,
  meant: Resource | undefined,
  isMalformed: boolean,
  isElsewhere: boolean,
): Pick<Problem, "help" | "fix"> {
  if (isElsewhere)
    return { help: `make the claim in namespace ${quote(namespace)}: pods mount those of their own only` };
  if (meant) {
    const title = `set ${at.fieldPath} to ${quote(meant.name)}`;
    const isTwoWay = !isMalformed;
    return {
      help: isTwoWay ? `${title}, or name the claim ${quote(name)}` : title,
      fix: { title, patches: [{ set: at, to: meant.name }], safe: false },
    };
  }
  return {
    help: isMalformed
      ? 'write the name that the claim has: parts of a-z, 0-9 and "-", joined by "."'
      : `add the claim; where it is made elsewhere, list it under "known": {kind: PersistentVolumeClaim, name: ${name}}`,
  };
}
