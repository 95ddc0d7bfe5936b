import type { PersistentVolume, PersistentVolumeClaim, PersistentVolumeClaimSpec } from "kubernetes-types/core/v1.js";
import type { CSIDriver, StorageClass } from "kubernetes-types/storage/v1.js";
import { askedClass, isDefaultClass, isMadeByHand } from "../kubernetes/claim-class.ts";
import { isClaim } from "../kubernetes/kinds.ts";
import type { Resource } from "../kubernetes/resource.ts";
import { csi } from "../kubernetes/storage-driver-row.ts";
import { type StorageDriver, storageDriver } from "../kubernetes/storage-drivers.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { Node } from "../yaml/node.ts";
import { Disk } from "./disk.ts";
import { grouped } from "./grouped.ts";
import type { KnownObjects } from "./known.ts";
import { PersistentVolumes } from "./persistent-volumes.ts";
import { provisionerFsTypes } from "./provisioner-flags.ts";
import type { Release } from "./release.ts";
import { requestedClaim } from "./requested-claim.ts";

/** A disk that a workload asks for, as far as the input shows it. */
export interface Claim {
  readonly workload: Workload;
  readonly volume: Volume;
  /** undefined where the claim lies outside the input. */
  readonly spec: Node<PersistentVolumeClaimSpec> | undefined;
  /** Where it names its class; undefined where it names none. */
  readonly asked: Node<string> | undefined;
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
  readonly #ofVolume = new Map<Volume, Claim>();
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
      for (const claim of claims) this.#ofVolume.set(claim.volume, claim);
    }
    return claims;
  }
  ofVolume(workload: Workload, volume: Volume): Claim | undefined {
    this.of(workload);
    return this.#ofVolume.get(volume);
  }
  /** Claims of workloads that get their disk from the class. */
  ofClass(storageClass: Resource): readonly Claim[] {
    this.#ofClass ??= grouped(
      this.release.workloads.flatMap((workload) => this.of(workload)),
      ({ storageClass, disk }) => (disk.isStatic ? undefined : storageClass),
    );
    return this.#ofClass.get(storageClass) ?? [];
  }
  /** PersistentVolumeClaims of the input that ask for the class, mounted by a workload of the input or not. */
  requestsFor(storageClass: Resource): readonly Resource[] {
    this.#requests ??= grouped(this.release.resources.filter(isClaim), (resource) =>
      this.#classOf(resource.as<PersistentVolumeClaim>()),
    );
    return this.#requests.get(storageClass) ?? [];
  }
  /** The disk of a PersistentVolumeClaim of the input, mounted or not. */
  ofRequest(resource: Resource): Pick<Claim, "spec" | "asked" | "storageClass" | "disk"> {
    const request = resource.as<PersistentVolumeClaim>();
    const storageClass = this.#classOf(request);
    const bound = this.#persistentVolume(request, this.release.namespaceOf(resource), resource.name);
    const disk = this.#disk(request, storageClass, bound);
    return { spec: request.get("spec"), asked: askedClass(request), storageClass, disk };
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
    // The classes of an in-tree provisioner are served by the driver that took it over, whose object it is.
    const row = storageDriver(provisioner);
    const name = row?.migratedFrom === provisioner ? row.provisioner : provisioner;
    const object = this.release.find("storage.k8s.io", "CSIDriver", "", name);
    const known = this.known.find("CSIDriver", name);
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
    const request = requestedClaim(this.release, workload, volume);
    const spec = request?.get("spec");
    const asked = request && askedClass(request);
    const storageClass = request && this.#classOf(request);
    const namespace = this.release.namespaceOf(workload.resource);
    const name = volume.source === "persistentVolumeClaim" ? volume.claimName : undefined;
    const persistentVolume = request && this.#persistentVolume(request, namespace, name);
    const disk = this.#disk(request, storageClass, persistentVolume);
    return { workload, volume, spec, asked, storageClass, persistentVolume, disk };
  }
  #persistentVolume(request: Node<PersistentVolumeClaim>, namespace: string, name: string | undefined) {
    this.#volumes ??= new PersistentVolumes(this.release);
    return this.#volumes.of(request, namespace, name);
  }
  #disk(
    request: Node<PersistentVolumeClaim> | undefined,
    storageClass: Resource | undefined,
    bound: Node<PersistentVolume> | undefined,
  ): Disk {
    if (!request) return Disk.unknown(undefined);
    const spec = request.get("spec");
    if (bound) return Disk.made(bound, spec, (driver) => this.driverOf(driver));
    if (isMadeByHand(request)) return Disk.unseen(spec);
    if (storageClass)
      return Disk.provisioned(
        storageClass.as<StorageClass>(),
        spec,
        (name) => this.driverOf(name),
        this.provisionerFsTypes,
      );
    const known = this.known.find("StorageClass", askedClass(request)?.text ?? "");
    const driver = known?.provisioner === undefined ? undefined : this.driverOf(known.provisioner);
    return driver ? Disk.ofDriver(driver, known?.fstype !== undefined, spec) : Disk.unknown(spec);
  }
  /** An empty class name asks for a volume made by hand; none at all for the default class, where only one claims to be that. */
  #classOf(request: Node<PersistentVolumeClaim>): Resource | undefined {
    const name = askedClass(request)?.text;
    if (name === "") return undefined;
    if (name !== undefined) return this.release.find("storage.k8s.io", "StorageClass", "", name);
    this.#defaults ??= this.release.resources.filter(isDefaultClass);
    return this.#defaults.length === 1 ? this.#defaults[0] : undefined;
  }
}
