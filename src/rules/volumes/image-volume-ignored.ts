import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import { mountedHere } from "../../kubernetes/first-mount.ts";
import { IMAGE_VOLUMES_KNOWN, IMAGE_VOLUMES_ON } from "../../kubernetes/image-volume.ts";
import { unknownFieldOutcome } from "../../kubernetes/unknown-field.ts";
import { showVersion } from "../../kubernetes/version.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "image-volume-ignored",
  summary: "A volume that is an image is dropped by this version of Kubernetes.",
  rationale: `Volumes that are images came with Kubernetes 1.31, behind the gate \`ImageVolume\`, and the gate is on by default only from 1.35 on. With the gate off the API server drops the volume and every mount of it, without a word: the container starts, and the path is not there, or holds what the container's own image has.

Before 1.31 the field is unknown. kubectl asks the API server to refuse such a field, and server-side apply, which Flux uses, always does. Helm and older clients do not ask: the field is dropped, at most with a warning, and the volume becomes an emptyDir.

Which version is meant says \`--kube-version\`. What the gate is set to, the input does not show.`,
  topic: "volumes",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/"],
  examples: [],
  on: "workload",
  concerns: mayBeOdd,
  *check(workload, { kubernetes }) {
    if (kubernetes.minor >= IMAGE_VOLUMES_ON) return;
    const isKnown = kubernetes.minor >= IMAGE_VOLUMES_KNOWN;
    for (const volume of workload.volumes.filter(isImage)) {
      const field = volume.node.get("image");
      yield {
        at: field.key,
        names: [volume.name],
        confidence: isKnown ? "likely" : "certain",
        label: isKnown ? "off by default" : "not known yet",
        message: isKnown
          ? `volume ${quote(volume.name)} is an image, which Kubernetes ${showVersion(kubernetes)} drops by default`
          : `volume ${quote(volume.name)} is an image, but Kubernetes ${showVersion(kubernetes)} has no such volumes`,
        related: mountedHere(workload, volume.name),
        help: isKnown
          ? "turn on the gate ImageVolume of the API server and of kubelet, or let an init container copy the files into an emptyDir"
          : "let an init container copy the files into an emptyDir",
        then: isKnown
          ? "unless the gate ImageVolume is on, the volume and its mounts are removed without an error, and the container starts without them"
          : outcome(workload, volume),
      };
    }
  },
});

/** Other sources beside it make no difference: the volume is dropped before they are counted. */
const isImage = ({ source, node }: Volume): boolean =>
  source !== "volumeClaimTemplate" && node.get("image").state === "present";

/** An operator's definition may know the field before the API server does: then what is made is without it. */
function outcome(workload: Workload, { source, node }: Volume): string {
  const effect = source === "image" ? "the directory is empty" : `the volume is of the kind ${source}`;
  return workload.isMade
    ? `the ${workload.kind} is made without the field: ${effect}`
    : unknownFieldOutcome(workload, node.get("image"), effect);
}
