import type { PersistentVolumeClaim, PodSecurityContext, PodSpec, PodTemplateSpec } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import { Container } from "./container.ts";
import type { Manifest } from "./manifest.ts";
import { podTemplateOf } from "./pod-template.ts";
import type { Resource } from "./resource.ts";
import { Volume } from "./volume.ts";

/** How an operator made the object; absent for what a person wrote. */
export interface Making {
  /** Completes a sentence: "the StatefulSet that prometheus-operator makes of Prometheus/kps". */
  readonly label: string;
  /** True for the names of volumes that the operator may add, which depends on what the input does not show. */
  mayDeclare(volume: string): boolean;
}

/** Volumes that are sooner looked through than indexed: most pods have no more, and many pods' indexes weigh something. */
const FEW = 8;

/** Whatever becomes pods. Rules never ask whether a person or an operator made it. */
export class Workload {
  readonly pod: Node<PodSpec>;
  #containers: readonly Container[] | undefined;
  #volumes: readonly Volume[] | undefined;
  #byName: ReadonlyMap<string, Volume> | undefined;
  #byPath: Map<string, Volume> | undefined;

  private constructor(
    /** The resource of the input: itself, or the custom resource that it is made of. */
    readonly resource: Resource,
    /** The built-in object, written or made. */
    readonly node: Node<Manifest>,
    private readonly making: Making | undefined,
    /** What holds the pod's metadata and spec: its template, or the Pod itself. */
    private readonly template: Node<PodTemplateSpec>,
  ) {
    this.pod = template.get("spec");
  }

  /** undefined for a kind that holds no pod. */
  static of(resource: Resource, node: Node<Manifest> = resource.node, making?: Making): Workload | undefined {
    const template = podTemplateOf(node);
    return template && new Workload(resource, node, making, template);
  }

  /** StatefulSet, also where an operator makes it. */
  get kind(): string {
    return this.making ? (this.node.get("kind").text ?? "") : this.resource.kind;
  }
  get label(): string {
    return this.making?.label ?? this.resource.label;
  }
  get name(): string {
    return this.node.get("metadata").get("name").text ?? "";
  }
  /** True where an operator made it: what it lacks then has no field that its author could write. */
  get isMade(): boolean {
    return this.making !== undefined;
  }
  /** Files have no owners there that numbers name. */
  get isWindows(): boolean {
    return (
      this.pod.get("os").get("name").text === "windows" ||
      this.pod.get("nodeSelector").get("kubernetes.io/os").text === "windows"
    );
  }
  /** Only a StatefulSet has them: elsewhere the field is unknown, and dropped. */
  get claimTemplates(): Node<readonly PersistentVolumeClaim[]> | undefined {
    return this.kind === "StatefulSet" ? this.node.get("spec").get("volumeClaimTemplates") : undefined;
  }
  get podSecurityContext(): Node<PodSecurityContext> {
    return this.pod.get("securityContext");
  }
  get podLabels(): Node<Readonly<Record<string, string>>> {
    return this.template.get("metadata").get("labels") as Node<Readonly<Record<string, string>>>;
  }
  get podAnnotations(): Node<Readonly<Record<string, string>>> {
    return this.template.get("metadata").get("annotations") as Node<Readonly<Record<string, string>>>;
  }
  /** In the order in which they start: init containers and sidecars, then the others. */
  get containers(): readonly Container[] {
    this.#containers ??= [
      ...this.pod
        .get("initContainers")
        .items()
        .map((node) => new Container(this, node, "initContainers")),
      ...this.pod
        .get("containers")
        .items()
        .map((node) => new Container(this, node, "containers")),
      ...this.pod
        .get("ephemeralContainers")
        .items()
        .map((node) => new Container(this, node as Container["node"], "ephemeralContainers")),
    ];
    return this.#containers;
  }
  /**
   * A claim template takes the place of a volume of the same name, silently
   * (pkg/controller/statefulset/stateful_set_utils.go, updateStorage).
   */
  get volumes(): readonly Volume[] {
    this.#volumes ??= this.#resolveVolumes();
    return this.#volumes;
  }
  volume(name: string): Volume | undefined {
    // The first of a name counts: the API server refuses the others.
    if (this.volumes.length <= FEW) return this.volumes.find((volume) => volume.name === name);
    this.#byName ??= new Map(this.volumes.toReversed().map((volume) => [volume.name, volume]));
    return this.#byName.get(name);
  }
  /** The volume that the first of its containers has at the path. */
  volumeAt(mountPath: string): Volume | undefined {
    if (this.volumes.length === 0) return undefined;
    if (!this.#byPath) {
      this.#byPath = new Map();
      for (const container of this.containers)
        for (const mount of container.mounts) {
          const path = mount.get("mountPath").text;
          const volume = container.volumeOf(mount);
          if (path !== undefined && volume && !this.#byPath.has(path)) this.#byPath.set(path, volume);
        }
    }
    return this.#byPath.get(mountPath);
  }
  /** False where the pod certainly lacks a volume of that name. */
  mayHaveVolume(name: string): boolean {
    return this.volume(name) !== undefined || this.making?.mayDeclare(name) === true;
  }

  #resolveVolumes(): readonly Volume[] {
    const claimed = this.claimTemplates?.items().map((template) => Volume.claimed(template)) ?? [];
    const names = new Set(claimed.map(({ name }) => name));
    const declared = this.pod
      .get("volumes")
      .items()
      .map((volume) => Volume.declared(volume));
    return [...claimed, ...declared.filter(({ name }) => !names.has(name))];
  }
}
