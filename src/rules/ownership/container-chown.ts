import { containerLook } from "../../kubernetes/container-look.ts";
import { changesOwnModes } from "../../release/changes-own-modes.ts";
import { mayAnyChangeOwners, mayChangeOwners } from "../../release/may-change-owners.ts";
import { isUnread } from "../../release/ownership.ts";
import { type OwnershipJudgement, ownershipJudgements } from "../../release/ownership-judgement.ts";
import type { Release } from "../../release/release.ts";
import { ownershipProblem } from "../../rule/ownership-problem.ts";
import { replacement, runs, shortcoming, standing } from "../../rule/ownership-words.ts";
import { type Context, defineRule, type Problem } from "../../rule/rule.ts";
import { unreadScript } from "../../rule/unread-script.ts";

export default defineRule({
  id: "container-chown",
  summary: "A container changes the owner of a mounted volume at its own start, or in its postStart hook.",
  rationale: `Many images start as root, give their data directory to a user and go on as that user (\`chown ... && exec gosu ...\`). A postStart hook that does the same runs at the same time as the process that needs the files. \`fsGroup\` makes both needless: kubelet gives the volume to the group before any container starts. But the container has to begin as the user that it ends as: \`gosu\` and its like leave the pod's groups behind.

An error is a change that certainly fails: on a source that is mounted read-only, on a new volume by a user who may not change owners, or in a Namespace of the input whose Pod Security Standard refuses the pod. A container whose command fails is started again and again; one whose postStart hook fails is killed.

A warning is a mode that opens a claim to every user, an NFS volume whose server takes root for nobody, a share whose owner comes from mount options, and a change without DAC_OVERRIDE, which works only once. All other changes are advice (\`--profile advice\`).

Reads the command, its arguments, the postStart hook, and scripts that they run from a ConfigMap or Secret of the input. What an image's own entrypoint does is not in the input. Silent where a failure is passed over, on \`hostPath\` and in-tree NFS, and on a change in a Job, which is made once.`,
  topic: "ownership",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods",
    "https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/",
  ],
  examples: [
    {
      title: "A hook that may not do what it does",
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: queue}
spec:
  serviceName: queue
  selector: {matchLabels: {app: queue}}
  template:
    metadata: {labels: {app: queue}}
    spec:
      containers:
        - name: queue
          image: example/queue:1
          securityContext: {runAsUser: 1000}
          lifecycle:
            postStart:
              exec:
                command: [sh, -c, "chown -R 1000:1000 /data"] # bad
          volumeMounts:
            - {name: data, mountPath: /data}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: queue}
spec:
  serviceName: queue
  selector: {matchLabels: {app: queue}}
  template:
    metadata: {labels: {app: queue}}
    spec:
      securityContext:
        runAsUser: 1000
        fsGroup: 1000
        fsGroupChangePolicy: OnRootMismatch
      containers:
        - name: queue
          image: example/queue:1
          volumeMounts:
            - {name: data, mountPath: /data}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
    },
  ],
  on: "container",
  concerns: containerLook(
    (workload, { release }: Pick<Context, "release">) => mayAnyChangeOwners(workload, release),
    (container, { release }) =>
      (container.role === "main" || container.role === "sidecar") &&
      mayChangeOwners(container, release) &&
      !changesOwnModes(container) &&
      container.mounts.length > 0 &&
      (ownershipJudgements(container, release).length > 0 || isUnread(container, release)),
  ),
  *check(container, { release }) {
    if (isUnread(container, release)) yield unreadScript(container);
    for (const judgement of ownershipJudgements(container, release))
      yield judgement.verdict === "relied-on" && judgement.target.volume
        ? rootStart(judgement, release)
        : ownershipProblem(judgement, release);
  },
});

/** It is how the image works, and no fault. fsGroup alone does not replace it: root that becomes another user leaves the pod's groups behind. */
function rootStart({ change, target, certain }: OwnershipJudgement, release: Release): Problem {
  return {
    ...standing(change, target),
    severity: "info",
    profile: "advice",
    confidence: certain ? "certain" : "likely",
    label: "changes owners by hand",
    message: `${runs(change, target.argument.path)}, for which it has to run as root`,
    help: `start the container as the user that it goes on as (${change.container.user.fieldPath}), and ${replacement(change, release)}`,
    then: shortcoming(change),
  };
}
