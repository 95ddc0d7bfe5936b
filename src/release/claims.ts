import type { PersistentVolume, PersistentVolumeClaim, PersistentVolumeClaimSpec } from "kubernetes-types/core/v1.js";
import type { CSIDriver, StorageClass } from "kubernetes-types/storage/v1.js";
import type { Resource } from "../kubernetes/resource.ts";
import { csi } from "../kubernetes/storage-driver-row.ts";
import { type StorageDriver, storageDriver } from "../kubernetes/storage-drivers.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { Node } from "../yaml/node.ts";
import { Disk } from "./disk.ts";
import type { KnownObjects } from "./known.ts";
import { CLASS_ANNOTATION } from "./names-class-elsewhere.ts";
import { PersistentVolumes } from "./persistent-volumes.ts";
import { provisionerFsTypes } from "./provisioner-flags.ts";
import type { Release } from "./release.ts";

const DEFAULT_CLASS = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
] as const;

/** A disk that a workload asks for, as far as the input shows it. */
export interface Claim {
  readonly workload: Workload;
  readonly volume: Volume;
  /** undefined where the claim lies outside the input. */
  readonly spec: Node<PersistentVolumeClaimSpec> | undefined;
  /** The class in the input; undefined where it lies outside, or nobody can tell which it is. */
  readonly storageClass: Resource | undefined;
  /** The volume of the input that it will have; undefined where a class makes one, or nobody can tell. */
  readonly persistentVolume: Node<PersistentVolume> | undefined;
  readonly disk: Disk;
}

export type { Claims };

export const claimsOf = (release: Release, known: KnownObjects): Claims => new Claims(release, known);

/** pod -> claim -> class or volume -> driver, for every workload of a release. */
class Claims {
  readonly #ofWorkload = new Map<Workload, readonly Claim[]>();
  #ofClass: ReadonlyMap<Resource, readonly Claim[]> | undefined;
  #requests: ReadonlyMap<Resource, readonly Resource[]> | undefined;
  #defaults: readonly Resource[] | undefined;
  #volumes: PersistentVolumes | undefined;
  #fsTypes: readonly (string | undefined)[] | undefined;

  constructor(
    private readonly release: Release,
    private readonly known: KnownObjects,
  ) {}

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
    this.#ofClass ??= grouped(
      this.release.workloads.flatMap((workload) => this.of(workload)),
      (claim) => claim.storageClass,
    );
    return this.#ofClass.get(storageClass) ?? [];
  }
  /** PersistentVolumeClaims of the input that ask for the class, mounted by a workload of the input or not. */
  requestsFor(storageClass: Resource): readonly Resource[] {
    this.#requests ??= grouped(
      this.release.resources.filter(({ group, kind }) => group === "" && kind === "PersistentVolumeClaim"),
      (resource) => this.#classOf(resource.as<PersistentVolumeClaim>()),
    );
    return this.#requests.get(storageClass) ?? [];
  }
  /** The disk of a PersistentVolumeClaim of the input, mounted or not. */
  ofRequest(resource: Resource): Pick<Claim, "spec" | "storageClass" | "disk"> {
    const request = resource.as<PersistentVolumeClaim>();
    const spec = request.get("spec");
    const storageClass = this.#classOf(request);
    const bound = this.#persistentVolume(spec, this.release.namespaceOf(resource), resource.name);
    return { spec, storageClass, disk: this.#disk(spec, storageClass, bound) };
  }
  /**
   * The driver behind a provisioner. What its CSIDriver object says, in the input or among the known, wins over what its
   * manifests ship; undefined where neither tells of it.
   */
  driverOf(provisioner: string): StorageDriver | undefined {
    const driver = storageDriver(provisioner);
    const policy = this.policyOf(provisioner);
    if (policy === undefined) return driver;
    // Whether it makes disks or shares, the object does not tell.
    const unlisted = { provisioner, product: provisioner, kind: "mixed", verified: false } as const;
    const { defaultFsType, ...rest } = driver ?? csi(unlisted, "its CSIDriver object");
    const filledIn = this.known.find("CSIDriver", provisioner)?.fstype;
    return { ...rest, fsGroupPolicy: policy, defaultFsType: filledIn ?? defaultFsType };
  }
  /** fsGroupPolicy of the CSIDriver object in the input, or else of the known one, with the API server's default; undefined where there is no such object. */
  policyOf(provisioner: string): StorageDriver["fsGroupPolicy"] {
    const object = this.release.find("storage.k8s.io", "CSIDriver", "", provisioner);
    const known = this.known.find("CSIDriver", provisioner);
    const policy = object ? object.as<CSIDriver>().get("spec").get("fsGroupPolicy").text : known?.fsGroupPolicy;
    if (policy === "File" || policy === "None") return policy;
    return object || known ? "ReadWriteOnceWithFSType" : undefined;
  }
  /** What the input's own external-provisioners fill in where a class names no file system; empty where it has none. */
  get provisionerFsTypes(): readonly (string | undefined)[] {
    this.#fsTypes ??= [...provisionerFsTypes(this.release.workloads)];
    return this.#fsTypes;
  }

  #claim(workload: Workload, volume: Volume): Claim {
    const request = volume.request ?? this.#requestOf(workload, volume)?.as<PersistentVolumeClaim>();
    const spec = request?.get("spec");
    const storageClass = request && this.#classOf(request);
    const namespace = this.release.namespaceOf(workload.resource);
    const name = volume.source === "persistentVolumeClaim" ? volume.claimName : undefined;
    const persistentVolume = spec && this.#persistentVolume(spec, namespace, name);
    const disk = this.#disk(spec, storageClass, persistentVolume);
    return { workload, volume, spec, storageClass, persistentVolume, disk };
  }
  #persistentVolume(spec: Node<PersistentVolumeClaimSpec>, namespace: string, name: string | undefined) {
    this.#volumes ??= new PersistentVolumes(this.release);
    return this.#volumes.of(spec, namespace, name);
  }
  #disk(
    spec: Node<PersistentVolumeClaimSpec> | undefined,
    storageClass: Resource | undefined,
    bound: Node<PersistentVolume> | undefined,
  ): Disk {
    if (!spec) return Disk.unknown(undefined);
    if (bound) return Disk.made(bound, spec, (driver) => this.driverOf(driver));
    if (storageClass)
      return Disk.provisioned(
        storageClass.as<StorageClass>(),
        spec,
        (name) => this.driverOf(name),
        this.provisionerFsTypes,
      );
    const known = this.known.find("StorageClass", spec.get("storageClassName").text ?? "");
    const driver = known?.provisioner === undefined ? undefined : this.driverOf(known.provisioner);
    return driver ? Disk.ofDriver(driver, known?.fstype !== undefined, spec) : Disk.unknown(spec);
  }
  #requestOf(workload: Workload, { claimName }: Volume): Resource | undefined {
    const namespace = this.release.namespaceOf(workload.resource);
    return claimName === undefined ? undefined : this.release.find("", "PersistentVolumeClaim", namespace, claimName);
  }
  /** An empty class name asks for a volume made by hand; none at all for the default class, where only one claims to be that. */
  #classOf(request: Node<PersistentVolumeClaim>): Resource | undefined {
    const name =
      request.get("spec").get("storageClassName").text ??
      request.get("metadata").get("annotations").get(CLASS_ANNOTATION).text;
    if (name === "") return undefined;
    if (name !== undefined) return this.release.find("storage.k8s.io", "StorageClass", "", name);
    this.#defaults ??= this.release.resources.filter(isDefaultClass);
    return this.#defaults.length === 1 ? this.#defaults[0] : undefined;
  }
}

/** True for the class of claims that name none. */
export const isDefaultClass = (resource: Resource): boolean =>
  resource.group === "storage.k8s.io" &&
  resource.kind === "StorageClass" &&
  DEFAULT_CLASS.some((name) => resource.node.get("metadata").get("annotations").get(name).text === "true");

function grouped<K, V>(values: readonly V[], keyOf: (value: V) => K | undefined): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
