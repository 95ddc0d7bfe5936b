import type { Volume, VolumeMount } from "kubernetes-types/core/v1.js";
import type { Template } from "../../yaml/grown.ts";

/** Volumes that the operator adds together, and how it mounts them. */
export interface MountedVolumes {
  readonly volumes: readonly Template<Volume>[];
  readonly mounts: readonly Template<VolumeMount>[];
  /** Names that versions of the operator or of what it runs may add, too, or instead. */
  mayDeclare?(volume: string): boolean;
}

export const volumesOf = (parts: readonly MountedVolumes[]): readonly Template<Volume>[] =>
  parts.flatMap((part) => part.volumes);

export const mountsOf = (parts: readonly MountedVolumes[]): readonly Template<VolumeMount>[] =>
  parts.flatMap((part) => part.mounts);
