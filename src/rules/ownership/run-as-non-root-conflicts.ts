import type { Container } from "../../kubernetes/container.ts";
import type { ImageUser } from "../../kubernetes/image-users.ts";
import { breaksNonRoot, nonRootBreach } from "../../kubernetes/non-root-breach.ts";
import { imageRead } from "../../release/image-read.ts";
import { mayChangeOwners } from "../../release/may-change-owners.ts";
import type { Release } from "../../release/release.ts";
import { fsGroupAdvice } from "../../rule/fs-group-advice.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "run-as-non-root-conflicts",
  summary: "A container must not run as root, and would.",
  rationale: `\`runAsNonRoot: true\` chooses no user. It makes kubelet look at the user that the container would get, and refuse to start it where that is 0: the \`runAsUser\` in force, or else the user of the image.

The API server accepts both fields side by side, even in one \`securityContext\`. The pod is scheduled and its volumes are mounted; then the container stays in \`CreateContainerConfigError\`, and the rollout hangs. Typical is a pod that promises \`runAsNonRoot\`, and an init container with \`runAsUser: 0\` that is to change owners: it inherits the promise. Its own \`runAsNonRoot: false\` takes it back, for this container alone.

That \`runAsUser: 0\` conflicts is certain. That an image starts as root is likely: this rule knows the users of some fifty well-known images, not what a mirror or a later tag holds. The config may say otherwise, by an Image with another \`uid\` under \`known\`.

Silent on Windows, where numbers name no users. With \`--platform openshift\`, which chooses a user where none is set, nothing is said of images.`,
  topic: "ownership",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  examples: [
    {
      title: "An init container inherits the pod's promise",
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: queue}
spec:
  serviceName: queue
  selector: {matchLabels: {app: queue}}
  template:
    metadata: {labels: {app: queue}}
    spec:
      securityContext: {runAsNonRoot: true, runAsUser: 1000}
      initContainers:
        - name: sysctl
          image: busybox:1.36
          command: [sysctl, -w, vm.max_map_count=262144]
          securityContext:
            privileged: true
            runAsUser: 0 # bad
      containers:
        - name: queue
          image: example/queue:1
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
      securityContext: {runAsNonRoot: true, runAsUser: 1000}
      initContainers:
        - name: sysctl
          image: busybox:1.36
          command: [sysctl, -w, vm.max_map_count=262144]
          securityContext:
            privileged: true
            runAsUser: 0
            runAsNonRoot: false
      containers:
        - name: queue
          image: example/queue:1
`,
    },
    {
      title: "An image that starts as root",
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      containers:
        - name: cache
          image: redis:7.4 # bad
          securityContext: {runAsNonRoot: true}
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      containers:
        - name: cache
          image: redis:7.4
          securityContext: {runAsNonRoot: true, runAsUser: 999, runAsGroup: 999}
`,
    },
  ],
  on: "container",
  concerns: breaksNonRoot,
  *check(container, { release, platform }) {
    if (container.workload.isWindows) return;
    const breach = nonRootBreach(container);
    if (breach === "root") yield byRunAsUser(container, release);
    if (breach !== "root image" || platform === "openshift") return;
    const read = imageRead(container.node.get("image").text ?? "", release);
    if (read) yield byImage(container, read);
  },
});

function byRunAsUser(container: Container, release: Release): Problem {
  const { label, user, runAsNonRoot, workload } = container;
  const own = container.node.get("securityContext").get("runAsNonRoot");
  const allow = `set ${own.fieldPath} to false`;
  const mends = container.role === "init" && mayChangeOwners(container, release);
  const isShared = user.path === workload.podSecurityContext.get("runAsUser").path;
  return {
    at: user,
    names: isShared ? [] : [container.name],
    label: "root",
    message: `${isShared ? workload.label : label} sets runAsUser to 0, although runAsNonRoot forbids root`,
    related: [{ at: runAsNonRoot, label: "root is forbidden here" }],
    help: isShared
      ? `set ${user.fieldPath} to the number of another user, or take back ${runAsNonRoot.fieldPath}`
      : `${allow}, or ${mends ? withoutRoot(container, release) : `${user.fieldPath} to the number of another user`}`,
    then: `kubelet never starts ${isShared ? "such a container" : "the container"} (CreateContainerConfigError: container's runAsUser breaks non-root policy)`,
    ...(!isShared && { fix: { title: allow, patches: [{ set: own, to: false }], safe: false } }),
  };
}

/** What changes owners by hand is not needed where kubelet does it. */
const withoutRoot = ({ workload }: Container, release: Release): string =>
  workload.podSecurityContext.get("fsGroup").number === undefined
    ? `remove the container and ${fsGroupAdvice(workload, release)}`
    : "remove the container, and let fsGroup give the volume to the pod's group";

function byImage(container: Container, { uid }: ImageUser): Problem {
  const image = container.node.get("image");
  const user = container.node.get("securityContext").get("runAsUser");
  const to = `set ${user.fieldPath} to`;
  return {
    at: image,
    names: [container.name],
    confidence: "likely",
    label: "starts as root",
    message: `image ${quote(image.text ?? "")} of ${container.label} starts as root, although runAsNonRoot forbids root`,
    related: [{ at: container.runAsNonRoot, label: "root is forbidden here" }],
    help: uid
      ? `${to} ${uid}, which the image itself changes to`
      : `${to} a number that the image can run as, or choose an image that is made for another user than root`,
    then: "kubelet never starts the container (CreateContainerConfigError: container has runAsNonRoot and image will run as root)",
    ...(uid > 0 && {
      fix: { title: `${to} ${uid}`, patches: [{ set: user, to: uid }], safe: false },
    }),
  };
}
