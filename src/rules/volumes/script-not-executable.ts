import { isUsualMode, octal } from "../../kubernetes/file-mode.ts";
import { type ProcessUser, processUser } from "../../kubernetes/process.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { type KeyFile, keyFile } from "../../release/key-file.ts";
import { namesMountedKeys } from "../../release/names-mounted-keys.ts";
import type { Release } from "../../release/release.ts";
import { STARTS, type StartedFile, startedFiles } from "../../release/started-files.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "script-not-executable",
  summary: "A container runs a file of a ConfigMap or Secret that has no execute bit.",
  rationale: `Files of ConfigMaps, Secrets, projected and downward API volumes get mode 0644, unless \`defaultMode\` or an item's \`mode\` says otherwise. A command that names such a file is refused by the kernel, root's too: *permission denied*. The container never starts; the hook or the probe fails each time.

A mode with an execute bit is all that is missing: 0755, or 0555, since nobody can write these files anyway. \`fsGroup\` does not help: it adds the right to read, and none to execute. 0744 lets root alone execute the file, which the rule reports where the container is another user.

\`sh /scripts/start.sh\` works with any mode that lets the shell read the file, and is not reported; \`sh -c /scripts/start.sh\` runs the file, and is. The rule follows commands, hooks and probes that run one file by its absolute path. Scripts of several commands, paths that hold variables, keys that the ConfigMap of the input does not have, and pods for Windows are left alone.

A failed probe says more than that its file cannot be executed. A container whose startup or readiness probe cannot run is never ready. What kubelet makes of such a liveness probe depends on the runtime: where that reports an error instead of a status, the probe counts for nothing.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#configmap",
    "https://github.com/kubernetes/kubernetes/issues/71356",
  ],
  examples: [
    {
      title: "The default mode",
      bad: `apiVersion: v1
kind: ConfigMap
metadata: {name: scripts}
data:
  start.sh: |
    #!/bin/sh
    exec web --port "$PORT"
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      command: [/scripts/start.sh]
      volumeMounts:
        - {name: scripts, mountPath: /scripts}
  volumes:
    - name: scripts
      configMap: # bad
        name: scripts
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata: {name: scripts}
data:
  start.sh: |
    #!/bin/sh
    exec web --port "$PORT"
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      command: [/scripts/start.sh]
      volumeMounts:
        - {name: scripts, mountPath: /scripts}
  volumes:
    - name: scripts
      configMap:
        name: scripts
        defaultMode: 0755
`,
    },
    {
      title: "Only root may execute it",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {runAsUser: 1000, fsGroup: 1000}
  containers:
    - name: web
      image: example/web:1
      readinessProbe:
        exec:
          command: [sh, -c, /probes/ready.sh --quiet]
      volumeMounts:
        - {name: probes, mountPath: /probes}
  volumes:
    - name: probes
      configMap:
        name: probes
        defaultMode: 0744 # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {runAsUser: 1000, fsGroup: 1000}
  containers:
    - name: web
      image: example/web:1
      readinessProbe:
        exec:
          command: [sh, -c, sh /probes/ready.sh --quiet]
      volumeMounts:
        - {name: probes, mountPath: /probes}
  volumes:
    - name: probes
      configMap:
        name: probes
        defaultMode: 0744
`,
    },
  ],
  on: "workload",
  concerns: (workload) => workload.isMade || namesMountedKeys(workload) === "first",
  *check(workload, { release }) {
    if (workload.isWindows) return;
    for (const denials of byMode(denialsOf(workload, release))) yield problemOf(denials, workload);
  },
});

/** A file that the kernel does not let a container run. */
interface Denial extends StartedFile {
  readonly file: KeyFile;
  /** The user, where root could. */
  readonly user: ProcessUser | undefined;
}

function* denialsOf(workload: Workload, release: Release): Iterable<Denial> {
  for (const container of workload.containers)
    for (const started of startedFiles(container)) {
      const file = keyFile(container, release, started.path);
      if (!file) continue;
      if ((file.mode & 0o111) === 0) yield { ...started, file, user: undefined };
      // The files are root's.
      else if ((file.mode & 0o011) === 0) {
        const user = processUser(container);
        if (user.root === false) yield { ...started, file, user };
      }
    }
}

/** One mode is to be mended once. The gravest comes first. */
function byMode(denials: Iterable<Denial>): Iterable<readonly [Denial, ...Denial[]]> {
  const groups = new Map<string, [Denial, ...Denial[]]>();
  const rank = ({ start }: Denial) => STARTS.indexOf(start);
  for (const denial of [...denials].sort((one, other) => rank(one) - rank(other))) {
    const group = groups.get(denial.file.at.path);
    if (group) group.push(denial);
    else groups.set(denial.file.at.path, [denial]);
  }
  return groups.values();
}

/** Others that are pointed at. */
const MOST_OTHERS = 5;

function problemOf([denial, ...others]: readonly [Denial, ...Denial[]], workload: Workload): Problem {
  const { file, path, user, start } = denial;
  const { at, mode, volume } = file;
  const wanted = executable(mode, [denial, ...others], workload);
  const help = `set ${at.fieldPath} to ${octal(wanted)}, which is ${wanted} in JSON`;
  return {
    at,
    names: [volume.name, path],
    ...((start === "livenessProbe" || start === "preStop") && { severity: "warning" }),
    ...((workload.isMade || (user && !user.at)) && { confidence: "likely" }),
    label: at.state === "present" ? (user ? "only root may execute" : "no execute bit") : `no mode, so ${octal(mode)}`,
    message: `${subject(denial)} runs ${quote(path)}${as(user)}, but its mode ${octal(mode)} in ${nounOf(file)} lets ${user ? "only root" : "nobody"} execute it`,
    related: [
      { at: denial.at, label: "it is run here" },
      ...(user?.at
        ? [{ at: user.at, label: isChosen(denial) ? "its user is set here" : "root is ruled out here" }]
        : []),
      ...others
        .slice(0, MOST_OTHERS)
        .map((other) => ({ at: other.at, label: `${subject(other)} runs one of its files here` })),
    ],
    help,
    then: consequence(denial),
    fix: { title: `write ${wanted}, which is ${octal(wanted)}`, patches: [{ set: at, to: wanted }], safe: false },
  };
}

/** False where the manifest only says that it is not root. */
const isChosen = ({ container }: Denial): boolean => container.user.number !== undefined;

const as = (user: ProcessUser | undefined): string =>
  user === undefined ? "" : user.uid === undefined ? " as another user than root" : ` as user ${user.uid}`;

const NOUNS: Readonly<Record<string, string>> = {
  configMap: "ConfigMap volume",
  secret: "Secret volume",
  projected: "projected volume",
  downwardAPI: "downward API volume",
};
const nounOf = ({ volume }: KeyFile): string => `${NOUNS[volume.source]} ${quote(volume.name)}`;

const PARTS: Readonly<Record<StartedFile["start"], string>> = {
  command: "",
  postStart: "the postStart hook of ",
  startupProbe: "the startup probe of ",
  readinessProbe: "the readiness probe of ",
  livenessProbe: "the liveness probe of ",
  preStop: "the preStop hook of ",
};
const subject = ({ start, container }: StartedFile): string => `${PARTS[start]}${container.label}`;

/** Who may read the file may execute it; the owner alone is not enough for whom nobody knows. */
function executable(mode: number, denials: readonly Denial[], { podSecurityContext }: Workload): number {
  const wanted = isUsualMode(mode) ? mode | ((mode & 0o444) >> 2) : 0o755;
  if ((wanted & 0o011) !== 0 || denials.every(({ container }) => processUser(container).root === true)) return wanted;
  // fsGroup is the group of the files, and of all processes.
  return wanted | (podSecurityContext.get("fsGroup").number === undefined ? 0o555 : 0o550);
}

function consequence({ start, shell, path }: StartedFile): string {
  switch (start) {
    case "command":
      return shell === undefined
        ? `the container never starts: exec: ${quote(path)}: permission denied (RunContainerError or CreateContainerError)`
        : `${shell} says "Permission denied" and ends with status 126, each time that the container starts`;
    case "postStart":
      return "kubelet kills the container as soon as it has started (FailedPostStartHook), each time";
    case "startupProbe":
      return "the probe never succeeds, so the container never counts as started, and the pod is never ready";
    case "readinessProbe":
      return "the probe never succeeds, so the pod is never ready";
    case "livenessProbe":
      return shell === undefined
        ? "kubelet restarts the container again and again, or, where the runtime reports an error, never looks after it"
        : "kubelet restarts the container again and again";
    default:
      return "the container is stopped without what the hook should do (FailedPreStopHook)";
  }
}
