import { likelyFileType } from "../../kubernetes/likely-file.ts";
import { nodeMounts } from "../../kubernetes/node-reach.ts";
import { hasDirectory } from "../../kubernetes/pod-disks.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "host-path-type-missing",
  summary: "A hostPath volume for a file has no type, so that a directory is made where the file is missing.",
  rationale: `Without \`type\` the kubelet does not look at the path. Where nothing is there, the container runtime makes a directory of that name, which belongs to root, and mounts it. The program finds a directory where it expects a file or a socket, and its message seldom tells why. The directory stays on the node after the pod: a daemon that is started later cannot make its socket or its log there.

With \`type: File\`, \`Socket\` or \`CharDevice\` the kubelet waits for it, and an event of the pod says what is missing. \`FileOrCreate\` makes an empty file, in a directory that must be there.

Reported are paths that read like files: sockets, endings such as \`.conf\`, \`.json\` or \`.log\`, and devices that not every node has. Directories are not: there the one that is made is what was asked for.`,
  topic: "volumes",
  severity: "info",
  profile: "advice",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath-volume-types"],
  examples: [
    {
      bad: `apiVersion: v1
kind: Pod
metadata: {name: agent}
spec:
  containers:
    - name: agent
      image: example/agent:1
      volumeMounts:
        - {name: metrics, mountPath: /run/metrics.sock}
  volumes:
    - name: metrics
      hostPath:
        path: /run/example/metrics.sock # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: agent}
spec:
  containers:
    - name: agent
      image: example/agent:1
      volumeMounts:
        - {name: metrics, mountPath: /run/metrics.sock}
  volumes:
    - name: metrics
      hostPath:
        path: /run/example/metrics.sock
        type: Socket
`,
    },
  ],
  on: "workload",
  concerns: hasDirectory,
  *check(workload) {
    for (const volume of workload.volumes) {
      const source = volume.node.get("hostPath");
      const [path, type] = [source.get("path"), source.get("type")];
      const { text } = path;
      // Of a volume that nobody mounts, nothing is made.
      if (text === undefined || type.text || !nodeMounts(workload).has(volume)) continue;
      const likely = likelyFileType(text);
      if (!likely) continue;
      const [thing, wanted] = THINGS[likely];
      yield {
        at: path,
        names: [volume.name, text],
        confidence: "likely",
        label: `no type for ${thing}`,
        message: `volume ${quote(volume.name)} takes ${text} of the node for ${thing}, but has no type that says so`,
        help: `set type: ${likely}${likely === "File" ? ", or type: FileOrCreate where an empty one will do" : ""}`,
        then: `where it is missing, the container runtime makes a directory of that name, which belongs to root, stays there, and is in the way of ${thing}; with type: ${likely} the pod waits (FailedMount: hostPath type check failed: ${text} is not a ${wanted})`,
        fix: { title: `set type: ${likely}`, patches: [{ set: type, to: likely }], safe: false },
      };
    }
  },
});

/** What it is, and as the kubelet calls it (pkg/volume/hostpath/host_path.go, checkTypeInternal). */
const THINGS = {
  Socket: ["a socket", "socket file"],
  File: ["a file", "file"],
  CharDevice: ["a device", "character device"],
} as const;
