import { mayHaveCapability } from "../../kubernetes/process.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import { FSTYPE } from "../../release/disk.ts";
import { mayChangeOwners } from "../../release/may-change-owners.ts";
import { type OwnershipChange, subPathMadeLater } from "../../release/ownership.ts";
import type { OwnershipFailure } from "../../release/ownership-failure.ts";
import { type OwnershipJudgement, ownershipJudgements } from "../../release/ownership-judgement.ts";
import { fsGroupAdvice } from "../../rule/fs-group-advice.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { declaredHere, quote } from "../../rule/text.ts";

export default defineRule({
  id: "init-container-chown",
  summary: "An init container changes the owner of a mounted volume by hand.",
  rationale: `\`chown -R\` in an init container is the old way to let a non-root process write its disk. \`fsGroup\` replaced it: kubelet gives the volume to the group at every mount, without root, and \`fsGroupChangePolicy: OnRootMismatch\` spares it the walk when the root is right already.

By hand it needs root and the capability CHOWN, which the restricted Pod Security Standard forbids. It walks the whole volume at every start, pulls one more image, and does not last: a \`subPath\` that does not exist yet is made by kubelet, as root, after the init containers have run.

An error is a change that certainly fails, so that the pod never starts: on a source that is mounted read-only, or on a new volume by a user who may not change owners. Without a profile the rule also reports modes that open a claim to every user, and changes that the right to write a claim rests on, because no \`fsGroup\` is set, or the class names no file system, without which it is not applied. A change that only repeats what \`fsGroup\` does is advice (\`--profile advice\`).

Silent on \`hostPath\` and in-tree NFS, where \`fsGroup\` is never applied, on drivers known to ignore it, on volumes that a person made, on Windows, where nothing but root writes the volume later, and on a non-root user who keeps to files of its own. A failure that the script passes over (\`|| true\`) is no error.`,
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
  concerns: (container) => container.role === "init" && container.mounts.length > 0 && mayChangeOwners(container),
  *check(container, { release }) {
    for (const judgement of ownershipJudgements(container, release)) yield problemOf(judgement);
  },
});

function problemOf(judgement: OwnershipJudgement): Problem {
  const { change, target, certain } = judgement;
  const { call, at } = change;
  const name = target.mount.get("name").text ?? "";
  const volume = target.volume && { at: target.volume.at, label: declaredHere(target.volume) };
  return {
    at,
    names: [call.verb, name],
    confidence: certain ? "certain" : "likely",
    related: volume ? [volume] : [],
    ...textOf(judgement),
  };
}

type Text = Omit<Problem, "at" | "names" | "related" | "confidence">;

function textOf(judgement: OwnershipJudgement): Text {
  switch (judgement.verdict) {
    case "fails":
      return failing(judgement, judgement.failure);
    case "opens":
      return opening(judgement);
    case "relied-on":
      return reliedOn(judgement);
    case "redundant":
      return redundant(judgement);
    default:
      return judgement satisfies never;
  }
}

function failing(
  { change, target: { volume, mount, argument, root } }: OwnershipJudgement,
  { reason }: OwnershipFailure,
): Text {
  const { call, user } = change;
  const name = quote(mount.get("name").text ?? "");
  const isFresh = volume?.source === "emptyDir";
  const help = isFresh ? `remove the ${call.verb}: every user may write an emptyDir` : replacement(change);
  const denied = `${call.verb} ends with "Operation not permitted", and ${outcome(change)}`;
  switch (reason) {
    case "read-only":
      return {
        label: "read-only",
        message: `${runs(change, argument.path)}, but volume ${name} is mounted read-only${volume?.persistent ? "" : ` (${volume?.source})`}`,
        help: readOnlyHelp(call.verb, volume),
        then: `${call.verb} ends with "Read-only file system", and ${outcome(change)}`,
      };
    case "no-capability":
      return {
        label: "without CHOWN",
        message: `${runs(change, argument.path)} as root without the capability CHOWN, so the kernel refuses it`,
        help,
        then: denied,
      };
    case "not-the-owner": {
      const who = user.uid === undefined ? "a user other than root" : `user ${user.uid}`;
      const fact = !root
        ? "only root may give files away"
        : `the root of ${isFresh ? "" : "a new "}volume ${name} belongs to root`;
      const unless = root && !isFresh ? "unless the files belong to that user already, " : "";
      return {
        label: "only root may",
        message: `${runs(change, argument.path)} as ${who}, but ${fact}`,
        help,
        then: `${unless}${denied}`,
      };
    }
    default:
      return reason satisfies never;
  }
}

function readOnlyHelp(verb: string, volume: Volume | undefined): string {
  if (volume?.persistent) return `remove the ${verb}, or mount the volume for writing`;
  if (volume?.source === "image") return `remove the ${verb}: the files of an image keep their owners`;
  return `remove the ${verb}; set defaultMode on the volume, or copy the files to an emptyDir as the user that reads them`;
}

function opening({ change, target: { mount, argument, root } }: OwnershipJudgement): Text {
  const { container, call } = change;
  const name = quote(mount.get("name").text ?? "");
  return {
    severity: "warning",
    label: "opens it to everyone",
    message: `${container.label} lets every user write ${root ? "" : `${quote(argument.path)} on `}volume ${name} (${call.verb} ${call.mode})`,
    help: replacement(change),
    then: "whatever process comes to the disk, in this pod or a later one, can change or delete the data",
  };
}

function reliedOn({ change, target: { volume, mount, argument }, claim, certain }: OwnershipJudgement): Text {
  const { workload } = change.container;
  const name = quote(mount.get("name").text ?? "");
  const fsGroup = workload.podSecurityContext.get("fsGroup").number;
  const className = quote(claim?.storageClass?.name ?? "");
  const reason = !volume
    ? `where it mounts volume ${name}, which ${workload.label} does not have`
    : fsGroup !== undefined
      ? `and the right to write volume ${name} rests on that: StorageClass ${className} names no file system, without which fsGroup ${fsGroup} is not applied`
      : `and the right to write volume ${name} ${certain ? "rests on that alone" : "may rest on that"}: ${workload.label} sets no fsGroup`;
  return {
    severity: "warning",
    label: "changes owners by hand",
    message: `${runs(change, argument.path)}, ${reason}`,
    help:
      volume && fsGroup !== undefined
        ? `name the file system in StorageClass ${className} (${FSTYPE}), then remove the ${change.call.verb}`
        : replacement(change),
    then: shortcoming(change),
  };
}

function redundant({ change, target: { volume, mount, argument }, claim }: OwnershipJudgement): Text {
  const { call, container } = change;
  const name = quote(mount.get("name").text ?? "");
  const common: Pick<Problem, "profile" | "label"> = { profile: "advice", label: "not needed" };
  if (volume?.source === "emptyDir" || claim?.disk.rootOwner === "everybody")
    return {
      ...common,
      severity: "info",
      message: `${runs(change, argument.path)}, ${volume?.source === "emptyDir" ? "an emptyDir" : `volume ${name}`} that every user may write already`,
      help: `remove the ${call.verb}, and run what fills the volume as the user that reads it`,
    };
  const group = container.workload.podSecurityContext.get("fsGroup").number;
  const isSure = claim?.disk.group === "applied";
  const lockedOut = call.recursive && failsOnRestart(change);
  return {
    ...common,
    severity: lockedOut ? "warning" : "info",
    message: `${runs(change, argument.path)}, although fsGroup ${group} ${isSure ? "gives" : "asks kubelet to give"} volume ${name} to that group at every mount`,
    help: `${isSure ? "" : "where the driver applies fsGroup, "}remove the ${call.verb}, and set ${container.workload.podSecurityContext.get("fsGroupChangePolicy").fieldPath} to "OnRootMismatch"`,
    then: lockedOut
      ? "where fsGroup is not applied, or OnRootMismatch spares its walk, root with the capability CHOWN alone may not enter a directory that its owner closed (mode 0700): the first start works, a later one fails"
      : shortcoming(change),
  };
}

const runs = ({ container, call }: OwnershipChange, path: string): string =>
  `${container.label} runs ${call.verb} on ${quote(path)}`;

/** CHOWN changes owners; entering a closed directory of another user takes DAC_OVERRIDE or DAC_READ_SEARCH. */
const failsOnRestart = ({ container }: OwnershipChange): boolean =>
  !mayHaveCapability(container, "DAC_OVERRIDE") && !mayHaveCapability(container, "DAC_READ_SEARCH");

function replacement({ container, call }: OwnershipChange): string {
  const { workload } = container;
  const fsGroup = workload.podSecurityContext.get("fsGroup").number;
  return fsGroup === undefined
    ? `remove the ${call.verb}; ${fsGroupAdvice(workload)}`
    : `remove the ${call.verb}: fsGroup ${fsGroup} asks kubelet to give the volume to that group at every mount`;
}

/** An init container that fails is started again, unless the pod says Never. */
const outcome = ({ container }: OwnershipChange): string =>
  container.workload.pod.get("restartPolicy").text === "Never" ? "the pod fails" : "the pod stays in Init";

function shortcoming({ container, call, targets }: OwnershipChange): string {
  const subPath = subPathMadeLater(container.workload, targets[0]?.mount.get("name").text ?? "");
  const often = call.conditional ? "" : " at every start";
  const walk = call.recursive && targets.some(({ root }) => root) ? ` and walks the whole volume${often}` : often;
  return subPath
    ? `it needs root${walk}; kubelet makes the subPath ${quote(subPath)} as root after it, where it does not exist yet`
    : `it needs root${walk}`;
}
