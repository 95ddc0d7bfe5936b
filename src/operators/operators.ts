import type { Resource } from "../kubernetes/resource.ts";
import type { Workload } from "../kubernetes/workload.ts";

/** True for kinds that a model of their operator knows. */
export const isOperated = (_resource: Resource): boolean => false;

/** The workloads that an operator makes of a custom resource. */
export const workloadsMadeOf = (_resource: Resource): readonly Workload[] => [];
