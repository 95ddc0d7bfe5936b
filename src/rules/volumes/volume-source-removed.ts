import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import { isMounted, mountedHere } from "../../kubernetes/first-mount.ts";
import { storageDriver } from "../../kubernetes/storage-drivers.ts";
import { type KubernetesVersion, showVersion } from "../../kubernetes/version.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import { isVolumeSource } from "../../kubernetes/volume-source.ts";
import { VOLUME_SOURCES, type VolumeSourceRow } from "../../kubernetes/volume-source-table.ts";
import type { Release } from "../../release/release.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";

export default defineRule({
  id: "volume-source-removed",
  summary: "A volume is of a kind that kubelet can no longer mount, or that a CSI driver has taken over.",
  rationale: `The API server goes on accepting every kind of volume that it ever knew. kubelet does not: the code of Flocker, Quobyte and StorageOS left in 1.25, that of GlusterFS in 1.26, that of CephFS and RBD in 1.31, and gitRepo is off by default from 1.33 on and for good from 1.36 on. The pod is accepted and scheduled, and never starts.

The disks of the clouds, of Cinder, vSphere and Portworx are handed to their CSI driver, silently, and fail where that is not installed. Of those the rule speaks only where advice is asked for, and not where the input holds the driver's CSIDriver object.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#volume-types"],
  examples: [
    {
      bad: `apiVersion: v1
kind: Pod
metadata: {name: media}
spec:
  containers:
    - name: media
      image: example/media:1
      volumeMounts: [{name: films, mountPath: /films}]
  volumes:
    - name: films
      glusterfs: {endpoints: gluster, path: films} # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: media}
spec:
  containers:
    - name: media
      image: example/media:1
      volumeMounts: [{name: films, mountPath: /films}]
  volumes:
    - name: films
      nfs: {server: files.example.com, path: /films}
`,
    },
  ],
  on: "workload",
  concerns: mayBeOdd,
  *check(workload, { kubernetes, release }) {
    for (const volume of workload.volumes) {
      const { name, source, node } = volume;
      if (!isVolumeSource(source) || !isMounted(workload, name)) continue;
      const row = VOLUME_SOURCES[source];
      const said =
        row.deadSince === undefined ? moved(volume, row, kubernetes, release) : dead(volume, row, kubernetes);
      if (said)
        yield { at: node.get(source).key, names: [name, source], related: mountedHere(workload, name), ...said };
    }
  },
});

type Said = Omit<Problem, "at" | "names">;

/** From which on kubelet refuses gitRepo, unless a gate says otherwise. */
const GIT_REPO_OFF = 33;
const GIT_REPO_ERROR =
  "git-repo volume plugin has been disabled; if necessary, it may be re-enabled by enabling the feature-gate `GitRepoVolumeDriver`";

function dead(
  volume: Volume,
  { deadSince = 0, instead }: VolumeSourceRow,
  kubernetes: KubernetesVersion,
): Said | undefined {
  const { source, name } = volume;
  const help = `use ${instead}`;
  if (kubernetes.minor >= deadSince)
    return {
      label: "cannot be mounted",
      message: `volume "${name}" is of the kind ${source}, which kubelet cannot mount since Kubernetes 1.${deadSince}`,
      help,
      then: `the API server accepts it, and each pod stays in ContainerCreating${source === "gitRepo" ? ` (FailedMount: ${GIT_REPO_ERROR})` : ""}`,
    };
  if (source === "gitRepo" && kubernetes.minor >= GIT_REPO_OFF)
    return {
      severity: "warning",
      confidence: "likely",
      label: "off by default",
      message: `volume "${name}" is of the kind gitRepo, which kubelet does not mount by default since Kubernetes 1.${GIT_REPO_OFF}`,
      help,
      then: `unless the gate GitRepoVolumeDriver is on, each pod stays in ContainerCreating (FailedMount: ${GIT_REPO_ERROR})`,
    };
  return {
    severity: "info",
    profile: "advice",
    label: "will be removed",
    message: `volume "${name}" is of the kind ${source}, which kubelet cannot mount from Kubernetes 1.${deadSince} on`,
    help,
  };
}

/** Nothing is known of a driver that the input does not hold. */
function moved(
  volume: Volume,
  { inTree = "", movedSince = 0 }: VolumeSourceRow,
  kubernetes: KubernetesVersion,
  release: Release,
): Said | undefined {
  const driver = storageDriver(inTree);
  if (!driver || kubernetes.minor < movedSince) return undefined;
  if (release.find("storage.k8s.io", "CSIDriver", "", driver.provisioner)) return undefined;
  return {
    severity: "info",
    profile: "advice",
    confidence: "likely",
    label: "handed to a driver",
    message: `volume "${volume.name}" is of the kind ${volume.source}, which Kubernetes ${showVersion(kubernetes)} hands to the CSI driver of ${driver.product}`,
    help: `see that ${driver.provisioner} is installed, or use a PersistentVolumeClaim of it`,
    then: "where the driver is not installed, each pod stays in ContainerCreating",
  };
}
