import { firstMount } from "../../kubernetes/first-mount.ts";
import { IMAGE_VOLUMES_KNOWN, IMAGE_VOLUMES_ON } from "../../kubernetes/image-volume.ts";
import { showVersion } from "../../kubernetes/version.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "image-volume-ignored",
  summary: "A volume that is an image is dropped by this version of Kubernetes.",
  rationale: `Volumes that are images came with Kubernetes 1.31, behind the gate \`ImageVolume\`, and the gate is on by default only from 1.35 on. With the gate off the API server drops the volume and every mount of it, without a word: the container starts, and the path is not there, or holds what the container's own image has.

Before 1.31 the field is unknown: kubectl and Helm refuse it, and where they do not validate, the volume becomes an emptyDir.

Which version is meant says \`--kube-version\`. What the gate is set to, the input does not show.`,
  topic: "volumes",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/"],
  examples: [],
  on: "workload",
  concerns: ({ volumes }, { kubernetes }) => kubernetes.minor < IMAGE_VOLUMES_ON && volumes.some(isImage),
  *check(workload, { kubernetes }) {
    const isKnown = kubernetes.minor >= IMAGE_VOLUMES_KNOWN;
    for (const volume of workload.volumes.filter(isImage)) {
      const mounting = firstMount(workload, volume.name);
      const field = volume.node.get("image");
      yield {
        at: field.key,
        names: [volume.name],
        confidence: isKnown ? "likely" : "certain",
        label: isKnown ? "off by default" : "not known yet",
        message: isKnown
          ? `volume ${quote(volume.name)} is an image, which Kubernetes ${showVersion(kubernetes)} drops by default`
          : `volume ${quote(volume.name)} is an image, but Kubernetes ${showVersion(kubernetes)} has no such volumes`,
        related: mounting
          ? [{ at: mounting.mount.get("name"), label: `${mounting.container.label} mounts it here` }]
          : [],
        help: isKnown
          ? "turn on the gate ImageVolume of the API server and of kubelet, or let an init container copy the files into an emptyDir"
          : "let an init container copy the files into an emptyDir",
        then: isKnown
          ? "unless the gate ImageVolume is on, the volume and its mounts are removed without an error, and the container starts without them"
          : `kubectl and Helm refuse the ${workload.kind} (unknown field "${field.path}"); where they do not validate, ${volume.source === "image" ? "the directory is empty" : "the field is dropped"}`,
      };
    }
  },
});

/** Other sources beside it make no difference: the volume is dropped before they are counted. */
const isImage = ({ source, node }: Volume): boolean =>
  source !== "volumeClaimTemplate" && node.get("image").state === "present";
