import { breaksNonRoot, nonRootBreach } from "../../kubernetes/non-root-breach.ts";
import { imageRead } from "../../release/image-read.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "image-user-not-numeric",
  summary: "A container must not run as root, and its image names its user instead of numbering it.",
  rationale: `Under \`runAsNonRoot: true\` kubelet asks who the container would run as. Without a \`runAsUser\` that is the \`USER\` of the image. Where it is a name, only the image's own \`/etc/passwd\` could tell whether that is root. kubelet does not look into it: it refuses the container, whoever the user is.

The image runs well everywhere else, so the fault shows when \`runAsNonRoot\` is turned on, by a person or a policy. \`runAsUser\` with the number of the image's user settles it.

The problem is likely, not certain: this rule knows the users of some well-known images, not what a mirror or a later tag holds. The config may say otherwise, by an Image with another \`uid\` under \`known\`. Silent on Windows, where kubelet compares names, and with \`--platform openshift\`, which chooses a number itself.`,
  topic: "ownership",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  examples: [
    {
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      securityContext: {runAsNonRoot: true}
      containers:
        - name: cache
          image: memcached:1.6 # bad
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      securityContext: {runAsNonRoot: true, runAsUser: 11211}
      containers:
        - name: cache
          image: memcached:1.6
`,
    },
  ],
  on: "container",
  concerns: breaksNonRoot,
  *check(container, { release, platform }) {
    const image = container.node.get("image");
    const named = nonRootBreach(container);
    if (typeof named !== "object" || container.workload.isWindows || platform === "openshift") return;
    if (!imageRead(image.text ?? "", release)) return;
    const { user, uid, gid } = named;
    const at = container.node.get("securityContext").get("runAsUser");
    const help = `set ${at.fieldPath} to ${uid}, the number of ${quote(user)}${gid > 0 ? `, and runAsGroup to ${gid}` : ""}`;
    yield {
      at: image,
      names: [container.name],
      confidence: "likely",
      label: `its user is ${quote(user)}`,
      message: `image ${quote(image.text ?? "")} of ${container.label} names its user ${quote(user)}, which runAsNonRoot cannot tell from root`,
      related: [{ at: container.runAsNonRoot, label: "root is forbidden here" }],
      help,
      then: `kubelet never starts the container (CreateContainerConfigError: container has runAsNonRoot and image has non-numeric user (${user}), cannot verify user is non-root)`,
      fix: { title: `set ${at.fieldPath} to ${uid}`, patches: [{ set: at, to: uid }], safe: false },
    };
  },
});
