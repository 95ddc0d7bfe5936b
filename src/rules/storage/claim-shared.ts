import { type ClaimConflict, claimConflicts } from "../../release/claim-conflicts.ts";
import { mayShareClaims } from "../../release/may-share-claims.ts";
import { heldUp, onlyOne } from "../../rule/exclusive-claim.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "claim-shared",
  summary: "Several pods use a claim that only one node, or only one pod, may use at a time.",
  rationale: `A PersistentVolumeClaim with \`ReadWriteOnce\` is attached to one node at a time. Pods on that node may share it; a pod on another waits in \`ContainerCreating\` for as long as the first ones live. \`ReadWriteOncePod\` keeps it to one pod: the scheduler leaves every other one Pending. That a pod mounts it read-only changes nothing, because the disk must be attached all the same.

Reported are Deployments and other controllers with more than one replica on one claim, DaemonSets, workloads that an autoscaler of the input lets grow, parallel Jobs, and workloads that share a claim with one that stays: a second Deployment, or a Job or CronJob that backs it up. Jobs and hooks among themselves take turns.

It is likely under \`ReadWriteOnce\`, since all pods may land on one node, and certain under \`ReadWriteOncePod\`, where both are there at the same time.

Silent where the claim lies outside the input or may also be shared, on network file systems and disks that keep their pods on one node, on volumes made by hand, on classes outside the input whose name speaks of either (\`nfs-client\`, \`local-path\`), and where a node name or an affinity on \`kubernetes.io/hostname\` brings the pods together.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes"],
  examples: [
    {
      title: "More than one replica",
      bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 5Gi}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
        - name: shop
          image: example/shop:1
          volumeMounts:
            - {name: uploads, mountPath: /srv/uploads}
      volumes:
        - name: uploads
          persistentVolumeClaim:
            claimName: uploads # bad
`,
      good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads}
spec:
  accessModes: [ReadWriteMany]
  resources: {requests: {storage: 5Gi}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
        - name: shop
          image: example/shop:1
          volumeMounts:
            - {name: uploads, mountPath: /srv/uploads}
      volumes:
        - name: uploads
          persistentVolumeClaim:
            claimName: uploads
`,
    },
    {
      title: "A backup beside what it backs up",
      bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: wiki}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 5Gi}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: wiki}
spec:
  selector: {matchLabels: {app: wiki}}
  strategy: {type: Recreate}
  template:
    metadata: {labels: {app: wiki}}
    spec:
      containers:
        - name: wiki
          image: example/wiki:1
          volumeMounts:
            - {name: data, mountPath: /srv/wiki}
      volumes:
        - name: data
          persistentVolumeClaim: {claimName: wiki}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: wiki-backup}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: backup
              image: example/backup:1
              volumeMounts:
                - {name: data, mountPath: /srv/wiki, readOnly: true}
          volumes:
            - name: data
              persistentVolumeClaim:
                claimName: wiki # bad
`,
      good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: wiki}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 5Gi}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: wiki}
spec:
  selector: {matchLabels: {app: wiki}}
  strategy: {type: Recreate}
  template:
    metadata: {labels: {app: wiki}}
    spec:
      containers:
        - name: wiki
          image: example/wiki:1
          volumeMounts:
            - {name: data, mountPath: /srv/wiki}
      volumes:
        - name: data
          persistentVolumeClaim: {claimName: wiki}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: wiki-backup}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          affinity:
            podAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                - topologyKey: kubernetes.io/hostname
                  labelSelector: {matchLabels: {app: wiki}}
          containers:
            - name: backup
              image: example/backup:1
              volumeMounts:
                - {name: data, mountPath: /srv/wiki, readOnly: true}
          volumes:
            - name: data
              persistentVolumeClaim:
                claimName: wiki
`,
    },
  ],
  on: "workload",
  concerns: mayShareClaims,
  *check(workload, { release }) {
    for (const conflict of claimConflicts(workload, release).filter(isShared)) {
      const { use, certain } = conflict;
      const { message, help, related, late } = textOf(conflict);
      yield {
        at: use.at,
        names: [use.at.text ?? ""],
        confidence: certain ? "certain" : "likely",
        label: use.onePod ? "for one pod" : "for one node",
        message: `${message}, but ${onlyOne(use)}`,
        related: [...related, { at: use.mode, label: `${use.mode.text} is asked for here` }],
        help,
        then: heldUp(use, late),
      };
    }
  },
});

type Shared = Exclude<ClaimConflict, { readonly cause: "surge" }>;

const isShared = (conflict: ClaimConflict): conflict is Shared => conflict.cause !== "surge";

interface Text {
  readonly message: string;
  readonly help: string;
  readonly related: NonNullable<Problem["related"]>;
  /** Who comes too late. */
  readonly late: string;
}

function textOf(conflict: Shared): Text {
  const { use } = conflict;
  const { workload, onePod } = use;
  const claim = `claim ${quote(use.at.text ?? "")}`;
  const forAll = `ask for ReadWriteMany of a class that offers it`;
  switch (conflict.cause) {
    case "pods": {
      const { pods, source } = conflict;
      const isOnEveryNode = !Number.isFinite(pods);
      const own =
        workload.kind === "StatefulSet" ? "use volumeClaimTemplates" : "use a StatefulSet with volumeClaimTemplates";
      return {
        message: isOnEveryNode
          ? `${workload.label} runs a pod on every node, each with ${claim}`
          : `${workload.label} runs ${pods} pods with ${claim}`,
        related: [
          {
            at: source,
            label: isOnEveryNode ? "a pod on every node is asked for here" : `${pods} pods are asked for here`,
          },
        ],
        help: isOnEveryNode
          ? `${forAll}, or let each node have a volume of its own (hostPath or ephemeral)`
          : `set ${source.fieldPath} to 1, or ${forAll}${STATEFUL.has(workload.kind) ? `; where each pod may have a disk of its own, ${own}` : ""}`,
        late: "every pod but the first",
      };
    }
    case "autoscaler": {
      const { pods, least, source } = conflict;
      return {
        message:
          least > 1
            ? `${workload.label} is scaled to ${least} pods and more, all with ${claim}`
            : `${workload.label} may grow to ${pods} pods with ${claim}`,
        related: [{ at: source, label: "its pods are multiplied here" }],
        help: `remove the HorizontalPodAutoscaler, or ${forAll}`,
        late: "every pod but the first",
      };
    }
    case "workload": {
      const { other } = conflict;
      return {
        message: `${workload.label} uses ${claim} beside ${other.workload.label}`,
        related: [{ at: other.at, label: `${other.workload.resource.label} uses it here` }],
        help: onePod
          ? `use it in one of them only; ReadWriteOnce lets the pods of one node share it, ReadWriteMany those of all nodes`
          : `${forAll}, or bring both to one node: podAffinity to the labels of ${other.workload.resource.label}, with topologyKey kubernetes.io/hostname`,
        late: `the pod of ${workload.kind === other.workload.kind ? "either" : workload.resource.label}`,
      };
    }
    default:
      return conflict satisfies never;
  }
}

const STATEFUL: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "ReplicaSet"]);
