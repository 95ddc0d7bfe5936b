import type { PersistentVolumeClaimSpec } from "kubernetes-types/core/v1.js";
import type { CSIDriver, StorageClass } from "kubernetes-types/storage/v1.js";
import type { Resource } from "../kubernetes/resource.ts";
import { appliesGroup, type StorageDriver, storageDriver } from "../kubernetes/storage-drivers.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { Node } from "../yaml/node.ts";
import type { Known } from "./known.ts";
import type { Release } from "./release.ts";

const DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

/** A disk that a workload asks for, as far as the input shows it. */
export interface Claim {
  readonly workload: Workload;
  readonly volume: Volume;
  /** undefined where the claim lies outside the input. */
  readonly spec: Node<PersistentVolumeClaimSpec> | undefined;
  /** The class in the input; undefined where it lies outside, or nobody can tell which it is. */
  readonly storageClass: Resource | undefined;
  /** undefined where the provisioner is unknown to us or lies outside the input. */
  readonly driver: StorageDriver | undefined;
  /** A raw device: no file system, so nobody owns files on it. */
  readonly block: boolean;
  /** Whether the pod's fsGroup reaches its files; undefined where nobody can tell. */
  readonly group: ReturnType<typeof appliesGroup> | undefined;
}

/** What external-provisioner copies to the volume: the standard key, and a deprecated one in any case (pkg/controller/controller.go). */
export const FSTYPE = "csi.storage.k8s.io/fstype";

/** True where a class names the file system of its volumes. */
export const namesFileSystem = (storageClass: Node<StorageClass>): boolean =>
  storageClass
    .get("parameters")
    .entries()
    .some(({ name }) => name === FSTYPE || name.toLowerCase() === "fstype");

/** pod -> claim -> class -> driver, for every workload of a release. */
export class Claims {
  readonly #release: Release;
  readonly #known: readonly Known[];
  readonly #ofWorkload = new Map<Workload, readonly Claim[]>();
  #ofClass: Map<Resource, Claim[]> | undefined;

  constructor(release: Release, known: readonly Known[]) {
    this.#release = release;
    this.#known = known;
  }

  of(workload: Workload): readonly Claim[] {
    let claims = this.#ofWorkload.get(workload);
    if (!claims) {
      claims = workload.volumes.filter(({ persistent }) => persistent).map((volume) => this.#claim(workload, volume));
      this.#ofWorkload.set(workload, claims);
    }
    return claims;
  }
  ofVolume(workload: Workload, volume: Volume): Claim | undefined {
    return this.of(workload).find((claim) => claim.volume === volume);
  }
  /** Claims of workloads that get their disk from the class. */
  ofClass(storageClass: Resource): readonly Claim[] {
    if (!this.#ofClass) {
      this.#ofClass = new Map();
      for (const workload of this.#release.workloads)
        for (const claim of this.of(workload)) {
          if (!claim.storageClass) continue;
          const claims = this.#ofClass.get(claim.storageClass);
          if (claims) claims.push(claim);
          else this.#ofClass.set(claim.storageClass, [claim]);
        }
    }
    return this.#ofClass.get(storageClass) ?? [];
  }
  /** PersistentVolumeClaims of the input that ask for the class, mounted by a workload of the input or not. */
  requestsFor(storageClass: Resource): readonly Resource[] {
    return this.#release.resources.filter(
      (resource) =>
        resource.kind === "PersistentVolumeClaim" &&
        this.#classOf(resource.as<{ spec: PersistentVolumeClaimSpec }>().get("spec")) === storageClass,
    );
  }

  /** The driver behind a provisioner; the policy of the input's own CSIDriver object wins over the one that its manifests ship. */
  driverOf(provisioner: string): StorageDriver | undefined {
    const driver = storageDriver(provisioner);
    const policy = this.policyOf(provisioner);
    return driver && policy ? { ...driver, fsGroupPolicy: policy } : driver;
  }
  /** fsGroupPolicy of the CSIDriver object in the input, with the API server's default; undefined where there is no such object. */
  policyOf(provisioner: string): StorageDriver["fsGroupPolicy"] {
    const object = this.#release.find("storage.k8s.io", "CSIDriver", "", provisioner);
    const policy = object?.as<CSIDriver>().get("spec").get("fsGroupPolicy").text;
    if (policy === "File" || policy === "None") return policy;
    return object && "ReadWriteOnceWithFSType";
  }

  #claim(workload: Workload, volume: Volume): Claim {
    const spec = volume.claimSpec ?? this.#specOf(workload, volume);
    const storageClass = spec && this.#classOf(spec);
    const known = this.#knownClass(spec?.get("storageClassName").text);
    const provisioner = storageClass?.as<StorageClass>().get("provisioner").text ?? known?.provisioner;
    const driver = provisioner === undefined ? undefined : this.driverOf(provisioner);
    const named = storageClass ? namesFileSystem(storageClass.as<StorageClass>()) : known?.fstype !== undefined;
    const modes =
      spec
        ?.get("accessModes")
        .items()
        .map(({ text }) => text) ?? [];
    return {
      workload,
      volume,
      spec,
      storageClass,
      driver,
      block: spec?.get("volumeMode").text === "Block",
      group:
        driver &&
        appliesGroup(driver, {
          fsType: named || driver.defaultFsType !== undefined,
          readWriteOnce:
            modes.length === 0 || modes.some((mode) => mode === "ReadWriteOnce" || mode === "ReadWriteOncePod"),
        }),
    };
  }
  #specOf(workload: Workload, volume: Volume): Node<PersistentVolumeClaimSpec> | undefined {
    const name = volume.node.get("persistentVolumeClaim").get("claimName").text;
    if (name === undefined) return undefined;
    const namespace = this.#release.namespaceOf(workload.resource);
    const claim = this.#release.find("", "PersistentVolumeClaim", namespace, name);
    return claim?.as<{ spec: PersistentVolumeClaimSpec }>().get("spec");
  }
  /** An empty class name asks for a volume made by hand; none at all for the default class, which may lie outside the input. */
  #classOf(spec: Node<PersistentVolumeClaimSpec>): Resource | undefined {
    const name = spec.get("storageClassName");
    if (name.text === "") return undefined;
    if (name.text !== undefined) return this.#release.find("storage.k8s.io", "StorageClass", "", name.text);
    return this.#release.resources.find(
      (resource) =>
        resource.kind === "StorageClass" &&
        resource.node.get("metadata").get("annotations").get(DEFAULT_CLASS).text === "true",
    );
  }
  #knownClass(name: string | undefined): Known | undefined {
    return this.#known.find((known) => known.kind === "StorageClass" && known.name === name);
  }
}
