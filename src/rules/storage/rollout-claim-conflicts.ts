import type { DeploymentStrategy } from "kubernetes-types/apps/v1.js";
import { type ClaimConflict, claimConflicts } from "../../release/claim-conflicts.ts";
import { mayShareClaims } from "../../release/may-share-claims.ts";
import { heldUp, onlyOne } from "../../rule/exclusive-claim.ts";
import { defineRule, type Fix } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "rollout-claim-conflicts",
  summary: "A Deployment starts the new pod while the old one holds a disk that only one may use.",
  rationale: `A Deployment rolls by default: \`maxSurge: 25%\` is rounded up and \`maxUnavailable: 25%\` down, so with one replica it starts a second pod and stops the first only when the second is ready. A claim with \`ReadWriteOnce\` is attached to one node at a time. Where the new pod lands on another node it waits for the disk that the old one holds, and the old one waits for it: the rollout hangs in \`ContainerCreating\` until somebody deletes a pod. It works on the day that both land on one node, so tests on a small cluster show nothing.

With \`ReadWriteOncePod\` the scheduler keeps the claim to one pod, wherever it runs: every rollout hangs, which makes it an error.

\`strategy.type: Recreate\` stops the old pod first. So does \`maxSurge: 0\` in a rolling update, and so does a StatefulSet.

Silent where the claim lies outside the input or may also be shared, on network file systems and disks that keep their pods on one node, on volumes made by hand, on classes outside the input whose name speaks of either (\`nfs-client\`, \`local-path\`), on a Deployment that is paused, has no replicas or is bound to one node by its own affinity. One that runs several pods on the claim at all times is reported by \`claim-shared\`.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy",
    "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
  ],
  examples: [
    {
      bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: files}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 5Gi}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: files}
spec:
  selector: {matchLabels: {app: files}}
  strategy:
    type: RollingUpdate # bad
  template:
    metadata: {labels: {app: files}}
    spec:
      containers:
        - name: files
          image: example/files:1
          volumeMounts:
            - {name: data, mountPath: /srv/files}
      volumes:
        - name: data
          persistentVolumeClaim: {claimName: files}
`,
      good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: files}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 5Gi}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: files}
spec:
  selector: {matchLabels: {app: files}}
  strategy:
    type: Recreate
  template:
    metadata: {labels: {app: files}}
    spec:
      containers:
        - name: files
          image: example/files:1
          volumeMounts:
            - {name: data, mountPath: /srv/files}
      volumes:
        - name: data
          persistentVolumeClaim: {claimName: files}
`,
    },
  ],
  on: "workload",
  concerns: mayShareClaims,
  *check(workload, { release }) {
    for (const { use, strategy, certain } of claimConflicts(workload, release).filter(isSurge)) {
      const type = strategy.get("type");
      const claim = quote(use.at.text ?? "");
      yield {
        at: type.state === "present" ? type : strategy,
        names: [use.at.text ?? ""],
        confidence: certain ? "certain" : "likely",
        label: "starts before it stops",
        message: `${workload.label} starts a new pod before it stops the old one, but both need claim ${claim}, and ${onlyOne(use)}`,
        related: [
          { at: use.at, label: `claim ${claim} is used here` },
          { at: use.mode, label: `${use.mode.text} is asked for here` },
        ],
        ...remedy(strategy),
        then: `${heldUp(use, "the new pod")}, and the old one is kept until the new one is ready: the rollout hangs`,
      };
    }
  },
});

type Surge = Extract<ClaimConflict, { readonly cause: "surge" }>;

const isSurge = (conflict: ClaimConflict): conflict is Surge => conflict.cause === "surge";

/** The API server forbids rollingUpdate beside Recreate (pkg/apis/apps/validation/validation.go, ValidateDeploymentStrategy). */
function remedy(strategy: Node<DeploymentStrategy>): { readonly help: string; readonly fix: Fix } {
  const type = strategy.get("type");
  const rolling = strategy.get("rollingUpdate");
  if (rolling.state !== "present") {
    const title = `set ${type.fieldPath} to "Recreate"`;
    return { help: title, fix: { title, patches: [{ set: type, to: "Recreate" }], safe: false } };
  }
  const unavailable = rolling.get("maxUnavailable");
  const isNone = unavailable.number === 0 || unavailable.text === "0%";
  const patches = [{ set: rolling.get("maxSurge"), to: 0 }, ...(isNone ? [{ set: unavailable, to: 1 }] : [])];
  const title = `set ${rolling.fieldPath}.maxSurge to 0${isNone ? " and maxUnavailable to 1" : ""}`;
  return {
    help: `${title}, or ${type.fieldPath} to "Recreate" without rollingUpdate`,
    fix: { title, patches, safe: false },
  };
}
