// kubernetes-types ends at Kubernetes 1.30: fields that came later, each with its version.
import type { EnvVarSource, PodSpec, ResourceRequirements, Volume } from "kubernetes-types/core/v1.js";

/** An OCI image mounted as a volume: alpha in 1.31, on by default from 1.35. */
interface ImageVolumeSource {
  readonly reference?: string;
  readonly pullPolicy?: string;
}

export type VolumeFields = Volume & { readonly image?: ImageVolumeSource };

/** A variable read from a file of a volume: alpha in 1.34, on by default from 1.35. */
interface FileKeySelector {
  readonly volumeName: string;
  readonly path: string;
  readonly key: string;
}

export type EnvVarSourceFields = EnvVarSource & { readonly fileKeyRef?: FileKeySelector };

/** What all containers of the pod may use together: alpha in 1.32, on by default from 1.34. */
export type PodFields = PodSpec & { readonly resources?: ResourceRequirements };
