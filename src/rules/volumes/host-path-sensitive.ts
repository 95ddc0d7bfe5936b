import { type NodeReach, nodeReach } from "../../kubernetes/node-reach.ts";
import { hasDirectory } from "../../kubernetes/pod-disks.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote, shortList } from "../../rule/text.ts";

export default defineRule({
  id: "host-path-sensitive",
  summary: "A hostPath volume gives containers a path by which they gain power over their node.",
  rationale: `A container is kept apart from its node by the kernel. A \`hostPath\` volume opens a door in that wall, and some doors lead everywhere: by the socket of the container runtime anybody starts a privileged container, by \`/etc\` or \`/opt/cni/bin\` a program runs as root at the next occasion, and \`/var/lib/kubelet/pods\` holds the tokens and Secrets of all pods of the node. Who breaks into such a container has the node, and often the cluster.

The paths are looked up in a table, each with what it gives, and so are directories that hold one of them. \`/var/run\` is \`/run\`, as on the nodes of today. What counts is what a container mounts: with \`subPath\`, that part.

- A mount that may write is a **warning**.
- \`readOnly: true\` on each mount leaves an **info** where to read is something already, and nothing where it is not: \`/sys\`, \`/var/log\`, \`/boot\`.
- \`readOnly\` does **not** help for a socket: who connects to it writes no file. A directory that holds sockets of root is a warning for containers that may run as root. Nor does it help for devices, which privileged containers may open.
- \`readOnly\` does not reach file systems that are mounted below the path, such as \`/proc\` below \`/\`; from Kubernetes 1.30 on, \`recursiveReadOnly\` does.

Agents of a node need some of these: exporters read \`/proc\`, log collectors \`/var/log\`, network plugins install themselves in \`/opt/cni/bin\`, and drivers of storage work below \`/var/lib/kubelet\`. For these the finding says what they are trusted with. Silence it with the reason; it then stays silent for that object only.

Silent are volumes that nobody mounts, \`.crt\` files, nodes of Windows, and directories of one driver or device plugin below \`/var/lib/kubelet\`.`,
  topic: "volumes",
  severity: "warning",
  profile: "security",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    "https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline",
    "https://docs.docker.com/engine/security/#docker-daemon-attack-surface",
  ],
  examples: [
    {
      title: "The socket of the container runtime",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: collector}
spec:
  containers:
    - name: collector
      image: example/collector:1
      volumeMounts:
        - {name: runtime, mountPath: /run/docker.sock, readOnly: true}
  volumes:
    - name: runtime
      hostPath:
        path: /var/run/docker.sock # bad
        type: Socket
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: collector}
spec:
  containers:
    - name: collector
      image: example/collector:1
      volumeMounts:
        - {name: logs, mountPath: /var/log/pods, readOnly: true}
  volumes:
    - name: logs
      hostPath:
        path: /var/log/pods
        type: Directory
`,
    },
    {
      title: "More than is read, and writable",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: exporter}
spec:
  containers:
    - name: exporter
      image: example/exporter:1
      volumeMounts:
        - {name: node, mountPath: /node}
  volumes:
    - name: node
      hostPath:
        path: /etc # bad
        type: Directory
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: exporter}
spec:
  containers:
    - name: exporter
      image: example/exporter:1
      volumeMounts:
        - {name: node, mountPath: /node/os-release, readOnly: true}
  volumes:
    - name: node
      hostPath:
        path: /etc/os-release
        type: File
`,
    },
  ],
  on: "workload",
  concerns: hasDirectory,
  *check(workload) {
    for (const volume of workload.volumes) {
      const reach = nodeReach(volume, workload);
      if (reach) yield problemOf(volume, reach);
    }
  },
});

function problemOf(volume: Volume, reach: NodeReach): Problem {
  const { power, mounts } = reach;
  return {
    at: volume.node.get("hostPath").get("path"),
    names: [volume.name, reach.path],
    ...(power === "reading" && { severity: "info" as const }),
    label: LABELS[power],
    message: `volume ${quote(volume.name)} ${TELLS[power](reach)}`,
    related: mounts
      .slice(0, 3)
      .map(({ container, node }) => ({ at: node.get("mountPath"), label: `${container.label} mounts it here` })),
    help: `${HELPS[power](reach)}; where its work needs more, silence this finding with that reason`,
    then: thenOf(reach),
  };
}

type Texts<T> = Readonly<Record<NodeReach["power"], T>>;

const LABELS: Texts<string> = {
  connecting: "power over the node",
  writing: "writable in a container",
  opening: "devices of the node",
  reading: "readable in a container",
};

/** container "app" and init container "setup" */
const whose = (reach: NodeReach): string => shortList(containersOf(reach), ({ label }) => label, 3);
const containersOf = ({ mounts }: NodeReach) => [...new Set(mounts.map(({ container }) => container))];

const TELLS: Texts<(reach: NodeReach) => string> = {
  connecting: (reach) =>
    reach.isInside
      ? `gives ${whose(reach)} ${reach.path} of the node, which holds the socket ${reach.row.path}`
      : `gives ${whose(reach)} the socket ${reach.path} of the node`,
  writing: (reach) => `lets ${whose(reach)} write ${reach.path} of the node${inside(reach)}`,
  opening: (reach) =>
    `gives ${whose(reach)}, which ${containersOf(reach).length > 1 ? "are" : "is"} privileged, the devices of the node (${reach.path}${inside(reach)})`,
  reading: (reach) => `lets ${whose(reach)} read ${reach.path} of the node${inside(reach)}`,
};

const inside = ({ isInside, row }: NodeReach): string => (isInside ? `, which holds ${row.path}` : "");

const NARROWER = "mount only the file or directory that it needs";

const HELPS: Texts<(reach: NodeReach) => string> = {
  connecting: ({ isInside }) =>
    isInside
      ? `${NARROWER}, or run it as another user than root`
      : "leave the socket out (what a runtime tells of pods, the API server and the kubelet tell, too)",
  writing: ({ row }) => `set readOnly: true on the mount${row.reading === undefined ? "" : `, and ${NARROWER}`}`,
  opening: () =>
    "mount only the device that it needs, or have a device plugin give it to a container that is not privileged",
  reading: () => NARROWER,
};

function thenOf({ power, row, mounts }: NodeReach): string {
  const readOnly = mounts.some(({ isReadOnly }) => isReadOnly);
  const isOther = row.forEverybody !== true && mounts.every(({ isByRoot }) => isByRoot === false);
  switch (power) {
    case "connecting":
      return `who connects to it ${row.connecting}${readOnly ? ", and readOnly: true keeps nobody from connecting" : ""}`;
    case "opening":
      return `who opens them ${row.opening}${readOnly ? ", and readOnly: true does nothing for devices" : ""}`;
    case "writing":
      return isOther
        ? `root ${row.writing}; who runs here is another user, who may write what everybody may`
        : `who may write there ${row.writing}`;
    case "reading":
      return isOther
        ? `root ${row.reading}; who runs here is another user, who may read what everybody may`
        : `who may read there ${row.reading}`;
    default:
      return power satisfies never;
  }
}
