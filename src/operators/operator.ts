import type { Service } from "kubernetes-types/core/v1.js";
import type { LabelSelector } from "kubernetes-types/meta/v1.js";
import type { Manifest } from "../kubernetes/manifest.ts";
import type { Resource } from "../kubernetes/resource.ts";
import type { Template } from "../yaml/grown.ts";

export type MadeManifest = Manifest & {
  readonly spec: { readonly selector: LabelSelector };
};

/** A built-in object with pods, made of a custom resource. */
export interface MadeWorkload {
  readonly object: Template<MadeManifest>;
  /** True for the names of volumes that the object may have beyond those in it: what the input does not show decides. */
  mayDeclare(volume: string): boolean;
}

/** What becomes of the resources of one kind. */
export interface OperatedKind {
  workloads(resource: Resource): readonly MadeWorkload[];
  services(resource: Resource): readonly Template<Service>[];
}

export interface Operator {
  /** As people know it: "prometheus-operator". */
  readonly name: string;
  readonly group: string;
  /** By the name of the kind, in all its versions. */
  kind(name: string): OperatedKind | undefined;
}
