import { forbidden } from "../../kubernetes/api-error.ts";
import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import { IMAGE_VOLUMES_KNOWN, IMAGE_VOLUMES_ON } from "../../kubernetes/image-volume.ts";
import type { KubernetesVersion } from "../../kubernetes/version.ts";
import { faultsOfKind } from "../../kubernetes/volume-faults.ts";
import { volumeLabel, volumeRefusal } from "../../kubernetes/volume-refusal.ts";
import type { VolumeSourceField } from "../../kubernetes/volume-source.ts";
import { VOLUME_SOURCES } from "../../kubernetes/volume-source-table.ts";
import { defineRule } from "../../rule/rule.ts";
import { list } from "../../rule/text.ts";

export default defineRule({
  id: "volume-source-conflicts",
  summary: "A volume has more than one source, which the API server refuses.",
  rationale: `A volume is one thing: a claim, or an emptyDir, or the files of a ConfigMap. Two sources come of a template in which a default and what replaces it are both rendered: \`emptyDir: {}\` beside \`persistentVolumeClaim\`.

The API server names the source that comes later in its own order, whatever the order in the file, and then says of each mount of the volume that it is not found, because a volume that is refused is not looked up. That second error leads away from the cause. This is the one finding for both.

A source that is null does not count.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  examples: [
    {
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      containers:
        - name: cache
          image: example/cache:1
          volumeMounts: [{name: store, mountPath: /store}]
      volumes:
        - name: store
          emptyDir: {}
          persistentVolumeClaim: {claimName: cache} # bad
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      containers:
        - name: cache
          image: example/cache:1
          volumeMounts: [{name: store, mountPath: /store}]
      volumes:
        - name: store
          persistentVolumeClaim: {claimName: cache}
`,
    },
  ],
  on: "workload",
  concerns: mayBeOdd,
  *check(workload, { kubernetes }) {
    for (const fault of faultsOfKind(workload, "surplus-source")) {
      const sources = sourcesFor(kubernetes, fault.sources);
      const [first, surplus] = sources;
      if (first === undefined || surplus === undefined) continue;
      yield {
        at: fault.volume.get(surplus).key,
        names: [fault.name],
        label: "one source too many",
        message: `${volumeLabel(fault)} has ${sources.length} sources, ${list(sources)}, but a volume has only one`,
        related: [{ at: fault.volume.get(first).key, label: `${first} stands here` }],
        help: `keep one, and remove ${sources.length === 2 ? "the other" : "the others"}`,
        then: volumeRefusal(
          workload,
          fault,
          VOLUME_SOURCES[surplus].surplusAs ?? surplus,
          forbidden("may not specify more than 1 volume type"),
          kubernetes,
        ),
      };
    }
  },
});

/** What the API server still has before it when it counts: at first it knows no images, and then drops a volume that has one. */
function sourcesFor({ minor }: KubernetesVersion, sources: readonly VolumeSourceField[]): readonly VolumeSourceField[] {
  if (minor >= IMAGE_VOLUMES_ON || !sources.includes("image")) return sources;
  return minor < IMAGE_VOLUMES_KNOWN ? sources.filter((source) => source !== "image") : [];
}
