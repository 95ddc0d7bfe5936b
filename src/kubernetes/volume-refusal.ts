import { type Node, pathOf } from "../yaml/node.ts";
import { type ApiError, showApiError } from "./api-error.ts";
import { apiRefusal, wordsOfRefused } from "./api-refusal.ts";
import { firstMount } from "./first-mount.ts";
import type { KubernetesVersion } from "./version.ts";
import { faultsOfKind, isAccepted, type RefusedSource, type VolumeFault } from "./volume-faults.ts";
import type { Workload } from "./workload.ts";

/** volume "data"; where it has no name, its place stands for one. */
export const volumeLabel = ({ name, volume }: VolumeFault): string =>
  name === "" ? `the volume at ${volume.fieldPath}` : `volume "${name}"`;

/** What a version of Kubernetes has against sources: some it looks at later than others. */
export const refusedSources = (workload: Workload, { minor }: KubernetesVersion): readonly RefusedSource[] =>
  faultsOfKind(workload, "refused").filter(({ since = 0 }) => minor >= since);

/** secret.items[0].path of volume "tls" */
export const fieldLabel = (fault: RefusedSource, node: Node<unknown> = fault.at): string =>
  `${fieldInVolume(fault, node)} of ${volumeLabel(fault)}`;

/** secret.items[0].path: a field of a volume, from the volume on. */
export const fieldInVolume = ({ volume }: VolumeFault, node: Node<unknown>): string =>
  pathOf(node.steps().slice(volume.steps().length));

/**
 * What comes of a fault; `path` is that of the field, from the volume on. What is refused is not looked up either: of each
 * mount the API server says that there is no such volume, which reads as if that were a fault of its own.
 */
export function volumeRefusal(
  workload: Workload,
  { name, index }: VolumeFault,
  path: string,
  error: ApiError,
  kubernetes: KubernetesVersion,
): string {
  const volumes = workload.pod.get("volumes");
  const refusal = apiRefusal(workload.kind, showApiError(`${volumes.path}[${index}].${path}`, error), kubernetes);
  const mount = firstMount(workload, name)?.mount.get("name");
  return mount && !isAccepted(workload, name)
    ? `${refusal}; until that is mended, its mounts are reported as Not found, too (${wordsOfRefused(workload.kind, mount.path, kubernetes)})`
    : refusal;
}

/** What comes of a fault in the source of a volume: at the API server, when pods are made, or when kubelet mounts it. */
export function sourceRefusal(workload: Workload, fault: RefusedSource, kubernetes: KubernetesVersion): string {
  const { path, error, index } = fault;
  // A custom resource does not get past its definition, which has the schema of a volume.
  if (error.is === "unreadable") return unreadable(workload, undefined);
  if (error.is === "no-quantity") return unreadable(workload, error.words);
  if (error.is === "unmountable") return `each pod stays in ContainerCreating (FailedMount: ${error.words})`;
  if (fault.inPodsOnly && workload.kind !== "Pod")
    return `the API server accepts the ${workload.kind}, and refuses each of its pods (${showApiError(`spec.volumes[${index}].${path}`, error)})`;
  return volumeRefusal(workload, fault, path, error, kubernetes);
}

function unreadable({ isMade, kind, resource }: Workload, words: string | undefined): string {
  if (isMade) return `the API server refuses the ${resource.kind}`;
  return words === undefined
    ? `the API server cannot read the ${kind}, and refuses it`
    : `the API server refuses the ${kind} (${kind} in version "v1" cannot be handled as a ${kind}: ${words})`;
}
