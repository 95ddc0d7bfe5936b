import type { StorageClass } from "kubernetes-types/storage/v1.js";
import { hasDirectory, hasDisk } from "../../kubernetes/pod-disks.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import type { Claim } from "../../release/claims.ts";
import { type GroupObstacle, groupObstacle, inlineObstacle } from "../../release/group-obstacle.ts";
import {
  type UnprivilegedWriter,
  unprivilegedWriters,
  volumesChangedByHand,
} from "../../release/unprivileged-writer.ts";
import { insteadOfGroup } from "../../rule/instead-of-group.ts";
import { obstacleCause } from "../../rule/obstacle-cause.ts";
import { type Context, defineRule } from "../../rule/rule.ts";
import { declaredHere, list, quote } from "../../rule/text.ts";
import type { Place } from "../../yaml/place.ts";

export default defineRule({
  id: "fs-group-ignored",
  summary: "A pod sets fsGroup, and it never reaches the volume that a process other than root writes.",
  rationale: `\`fsGroup\` does two things. The processes of the pod are always put into the group. Its files are given to the group only where kubelet may change the volume, and where it may not it says nothing: no event, no status, one line in its own log at a level that nobody turns on. The container then starts and is denied its first write.

kubelet never changes volumes of NFS and \`hostPath\`, also behind a PersistentVolume. Of a CSI volume the driver decides, by \`fsGroupPolicy\` of its CSIDriver object: \`File\` always, \`None\` never, and \`ReadWriteOnceWithFSType\`, the default, only where the PersistentVolume names a file system and has the access mode ReadWriteOnce. Shared file systems name none; ReadWriteMany alone is not ReadWriteOnce; and before Kubernetes 1.32 ReadWriteOncePod was not either.

What works instead depends on the driver: parameters of the StorageClass, mount options, a group that owns the share, a squash on the server. The rule knows some seventy drivers, and the CSIDriver objects of the input win over what it knows.

It is silent where everybody may write (local-path, NFS subdir provisioner, shares of Longhorn), where the class or the volume names an owner, where \`supplementalGroups\` is set, where an init container changes the owners, and on mounts that cannot be written. A StorageClass of the input that names no file system is reported by \`storage-class-fstype-missing\`. Volumes of NFS and \`hostPath\` that stand in the pod itself are advice, and only where the pod has no other disk that \`fsGroup\` could be meant for.`,
  topic: "ownership",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes-csi.github.io/docs/support-fsgroup.html",
    "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
  ],
  examples: [
    {
      title: "A shared file system",
      bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: shared}
provisioner: fsx.csi.aws.com
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: media}
spec:
  serviceName: media
  selector: {matchLabels: {app: media}}
  template:
    metadata: {labels: {app: media}}
    spec:
      securityContext:
        runAsUser: 1000
        fsGroup: 1000 # bad
      containers:
        - name: media
          image: example/media:1
          volumeMounts:
            - {name: library, mountPath: /library}
  volumeClaimTemplates:
    - metadata: {name: library}
      spec: {storageClassName: shared, accessModes: [ReadWriteMany], resources: {requests: {storage: 1Ti}}}
`,
      good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: shared}
provisioner: fsx.csi.aws.com
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: media}
spec:
  serviceName: media
  selector: {matchLabels: {app: media}}
  template:
    metadata: {labels: {app: media}}
    spec:
      securityContext:
        runAsUser: 1000
        supplementalGroups: [1000]
      containers:
        - name: media
          image: example/media:1
          volumeMounts:
            - {name: library, mountPath: /library}
  volumeClaimTemplates:
    - metadata: {name: library}
      spec: {storageClassName: shared, accessModes: [ReadWriteMany], resources: {requests: {storage: 1Ti}}}
`,
    },
    {
      title: "A PersistentVolume without a file system type",
      bad: `apiVersion: v1
kind: PersistentVolume
metadata: {name: ledger}
spec:
  capacity: {storage: 20Gi}
  accessModes: [ReadWriteOnce]
  csi: {driver: cinder.csi.openstack.org, volumeHandle: 3f1c}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ledger}
spec:
  volumeName: ledger
  storageClassName: ""
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 20Gi}}
---
apiVersion: v1
kind: Pod
metadata: {name: ledger}
spec:
  securityContext:
    runAsUser: 1000
    fsGroup: 1000 # bad
  containers:
    - name: ledger
      image: example/ledger:1
      volumeMounts:
        - {name: data, mountPath: /data}
  volumes:
    - {name: data, persistentVolumeClaim: {claimName: ledger}}
`,
      good: `apiVersion: v1
kind: PersistentVolume
metadata: {name: ledger}
spec:
  capacity: {storage: 20Gi}
  accessModes: [ReadWriteOnce]
  csi: {driver: cinder.csi.openstack.org, volumeHandle: 3f1c, fsType: ext4}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ledger}
spec:
  volumeName: ledger
  storageClassName: ""
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 20Gi}}
---
apiVersion: v1
kind: Pod
metadata: {name: ledger}
spec:
  securityContext:
    runAsUser: 1000
    fsGroup: 1000
  containers:
    - name: ledger
      image: example/ledger:1
      volumeMounts:
        - {name: data, mountPath: /data}
  volumes:
    - {name: data, persistentVolumeClaim: {claimName: ledger}}
`,
    },
  ],
  on: "workload",
  concerns: (workload, { release }) =>
    workload.podSecurityContext.get("fsGroup").number !== undefined &&
    ((release.showsDisks && hasDisk(workload)) || hasDirectory(workload)),
  *check(workload, context) {
    const { podSecurityContext } = workload;
    const at = podSecurityContext.get("fsGroup");
    if (at.number === undefined || workload.isWindows) return;
    if (podSecurityContext.get("supplementalGroups").items().length > 0) return;

    for (const [{ volume, claim, obstacle, writer }, ...others] of byCause(unreached(workload, context))) {
      const { container, user } = writer;
      const names = [volume, ...others.map((other) => other.volume)].map(({ name }) => name);
      const who = user.uid === undefined ? "another user than root" : `user ${user.uid}`;
      const isInline = claim === undefined;
      const isGuess = obstacle.reason === "many" && obstacle.driver.kind === "mixed";
      yield {
        at,
        names,
        confidence: "likely",
        ...((isInline || isGuess) && { severity: "info" }),
        ...(isInline && { profile: "advice" }),
        label: "never applied",
        message: `${workload.label} sets fsGroup ${at.number}, but it never reaches volume${names.length > 1 ? "s" : ""} ${list(names.map(quote))}, which ${container.label} writes as ${who}: ${obstacleCause(obstacle, context.kubernetes)}`,
        related: [...placesOf(obstacle, claim), { at: volume.at, label: declaredHere(volume) }],
        help: insteadOfGroup(obstacle, { uid: user.uid, gid: at.number }),
        then: consequence(obstacle),
      };
    }
  },
});

interface Unreached {
  readonly volume: Volume;
  /** undefined where the pod itself says what the volume is. */
  readonly claim: Claim | undefined;
  readonly obstacle: GroupObstacle;
  readonly writer: UnprivilegedWriter;
}

/** Where the pod has a disk, fsGroup may be meant for that alone: volumes that stand in the pod itself count without one. */
function* unreached(workload: Workload, { release, kubernetes }: Context): Iterable<Unreached> {
  const claims = new Map(release.claims.of(workload).map((claim) => [claim.volume, claim]));
  const writers = unprivilegedWriters(workload);
  const changed = volumesChangedByHand(workload, release);
  for (const volume of workload.volumes) {
    const writer = writers.get(volume.name);
    if (!writer || changed.has(volume)) continue;
    const claim = claims.get(volume);
    const obstacle = claim ? groupObstacle(claim, kubernetes) : claims.size === 0 ? inlineObstacle(volume) : undefined;
    if (obstacle) yield { volume, claim, obstacle, writer };
  }
}

/** What is held back by one driver in one way is one problem. */
function byCause(all: Iterable<Unreached>): Iterable<[Unreached, ...Unreached[]]> {
  const causes = new Map<string, [Unreached, ...Unreached[]]>();
  for (const one of all) {
    const { reason, driver } = one.obstacle;
    const key = `${reason} ${driver?.provisioner ?? one.volume.name}`;
    const others = causes.get(key);
    if (others) others.push(one);
    else causes.set(key, [one]);
  }
  return causes.values();
}

function placesOf(obstacle: GroupObstacle, claim: Claim | undefined): readonly { at: Place; label: string }[] {
  switch (obstacle.reason) {
    case "volume":
      return [{ at: obstacle.at, label: "its PersistentVolume stands here" }];
    case "class":
      return [{ at: obstacle.at, label: "its class is named here" }];
    case "many":
    case "one-pod":
      return [{ at: obstacle.at, label: "its access mode stands here" }];
    case "nfs":
    case "hostPath":
      return claim ? [{ at: obstacle.at, label: "its PersistentVolume stands here" }] : [];
    default: {
      const at =
        claim?.persistentVolume?.get("spec").get("csi").get("driver") ??
        claim?.storageClass?.as<StorageClass>().get("provisioner") ??
        claim?.asked;
      return at ? [{ at, label: "its driver is chosen here" }] : [];
    }
  }
}

function consequence(obstacle: GroupObstacle): string {
  const { reason } = obstacle;
  if (reason === "share" && obstacle.driver.squashes && !obstacle.byHand)
    return "the server takes every process for one user of its own, who owns all files: a program that changes owners, or looks for its own, fails";
  const isPrepared = reason === "share" || reason === "nfs" || reason === "hostPath";
  return `the root of the volume belongs to root${isPrepared ? ", unless somebody changed that," : ""} and the first write is denied; no event tells why`;
}
