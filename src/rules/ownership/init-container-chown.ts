import { containerLook } from "../../kubernetes/container-look.ts";
import { changesOwnModes } from "../../release/changes-own-modes.ts";
import { mayAnyChangeOwners, mayChangeOwners } from "../../release/may-change-owners.ts";
import { type OffMountChange, offMountChanges } from "../../release/off-mount-change.ts";
import { isUnread } from "../../release/ownership.ts";
import { ownershipJudgements } from "../../release/ownership-judgement.ts";
import type { Release } from "../../release/release.ts";
import { ownershipProblem } from "../../rule/ownership-problem.ts";
import { replacement, runs } from "../../rule/ownership-words.ts";
import { type Context, defineRule, type Problem } from "../../rule/rule.ts";
import { declaredHere, quote } from "../../rule/text.ts";
import { unreadScript } from "../../rule/unread-script.ts";

export default defineRule({
  id: "init-container-chown",
  summary: "An init container changes the owner of a mounted volume by hand.",
  rationale: `\`chown -R\` in an init container is the old way to let a non-root process write its disk. \`fsGroup\` replaced it: kubelet gives the volume to the group at every mount, without root, and \`fsGroupChangePolicy: OnRootMismatch\` spares it the walk when the root is right already.

By hand it needs root and the capability CHOWN, which the restricted Pod Security Standard forbids. It walks the whole volume at every start, pulls one more image, and does not last: a \`subPath\` that does not exist yet is made by kubelet, as root, after the init containers have run.

An error is a change that certainly fails, so that the pod never starts: on a source that is mounted read-only, on a new volume by a user who may not change owners, or in a Namespace of the input whose Pod Security Standard lets no such pod in. Without a profile the rule also warns of

- modes and access lists that open a claim to every user,
- changes that the right to write a claim rests on, because no \`fsGroup\` is set, or the class names no file system, without which it is not applied,
- root without the capability DAC_OVERRIDE, which works at the first start and fails at a later one,
- an NFS PersistentVolume of the input, whose server usually takes root for nobody,
- SMB and FUSE volumes, whose owners come from mount options,
- a path at which another container mounts a disk, while the init container mounts nothing there.

A change that only repeats what \`fsGroup\` or the provisioner does is advice (\`--profile advice\`), and so is one that the driver has a way of its own for.

The rule reads the command, its arguments, and the scripts that they run from a ConfigMap or Secret of the input; there the script is the place to change. It is silent on \`hostPath\` and inline NFS, where \`fsGroup\` is never applied, on volumes that a person made, on Windows, where nothing but root writes the volume later, and on a non-root user who keeps to files of its own. A failure that the script passes over (\`|| true\`) is no error. An object of more than 1.5 MiB reaches no cluster, and its scripts are not read.`,
  topic: "ownership",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods",
  ],
  examples: [
    {
      title: "The right to write rests on it",
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      initContainers:
        - name: permissions
          image: busybox:1.36
          command: [sh, -c, "chown -R 1000:2000 /data"] # bad
          securityContext: {runAsUser: 0}
          volumeMounts:
            - {name: data, mountPath: /data}
      containers:
        - name: db
          image: example/db:1
          volumeMounts:
            - {name: data, mountPath: /data}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      securityContext:
        runAsUser: 1000
        runAsGroup: 2000
        fsGroup: 2000
        fsGroupChangePolicy: OnRootMismatch
      containers:
        - name: db
          image: example/db:1
          volumeMounts:
            - {name: data, mountPath: /data}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
    },
    {
      title: "It cannot succeed",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
    - name: permissions
      image: busybox:1.36
      command: [chown, -R, "33:33", /etc/web] # bad
      volumeMounts:
        - {name: settings, mountPath: /etc/web}
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: settings, mountPath: /etc/web}
  volumes:
    - name: settings
      configMap: {name: web}
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {fsGroup: 33}
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: settings, mountPath: /etc/web}
  volumes:
    - name: settings
      configMap: {name: web, defaultMode: 0440}
`,
    },
  ],
  on: "container",
  // Most scripts that change modes are harmless: these are read without the texts for those that are not.
  concerns: containerLook(
    (workload, { release }: Pick<Context, "release">) => mayAnyChangeOwners(workload, release),
    (container, { release }) =>
      container.role === "init" &&
      mayChangeOwners(container, release) &&
      !changesOwnModes(container) &&
      (ownershipJudgements(container, release).length > 0 ||
        [...offMountChanges(container, release)].length > 0 ||
        isUnread(container, release)),
  ),
  *check(container, { release }) {
    for (const judgement of ownershipJudgements(container, release)) yield ownershipProblem(judgement, release);
    for (const change of offMountChanges(container, release)) yield offMountProblem(change, release);
    if (isUnread(container, release)) yield unreadScript(container);
  },
});

function offMountProblem({ change, argument, elsewhere }: OffMountChange, release: Release): Problem {
  const { call, container, script } = change;
  const { program } = call;
  const owner = script ? [container.workload.label, container.name] : [];
  const common = {
    at: change.at,
    then: `the change is made in the file system of the ${container.role} container, and is lost when it ends`,
  };
  if (!elsewhere)
    return {
      ...common,
      names: [program, argument.path, ...owner],
      severity: "info",
      profile: "advice",
      label: "not mounted here",
      message: `${runs(change, argument.path)}, where it mounts no volume`,
      help: `remove the ${container.role} container, or mount the volume that it is for`,
    };
  const { volume, container: other } = elsewhere;
  const name = quote(volume.name);
  return {
    ...common,
    names: [program, argument.path, volume.name, ...owner],
    severity: "warning",
    confidence: "likely",
    label: "not mounted here",
    message: `${runs(change, argument.path)}, where ${other.label} mounts volume ${name}, but ${container.label} does not`,
    related: [{ at: volume.at, label: declaredHere(volume) }],
    help: `mount volume ${name} in ${container.label}, or ${replacement(change, release)}`,
  };
}
