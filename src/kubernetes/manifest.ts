import type { PersistentVolumeClaim, PodSpec, PodTemplateSpec } from "kubernetes-types/core/v1.js";
import type { ObjectMeta } from "kubernetes-types/meta/v1.js";

/** The fields that lead to a pod, of every built-in kind that has one. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec: PodSpec & {
    readonly replicas: number;
    readonly serviceName: string;
    readonly template: PodTemplateSpec;
    readonly jobTemplate: { readonly spec: { readonly template: PodTemplateSpec } };
    readonly volumeClaimTemplates: PersistentVolumeClaim[];
  };
  /** PodTemplate holds its template beside its metadata. */
  readonly template: PodTemplateSpec;
}
