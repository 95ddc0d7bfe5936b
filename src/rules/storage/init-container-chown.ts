import { mayHaveCapability, processUser } from "../../kubernetes/process.ts";
import { type OwnershipChange, subPathMadeLater } from "../../release/ownership.ts";
import type { OwnershipFailure } from "../../release/ownership-failure.ts";
import { type OwnershipJudgement, ownershipJudgements } from "../../release/ownership-judgement.ts";
import { volumeGroup } from "../../release/volume-group.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "init-container-chown",
  summary: "An init container changes the owner of a mounted volume by hand.",
  rationale: `\`chown -R\` in an init container is the old way to let a non-root process write its disk. \`fsGroup\` replaced it: kubelet gives the volume to the group at every mount, without root, and \`fsGroupChangePolicy: OnRootMismatch\` spares it the walk when the root is right already.

By hand it needs root and the capability CHOWN, which the restricted Pod Security Standard forbids. It walks the whole volume at every start, pulls one more image, and does not last: a \`subPath\` that does not exist yet is made by kubelet, as root, after the init containers have run.

An error is a change that certainly fails, so that the pod never starts: on a source that is mounted read-only, or by a user who may not change owners. Without a profile the rule also reports modes that open a claim to every user, and changes that the right to write a claim rests on, because no \`fsGroup\` is set. A change that only repeats what \`fsGroup\` does is advice (\`--profile advice\`).

Silent on \`hostPath\` and in-tree NFS, where \`fsGroup\` is never applied, on drivers known to ignore it, and on a non-root user who keeps to files of its own.`,
  topic: "storage",
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
        - {name: config, mountPath: /etc/web}
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: config, mountPath: /etc/web}
  volumes:
    - name: config
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
        - {name: config, mountPath: /etc/web}
  volumes:
    - name: config
      configMap: {name: web, defaultMode: 0440}
`,
    },
  ],
  on: "container",
  *check(container, { release }) {
    if (container.role === "init")
      for (const judgement of ownershipJudgements(container, release)) yield problemOf(judgement);
  },
});

function problemOf(judgement: OwnershipJudgement): Problem {
  const { change, target } = judgement;
  const { call, at } = change;
  const name = target.mount.get("name").text ?? "";
  const volume = target.volume && {
    at: target.volume.at,
    label: `${target.volume.noun} ${quote(name)} is declared here`,
  };
  return { at, names: [call.verb, name], related: volume ? [volume] : [], ...textOf(judgement) };
}

type Text = Omit<Problem, "at" | "names" | "related">;

function textOf(judgement: OwnershipJudgement): Text {
  switch (judgement.verdict) {
    case "fails":
      return failing(judgement, judgement.failure ?? "not-the-owner");
    case "opens":
      return opening(judgement);
    case "relied-on":
      return reliedOn(judgement);
    case "redundant":
      return redundant(judgement);
    default:
      return judgement.verdict satisfies never;
  }
}

function failing(
  { change, target: { volume, mount, argument, root } }: OwnershipJudgement,
  failure: OwnershipFailure,
): Text {
  const { container, call } = change;
  const name = quote(mount.get("name").text ?? "");
  const runs = `${container.label} runs ${call.verb} on ${quote(argument.path)}`;
  const end = `${call.verb} ends with "Operation not permitted", and the pod stays in Init`;
  switch (failure) {
    case "read-only":
      return {
        label: "read-only",
        message: `${runs}, but volume ${name} is mounted read-only${volume?.persistent ? "" : ` (${volume?.source})`}`,
        help: volume?.persistent
          ? `remove the ${call.verb}, or mount the volume for writing`
          : `remove the ${call.verb}; set defaultMode on the volume, and ${contextPath(change, "fsGroup")} for the group that reads it`,
        then: `${call.verb} ends with "Read-only file system", and the pod stays in Init`,
      };
    case "no-capability":
      return {
        label: "without CHOWN",
        message: `${runs} as root without the capability CHOWN, so the kernel refuses it`,
        help: replacement(change),
        then: end,
      };
    case "not-the-owner": {
      const { uid } = processUser(container);
      const who = uid === undefined ? "a user other than root" : `user ${uid}`;
      return {
        label: "only root may",
        message: `${runs} as ${who}, but ${root ? `the root of volume ${name} belongs to root` : "only root may give files away"}`,
        help: replacement(change),
        then: root ? `unless the files belong to that user already, ${end}` : end,
      };
    }
    default:
      return failure satisfies never;
  }
}

const opening = ({ change, target }: OwnershipJudgement): Text => ({
  severity: "warning",
  label: "opens it to everyone",
  message: `${change.container.label} lets every user write volume ${quote(target.mount.get("name").text ?? "")} (${change.call.verb} ${change.call.mode})`,
  help: replacement(change),
  then: "whatever process comes to the disk, in this pod or a later one, can change or delete the data",
});

function reliedOn({ change, target: { volume, mount, argument } }: OwnershipJudgement): Text {
  const { container, call } = change;
  const { label } = container.workload;
  const name = quote(mount.get("name").text ?? "");
  const runs = `${container.label} runs ${call.verb} on ${quote(argument.path)}`;
  return {
    severity: "warning",
    label: "changes owners by hand",
    message: volume
      ? `${runs}, and the right to write volume ${name} rests on that alone: ${label} sets no fsGroup`
      : `${runs}, where it mounts volume ${name}, which ${label} does not have`,
    help: replacement(change),
    then: shortcoming(change),
  };
}

function redundant({ change, target: { volume, mount, argument } }: OwnershipJudgement): Text {
  const { container, call } = change;
  const runs = `${container.label} runs ${call.verb} on ${quote(argument.path)}`;
  const common: Pick<Problem, "profile" | "confidence" | "label"> = {
    profile: "advice",
    confidence: "likely",
    label: "not needed",
  };
  if (volume?.source === "emptyDir")
    return {
      ...common,
      severity: "info",
      message: `${runs}, an emptyDir that every user may write already`,
      help: `remove the ${call.verb}, and run what fills the volume as the user that reads it`,
    };
  const group = container.workload.podSecurityContext.get("fsGroup").number;
  const lockedOut = failsOnRestart(change);
  return {
    ...common,
    severity: lockedOut ? "warning" : "info",
    message: `${runs}, although fsGroup ${group} gives volume ${quote(mount.get("name").text ?? "")} to that group at every mount`,
    help: `remove the ${call.verb}, and set ${contextPath(change, "fsGroupChangePolicy")} to "OnRootMismatch"`,
    then: lockedOut
      ? "with the capability CHOWN alone, root may not enter a directory that its owner closed (mode 0700): the first start works, a later one fails"
      : shortcoming(change),
  };
}

/** CHOWN changes owners; entering a closed directory of another user takes DAC_OVERRIDE or DAC_READ_SEARCH. */
const failsOnRestart = ({ container, call }: OwnershipChange): boolean =>
  call.recursive && !mayHaveCapability(container, "DAC_OVERRIDE") && !mayHaveCapability(container, "DAC_READ_SEARCH");

function replacement(change: OwnershipChange): string {
  const { container, call } = change;
  const { workload } = container;
  const fsGroup = workload.podSecurityContext.get("fsGroup").number;
  if (fsGroup !== undefined)
    return `remove the ${call.verb}: fsGroup ${fsGroup} gives the volume to that group at every mount`;
  const wanted = volumeGroup(workload);
  const group = wanted ? `${wanted.gid} (${wanted.why})` : "the group of the process";
  return `remove the ${call.verb}; set ${contextPath(change, "fsGroup")} to ${group}, with fsGroupChangePolicy "OnRootMismatch"`;
}

/** The field as its author writes it, in a custom resource where there is one. */
function contextPath({ container }: OwnershipChange, field: "fsGroup" | "fsGroupChangePolicy"): string {
  const at = container.workload.podSecurityContext.get(field);
  return at.written?.path ?? at.path;
}

function shortcoming({ container, targets }: OwnershipChange): string {
  const subPath = subPathMadeLater(container.workload, targets[0]?.mount.get("name").text ?? "");
  const walk = "it needs root and walks the whole volume at every start";
  return subPath
    ? `${walk}; kubelet makes the subPath ${quote(subPath)} as root after it, so the first start is denied`
    : walk;
}
