import { claimReferences } from "../../release/claim-references.ts";
import { mayHoldIdleClaim } from "../../release/may-miss-claim.ts";
import type { Release } from "../../release/release.ts";
import { wordsBeyondPods } from "../../release/words-beyond-pods.ts";
import { meantClaims } from "../../rule/meant-claim.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "claim-unused",
  summary: "A PersistentVolumeClaim is mounted by no pod of the input.",
  rationale: `A class that binds at once makes a disk for every claim, mounted or not, and the bill does not tell. Under \`WaitForFirstConsumer\` the claim stays Pending, which makes \`helm install --wait\` run into its timeout. Often it is a sign that the pod's volume lost its mount, or is an \`emptyDir\` by the values that were chosen.

It is advice, because whoever mounts the claim may lie outside the input. Nothing is said where the input has no pods at all, and of claims that a StatefulSet takes for its own (\`TEMPLATE-SET-ORDINAL\`), that another claim is copied from, or whose name stands in a ConfigMap, a Secret, a custom resource that nobody looks into, or what a container is started with: a program may hand it to the pods that it makes. A claim that \`claim-not-found\` names as the one that was meant is not told twice.`,
  topic: "storage",
  severity: "info",
  profile: "advice",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/"],
  examples: [
    {
      bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: wiki # bad
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}}
---
apiVersion: v1
kind: Pod
metadata: {name: wiki}
spec:
  containers:
    - name: wiki
      image: example/wiki:1
      volumeMounts:
        - {name: data, mountPath: /srv/wiki}
  volumes:
    - name: data
      emptyDir: {}
`,
      good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: wiki
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}}
---
apiVersion: v1
kind: Pod
metadata: {name: wiki}
spec:
  containers:
    - name: wiki
      image: example/wiki:1
      volumeMounts:
        - {name: data, mountPath: /srv/wiki}
  volumes:
    - name: data
      persistentVolumeClaim: {claimName: wiki}
`,
    },
  ],
  on: "release",
  // Without any pods the input is but a part of something.
  concerns: mayHoldIdleClaim,
  *check(release) {
    for (const claim of unused(release))
      yield {
        at: claim.node.get("metadata").get("name"),
        names: [claim.name],
        confidence: "likely",
        label: "mounted by no pod",
        message: `claim ${quote(claim.name)} is mounted by no pod of the input`,
        help: `mount it by a volume with persistentVolumeClaim.claimName ${claim.name}, or remove it`,
        then: "a class that binds at once makes a disk for it all the same; under WaitForFirstConsumer it stays Pending, and whoever waits for it runs into a timeout",
      };
  },
});

function unused(release: Release): Release["resources"] {
  const { unmounted } = claimReferences(release);
  if (unmounted.length === 0) return [];
  const words = wordsBeyondPods(release);
  const meant = new Set(meantClaims(release).values());
  return unmounted.filter((claim) => !meant.has(claim) && !words.has(claim.name));
}
