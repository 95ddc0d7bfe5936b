import type { PersistentVolumeClaim } from "kubernetes-types/core/v1.js";
import type { Container } from "../../kubernetes/container.ts";
import { containerLook } from "../../kubernetes/container-look.ts";
import { asksForDevice, mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import type { Release } from "../../release/release.ts";
import { requestedClaim } from "../../release/requested-claim.ts";
import { type Context, defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "volume-mode-conflicts",
  summary: "A container mounts a raw disk, or attaches a disk that has a file system.",
  rationale: `A claim says with \`volumeMode\` what it gives: \`Filesystem\`, which is the default, or \`Block\`, a raw disk. Files are mounted with \`volumeMounts\`, raw disks attached with \`volumeDevices\`. The API server does not compare the two. kubelet does, and the pod stays in ContainerCreating with \`FailedMount\` events.

Claim templates, ephemeral volumes and the PersistentVolumeClaims of the input are judged. The \`volumeMode\` of a claim cannot be changed: a claim that exists must be deleted and made anew.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-mode"],
  examples: [
    {
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  serviceName: store
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
        - name: store
          image: example/store:1
          volumeMounts:
            - name: disk # bad
              mountPath: /dev/xvda
  volumeClaimTemplates:
    - metadata: {name: disk}
      spec:
        accessModes: [ReadWriteOnce]
        volumeMode: Block
        resources: {requests: {storage: 10Gi}}
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  serviceName: store
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
        - name: store
          image: example/store:1
          volumeDevices:
            - name: disk
              devicePath: /dev/xvda
  volumeClaimTemplates:
    - metadata: {name: disk}
      spec:
        accessModes: [ReadWriteOnce]
        volumeMode: Block
        resources: {requests: {storage: 10Gi}}
`,
    },
  ],
  on: "container",
  concerns: containerLook(
    (workload, { release }: Pick<Context, "release">) => asksForDevice(release) || mayBeOdd(workload),
  ),
  *check(container, { release }) {
    const told = new Set<Volume>();
    for (const { at, volume, claim, use } of conflictsOf(container, release)) {
      if (told.has(volume)) continue;
      told.add(volume);
      const { name } = volume;
      const mode = claim.get("spec").get("volumeMode");
      const isMount = use === "mount";
      const actual = isMount ? "Block" : "Filesystem";
      // An operator's mount cannot be changed: the mode of its user's claim can.
      const place = /\]\.name$/.test(at.fieldPath) && at.written ? at : mode;
      yield {
        at: place,
        names: [name, actual],
        label: isMount ? "a raw disk" : "has a file system",
        message: isMount
          ? `${container.label} mounts volume ${quote(name)}, whose claim asks for a raw disk (volumeMode: Block)`
          : `${container.label} attaches volume ${quote(name)} as a device, but its claim asks for a file system (${mode.state === "present" ? "volumeMode: Filesystem" : "no volumeMode"})`,
        related:
          place === mode
            ? []
            : [{ at: mode, label: isMount ? "a raw disk is asked for here" : "a file system is asked for here" }],
        help: isMount
          ? `remove volumeMode: Block from the claim, or attach ${quote(name)} with volumeDevices`
          : `set volumeMode: Block on the claim, or mount ${quote(name)} with volumeMounts`,
        then: `the pod stays in ContainerCreating (FailedMount: volume ${name} has volumeMode ${actual}, but is specified in ${isMount ? "volumeMounts" : "volumeDevices"})`,
      };
    }
  },
});

interface Conflict {
  readonly at: Node<string>;
  readonly volume: Volume;
  readonly claim: Node<PersistentVolumeClaim>;
  readonly use: "mount" | "device";
}

/** pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go, createVolumeSpec */
function* conflictsOf(container: Container, release: Release): Iterator<Conflict> & Iterable<Conflict> {
  const uses = [
    ...container.mounts.map((mount) => ({ at: mount.get("name"), use: "mount" as const })),
    ...container.devices.map((device) => ({ at: device.get("name"), use: "device" as const })),
  ];
  for (const { at, use } of uses) {
    const volume = at.text === undefined ? undefined : container.workload.volume(at.text);
    const claim = volume?.persistent && requestedClaim(release, container.workload, volume);
    if (!volume || !claim) continue;
    const { text, state } = claim.get("spec").get("volumeMode");
    const isFiles = state !== "present" || text === "Filesystem";
    if (use === "mount" ? text === "Block" : isFiles) yield { at, volume, claim, use };
  }
}
