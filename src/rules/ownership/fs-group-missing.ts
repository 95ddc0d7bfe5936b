import type { Container } from "../../kubernetes/container.ts";
import { startingUid } from "../../kubernetes/image-users.ts";
import { landingPath } from "../../kubernetes/mount-path.ts";
import { processUser } from "../../kubernetes/process.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import type { Claim } from "../../release/claims.ts";
import { imageRead } from "../../release/image-read.ts";
import { initialOwnershipChanges, subPathMadeLater } from "../../release/ownership.ts";
import type { Release } from "../../release/release.ts";
import { volumeGroup } from "../../release/volume-group.ts";
import { fsGroupAdvice } from "../../rule/fs-group-advice.ts";
import { defineRule } from "../../rule/rule.ts";
import { declaredHere, quote } from "../../rule/text.ts";
import type { Place } from "../../yaml/place.ts";

export default defineRule({
  id: "fs-group-missing",
  summary: "A container that is not root writes a claim, and its pod sets no fsGroup.",
  rationale: `A new disk belongs to root: its root directory is \`root:root\` with mode 0755 on nearly every block driver. A process of another user is denied its first write. Kubernetes shows no event for that; the container crashes with "Permission denied" in its log.

\`fsGroup\` in the pod's \`securityContext\` makes kubelet give the volume to a group and add that group to every process of the pod. The group that fits is, in this order, the pod's \`runAsGroup\`, the group of the image's user, the group that an init container's \`chown\` gives, and else the number of the user.

Where the manifest sets no user, the image decides. The entrypoints of many images start as root, give themselves their directory and drop root: these do without \`fsGroup\`. Others start as another user and can change nothing. Of the images whose Dockerfiles were read those are told here, where the claim is mounted at a directory that the image keeps its data in, below it or above it, and the container keeps the image's command. Of an image that the config describes under \`known\`, by its \`uid\`, every claim counts.

A \`chown\` in an init container is no lasting substitute: see \`init-container-chown\`.

The problem is likely, not certain: some drivers make directories that everybody may write, and a static volume may be prepared. Silent where the user is root or nobody knows it, where \`supplementalGroups\` is set, on read-only mounts, on raw devices, on Windows, on volumes that a person made, and on drivers known never to apply \`fsGroup\` or to let everybody write; and with \`--platform openshift\`, which sets \`fsGroup\` itself.`,
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
    platform !== "openshift" &&
    workload.podSecurityContext.get("fsGroup").number === undefined &&
    workload.volumes.some(({ persistent }) => persistent),
  *check(workload, { release }) {
    const context = workload.podSecurityContext;
    const at = context.get("fsGroup");
    if (at.number !== undefined || workload.isWindows || context.get("supplementalGroups").items().length > 0) return;

    for (const container of workload.containers) {
      const writer =
        container.role === "main" || container.role === "sidecar" ? writerOf(container, release) : undefined;
      const volume = writer && writtenClaim(container, release, writer.data)?.volume;
      if (!volume) continue;

      const wanted = volumeGroup(workload, release);
      const who = writer.uid === undefined ? "a user other than root" : `user ${writer.uid}`;
      yield {
        at,
        names: [volume.name],
        confidence: "likely",
        label: "no fsGroup",
        message: `${container.label} writes volume ${quote(volume.name)} as ${who}, but ${workload.label} sets no fsGroup`,
        related: [
          { at: writer.at, label: writer.label },
          { at: volume.at, label: declaredHere(volume) },
        ],
        help: fsGroupAdvice(workload, release),
        then: `a new disk belongs to root, so the first write is denied${byHand(workload, volume.name, release)}`,
        ...(wanted && {
          fix: { title: `set ${at.fieldPath} to ${wanted.gid}`, patches: [{ set: at, to: wanted.gid }], safe: false },
        }),
      };
      return; // one fsGroup serves the whole pod
    }
  },
});

/** A process that is not root. */
interface Writer {
  readonly uid: number | undefined;
  /** Where that is decided. */
  readonly at: Place;
  readonly label: string;
  /** The directories that it is known to write; undefined: whatever it mounts. */
  readonly data: readonly string[] | undefined;
}

/** undefined for root, and where nobody can tell. */
function writerOf(container: Container, release: Release): Writer | undefined {
  const { uid, root, at } = processUser(container);
  const image = container.node.get("image");
  const isSet = container.user.state === "present";
  const known = isSet ? undefined : release.known.image(image.text ?? "")?.uid;
  const read = isSet ? undefined : imageRead(image.text ?? "", release);
  const told = read ? undefined : known;
  if (at) {
    const isRoot = told === undefined ? root !== false : told === 0;
    return isRoot ? undefined : { uid: told ?? uid, at, label: "its user is set here", data: undefined };
  }
  const chosen = told ?? (read && startingUid(read));
  if (!chosen) return undefined;
  // What takes the command's place may be there for anything.
  if (known === undefined && container.node.get("command").state === "present") return undefined;
  const data = known === undefined ? read?.data : undefined;
  return { uid: chosen, at: image, label: "its image chooses the user here", data };
}

/** The first claim that the container may write, as far as fsGroup can help there. */
function writtenClaim(
  container: Container,
  { claims }: Release,
  directories: readonly string[] | undefined,
): Claim | undefined {
  for (const mount of container.mounts) {
    const path = landingPath(mount.get("mountPath").text ?? "");
    if (directories?.every((directory) => !isWithin(path, directory) && !isWithin(directory, path))) continue;
    const volume = container.volumeOf(mount);
    const claim = volume?.persistent ? claims.ofVolume(container.workload, volume) : undefined;
    if (!claim || mount.get("readOnly").boolean === true || claim.volume.readOnly) continue;
    const { block, readOnly, group, rootOwner } = claim.disk;
    const isPrepared = rootOwner === "everybody" || rootOwner === "given";
    if (!block && !readOnly && group !== "never" && !isPrepared) return claim;
  }
  return undefined;
}

const isWithin = (path: string, directory: string): boolean => path === directory || path.startsWith(`${directory}/`);

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
