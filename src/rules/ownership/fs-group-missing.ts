import type { Container } from "../../kubernetes/container.ts";
import { hasDisk } from "../../kubernetes/pod-disks.ts";
import { processUser } from "../../kubernetes/process.ts";
import type { KubernetesVersion } from "../../kubernetes/version.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import type { Claim } from "../../release/claims.ts";
import { type DataWriter, dataWriter, mayWrite } from "../../release/data-writer.ts";
import { groupObstacle } from "../../release/group-obstacle.ts";
import { initialOwnershipChanges, subPathMadeLater } from "../../release/ownership.ts";
import type { Release } from "../../release/release.ts";
import { volumesChangedByHand } from "../../release/unprivileged-writer.ts";
import { volumeGroup } from "../../release/volume-group.ts";
import { fsGroupAdvice } from "../../rule/fs-group-advice.ts";
import { insteadOfGroup } from "../../rule/instead-of-group.ts";
import { obstacleCause } from "../../rule/obstacle-cause.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { declaredHere, quote } from "../../rule/text.ts";

export default defineRule({
  id: "fs-group-missing",
  summary: "A container that is not root writes a claim, and its pod sets no fsGroup.",
  rationale: `A new disk belongs to root: its root directory is \`root:root\` with mode 0755 on nearly every block driver. A process of another user is denied its first write. Kubernetes shows no event for that; the container crashes with "Permission denied" in its log.

\`fsGroup\` in the pod's \`securityContext\` makes kubelet give the volume to a group and add that group to every process of the pod. The group that fits is, in this order, the pod's \`runAsGroup\`, the group of the image's user, the group that an init container's \`chown\` gives, and else the number of the user.

Where the manifest sets no user, the image decides. The entrypoints of many images start as root, give themselves their directory and drop root: these do without \`fsGroup\`. Others start as another user and can change nothing. Of the images whose Dockerfiles were read those are told here, where the claim is mounted at a directory that the image keeps its data in, below it or above it, and the container keeps the image's command. Of an image that the config describes under \`known\`, by its \`uid\`, every claim counts.

A \`chown\` in an init container is no lasting substitute: see \`init-container-chown\`.

The problem is likely, not certain: some drivers make directories that everybody may write, and a static volume may be prepared. Silent where the user is root or nobody knows it, where \`supplementalGroups\` is set, on read-only mounts, on raw devices, on Windows, on volumes that a person made, on drivers known to let everybody write, and with \`--platform openshift\`, which sets \`fsGroup\` itself. Where the driver is known never to apply \`fsGroup\`, and nothing else gives the files away, what works for that driver is told instead.`,
  topic: "ownership",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  examples: [
    {
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: metrics}
spec:
  serviceName: metrics
  selector: {matchLabels: {app: metrics}}
  template:
    metadata: {labels: {app: metrics}}
    spec:
      securityContext: # bad
        runAsUser: 65534
        runAsNonRoot: true
      containers:
        - name: metrics
          image: example/metrics:1
          volumeMounts:
            - {name: data, mountPath: /data}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: metrics}
spec:
  serviceName: metrics
  selector: {matchLabels: {app: metrics}}
  template:
    metadata: {labels: {app: metrics}}
    spec:
      securityContext:
        runAsUser: 65534
        runAsNonRoot: true
        fsGroup: 65534
        fsGroupChangePolicy: OnRootMismatch
      containers:
        - name: metrics
          image: example/metrics:1
          volumeMounts:
            - {name: data, mountPath: /data}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
    },
  ],
  on: "workload",
  concerns: (workload, { platform }) =>
    platform !== "openshift" && workload.podSecurityContext.get("fsGroup").number === undefined && hasDisk(workload),
  *check(workload, { release, kubernetes }) {
    const context = workload.podSecurityContext;
    if (context.get("fsGroup").number !== undefined || workload.isWindows) return;
    if (context.get("supplementalGroups").items().length > 0) return;

    const written = [...writtenClaims(workload, release)];
    const reached = written.find(({ claim }) => claim.disk.group !== "never");
    // One fsGroup serves the whole pod.
    if (reached) yield lacking(reached, release);
    else yield* unreached(written, release, kubernetes);
  },
});

interface Written {
  readonly claim: Claim;
  readonly container: Container;
  readonly writer: DataWriter;
}

/** The claims that somebody other than root may write, and whose root nobody is known to have prepared. */
function* writtenClaims(workload: Workload, release: Release): Iterable<Written> {
  for (const container of workload.containers) {
    const writer = dataWriter(container, release);
    if (!writer) continue;
    for (const mount of container.mounts) {
      if (!mayWrite(writer, container, mount)) continue;
      const volume = container.volumeOf(mount);
      const claim = volume?.persistent ? release.claims.ofVolume(workload, volume) : undefined;
      if (!claim || mount.get("readOnly").boolean === true || claim.volume.readOnly) continue;
      const { block, readOnly, rootOwner } = claim.disk;
      const isPrepared = rootOwner === "everybody" || rootOwner === "given";
      if (!block && !readOnly && !isPrepared) yield { claim, container, writer };
    }
  }
}

function lacking(written: Written, release: Release): Problem {
  const { container, claim } = written;
  const { workload } = container;
  const at = workload.podSecurityContext.get("fsGroup");
  const wanted = volumeGroup(workload, release);
  return {
    ...common(written),
    label: "no fsGroup",
    message: `${writes(written)}, but ${workload.label} sets no fsGroup`,
    help: fsGroupAdvice(workload, release),
    then: `a new disk belongs to root, so the first write is denied${byHand(workload, claim.volume.name, release)}`,
    ...(wanted && {
      fix: { title: `set ${at.fieldPath} to ${wanted.gid}`, patches: [{ set: at, to: wanted.gid }], safe: false },
    }),
  };
}

/** What a class makes of a driver that never applies fsGroup: the files have to be given away in another way. */
function* unreached(written: readonly Written[], release: Release, kubernetes: KubernetesVersion): Iterable<Problem> {
  for (const one of written) {
    const { claim, container, writer } = one;
    const obstacle = groupObstacle(claim, kubernetes);
    if (obstacle?.reason !== "policy" && obstacle?.reason !== "share") continue;
    // Where the server takes everybody for the owner, everybody may write.
    if (obstacle.byHand || obstacle.driver.squashes) continue;
    if (volumesChangedByHand(container.workload, release).has(claim.volume)) continue;
    yield {
      ...common(one),
      label: "fsGroup would not help",
      message: `${writes(one)}, but nothing gives it the files, and no fsGroup would: ${obstacleCause(obstacle, kubernetes)}`,
      help: insteadOfGroup(obstacle, { uid: writer.uid, gid: volumeGroup(container.workload, release)?.gid }),
      then: "the root of the volume belongs to root, unless somebody changed that, and the first write is denied; no event tells why",
    };
    return;
  }
}

const writes = ({ container, claim, writer: { uid } }: Written): string =>
  `${container.label} writes volume ${quote(claim.volume.name)} as ${uid === undefined ? "a user other than root" : `user ${uid}`}`;

const common = ({ container, claim: { volume }, writer }: Written) =>
  ({
    at: container.workload.podSecurityContext.get("fsGroup"),
    names: [volume.name],
    confidence: "likely",
    related: [
      {
        at: writer.at,
        label: writer.chosenBy === "image" ? "its image chooses the user here" : "its user is set here",
      },
      { at: volume.at, label: declaredHere(volume) },
    ],
  }) as const;

/** Why a change that an init container makes does not take the place of fsGroup. */
function byHand(workload: Workload, volume: string, release: Release): string {
  const change = initialOwnershipChanges(workload, release).find(
    ({ container, user, targets }) =>
      user.root !== false &&
      processUser(container).starts &&
      targets.some(({ mount }) => mount.get("name").text === volume),
  );
  if (!change) return "";
  const subPath = subPathMadeLater(workload, volume);
  return `; ${change.container.label} changes owners by hand, ${subPath ? `but kubelet makes the subPath ${quote(subPath)} as root after it has run, where it does not exist yet` : "which takes root at every start"}`;
}
