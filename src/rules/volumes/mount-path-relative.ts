import { mayBeOddlyMounted } from "../../kubernetes/everyday-pod.ts";
import { mountFaults } from "../../kubernetes/mount-faults.ts";
import { landingPath } from "../../kubernetes/mount-path.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "mount-path-relative",
  summary: "The path of a mount does not begin with a slash.",
  rationale: `The API server accepts \`mountPath: data\`, and kubelet puts a slash before it: the volume appears at \`/data\`, whatever the container's \`workingDir\` is. Where the program runs in another directory, its \`data\` is a directory of the image, and what it writes there is gone with the container, while the volume stays empty. Where nothing but the slash is missing, \`etc/app\` for \`/etc/app\`, the mount works; then the rule only informs.

No variable is expanded in a \`mountPath\` either: \`$(HOME)/data\` is a directory of just that name. Paths of Windows, such as \`C:\\data\`, are not judged.`,
  topic: "volumes",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  examples: [
    {
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      workingDir: /app
      volumeMounts:
        - name: uploads
          mountPath: uploads # bad
  volumes:
    - name: uploads
      persistentVolumeClaim: {claimName: uploads}
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      workingDir: /app
      volumeMounts:
        - name: uploads
          mountPath: /app/uploads
  volumes:
    - name: uploads
      persistentVolumeClaim: {claimName: uploads}
`,
    },
  ],
  on: "container",
  concerns: mayBeOddlyMounted,
  *check(container) {
    for (const mount of mountFaults(container).relative) {
      const path = mount.get("mountPath");
      const { text = "" } = path;
      const landing = landingPath(text);
      const directory = container.node.get("workingDir");
      // Where the program runs in the root, both ways lead to the same place.
      const isRoot = directory.text !== undefined && landingPath(directory.text) === "/";
      const meant = directory.text && !isRoot ? landingPath(`${directory.text}/${text}`) : undefined;
      const isExpanded = text.includes("$(");
      // A slash that was forgotten does no harm; what begins at the program's directory, or at a variable, is meant so.
      const isMeant = meant !== undefined || ((isExpanded || text.startsWith(".")) && !isRoot);
      yield {
        at: path,
        names: [mount.get("name").text ?? "", text],
        severity: isMeant ? "warning" : "info",
        confidence: meant === undefined ? "likely" : "certain",
        label: `mounted at ${quote(landing)}`,
        message: `${container.label} mounts volume ${quote(mount.get("name").text ?? "")} at ${quote(text)}, ${isExpanded ? "in which no variable is expanded" : "which is relative"}`,
        related: meant === undefined ? [] : [{ at: directory, label: "the program runs here" }],
        help:
          meant === undefined
            ? `write ${landing}, or the whole path that the program uses`
            : `write ${meant}, or ${landing} if that is meant`,
        then: `kubelet puts a slash before it: the volume appears at ${quote(landing)}${isRoot ? "" : ", and a program that runs in another directory does not write to it"}`,
        ...(meant === undefined && {
          fix: { title: `write ${landing}`, patches: [{ set: path, to: landing }], safe: false },
        }),
      };
    }
  },
});
