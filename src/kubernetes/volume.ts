import type { PersistentVolumeClaim } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import type { VolumeFields } from "./newer-fields.ts";
import { isVolumeSource, type VolumeSourceField } from "./volume-source.ts";

/** A name that other fields refer to. */
interface Declaration {
  readonly name: string;
  /** "volume", "volume claim template" */
  readonly noun: string;
  readonly at: Node<string>;
}

export type VolumeSource = VolumeSourceField | "volumeClaimTemplate";

/** A volume of a pod: declared in it, made from a claim template, or added by an operator. */
export class Volume implements Declaration {
  private constructor(
    readonly name: string,
    readonly noun: string,
    readonly at: Node<string>,
    /** emptyDir where none is written: the API server fills that in (pkg/apis/core/v1/defaults.go, SetDefaults_Volume). */
    readonly source: VolumeSource,
    readonly node: Node<VolumeFields>,
    /** The claim that a claim template or an ephemeral volume makes. */
    readonly request: Node<PersistentVolumeClaim> | undefined,
  ) {}

  static declared(node: Node<VolumeFields>): Volume {
    const at = node.get("name");
    const written = node.entries().find(({ name, value }) => isVolumeSource(name) && value.state === "present");
    const source = (written?.name ?? "emptyDir") as VolumeSource;
    const request = source === "ephemeral" ? node.get("ephemeral").get("volumeClaimTemplate") : undefined;
    return new Volume(at.text ?? "", "volume", at, source, node, request as Node<PersistentVolumeClaim> | undefined);
  }
  static claimed(node: Node<PersistentVolumeClaim>): Volume {
    const at = node.get("metadata").get("name");
    const none = node as unknown as Node<VolumeFields>;
    return new Volume(at.text ?? "", "volume claim template", at, "volumeClaimTemplate", none, node);
  }

  /** The claim that it names. */
  get claimName(): string | undefined {
    return this.node.get("persistentVolumeClaim").get("claimName").text;
  }
  /** True where the pod's volume source itself forbids writing. */
  get readOnly(): boolean {
    return this.node.get("persistentVolumeClaim").get("readOnly").boolean === true;
  }
  /** Its files may be keys of a ConfigMap or Secret. */
  get holdsKeys(): boolean {
    return this.source === "configMap" || this.source === "secret" || this.source === "projected";
  }
  /** Its data outlives the pod, on a disk of a storage class. */
  get persistent(): boolean {
    return (
      this.source === "persistentVolumeClaim" || this.source === "ephemeral" || this.source === "volumeClaimTemplate"
    );
  }
}
