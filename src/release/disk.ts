import type { PersistentVolume, PersistentVolumeClaimSpec } from "kubernetes-types/core/v1.js";
import type { StorageClass } from "kubernetes-types/storage/v1.js";
import { appliesGroup, type StorageDriver } from "../kubernetes/storage-drivers.ts";
import type { Node } from "../yaml/node.ts";
import { namesFileSystem } from "./fstype.ts";

/**
 * Whether the pod's fsGroup reaches the files. presumed: a flag of the driver's usual deployment sees to it, which the
 * input does not show. with-fstype: it would if the class named a file system.
 */
export type GroupReach = "applied" | "presumed" | "with-fstype" | "never" | "unknown";

/**
 * Who owns the root of a volume. root: it is new, and made by root. everybody: made by root, and everybody may write it.
 * given: parameters, mount options or a person decide. presumably-root: it may have been there before, or nobody knows
 * its driver, or a server decides.
 */
export type RootOwner = "root" | "presumably-root" | "everybody" | "given";

type DriverOf = (name: string) => StorageDriver | undefined;

/** The disk behind a claim: how far the pod's group reaches, and whose it is at first. */
export class Disk {
  private constructor(
    readonly group: GroupReach,
    readonly rootOwner: RootOwner,
    /** undefined where it lies outside the input, or nobody knows it. */
    readonly driver: StorageDriver | undefined,
    /** A raw device: no file system, so nobody owns files on it. */
    readonly block: boolean,
    /** True where no access mode lets anybody write. */
    readonly readOnly: boolean,
    /** True where a person made the volume: nobody provisions one. */
    readonly isStatic = false,
  ) {}

  /** A new volume of a class outside the input. Without a spec the claim lies outside too. */
  static unknown(spec: Node<PersistentVolumeClaimSpec> | undefined): Disk {
    return new Disk("unknown", spec ? "root" : "presumably-root", undefined, isBlock(spec), isReadOnly(spec));
  }

  /** A volume that a person makes outside the input, whatever class its claim names. */
  static unseen(spec: Node<PersistentVolumeClaimSpec>): Disk {
    return new Disk("unknown", "given", undefined, isBlock(spec), isReadOnly(spec), true);
  }

  /** A volume that the class makes. `flags` are the file systems that the input's own provisioners fill in. */
  static provisioned(
    storageClass: Node<StorageClass>,
    spec: Node<PersistentVolumeClaimSpec>,
    driverOf: DriverOf,
    flags: readonly (string | undefined)[],
  ): Disk {
    const driver = driverOf(storageClass.get("provisioner").text ?? "");
    if (!driver) return new Disk("unknown", "presumably-root", undefined, isBlock(spec), isReadOnly(spec));
    const isNamed = namesFileSystem(storageClass) || flags.some((flag) => flag !== undefined);
    const disk = Disk.ofDriver(driver, isNamed, spec);
    return isGiven(storageClass, driver) ? new Disk(disk.group, "given", driver, disk.block, disk.readOnly) : disk;
  }

  static ofDriver(driver: StorageDriver, isNamed: boolean, spec: Node<PersistentVolumeClaimSpec>): Disk {
    return new Disk(
      reach(driver, isNamed, isReadWriteOnce(spec)),
      ownerOf(driver),
      driver,
      isBlock(spec),
      isReadOnly(spec),
    );
  }

  /** A volume that a person made: its own source counts, not its class. */
  static made(volume: Node<PersistentVolume>, claim: Node<PersistentVolumeClaimSpec>, driverOf: DriverOf): Disk {
    const spec = volume.get("spec");
    const csi = spec.get("csi");
    const driver = driverOf(csi.get("driver").text ?? "");
    const isNever = spec.get("hostPath").state === "present" || spec.get("nfs").state === "present";
    const isManaged = (["local", "iscsi", "fc"] as const).some((source) => spec.get(source).state === "present");
    const modes = spec as unknown as Node<PersistentVolumeClaimSpec>;
    const group = isNever
      ? "never"
      : isManaged
        ? "applied"
        : driver
          ? reach({ ...driver, defaultFsType: undefined }, !!csi.get("fsType").text, isReadWriteOnce(modes))
          : "unknown";
    return new Disk(group, "given", driver, isBlock(claim), isReadOnly(claim), true);
  }
}

function reach(driver: StorageDriver, isNamed: boolean, readWriteOnce: boolean): GroupReach {
  const answer = appliesGroup(driver, { fsType: isNamed, readWriteOnce });
  if (answer === "always") return "applied";
  return answer === "with-fstype" && driver.defaultFsType !== undefined ? "presumed" : answer;
}

function ownerOf(driver: StorageDriver): RootOwner {
  if (driver.ownerFromMount) return "given";
  if (driver.rootMode) return "everybody";
  return driver.kind === "block" ? "root" : "presumably-root";
}

/** The class itself says who owns the root. */
const isGiven = (storageClass: Node<StorageClass>, driver: StorageDriver): boolean =>
  driver.ownershipParameters?.some((name) => storageClass.get("parameters").get(name).state === "present") === true ||
  storageClass
    .get("mountOptions")
    .items()
    .some(({ text }) => text !== undefined && /^[ug]id=/.test(text));

const modesOf = (spec: Node<PersistentVolumeClaimSpec>): readonly (string | undefined)[] =>
  spec
    .get("accessModes")
    .items()
    .map(({ text }) => text);

/** Where no mode is written, an operator or the API server decides; ReadWriteOnce is what they take. */
const isReadWriteOnce = (spec: Node<PersistentVolumeClaimSpec>): boolean => {
  const modes = modesOf(spec);
  return modes.length === 0 || modes.includes("ReadWriteOnce") || modes.includes("ReadWriteOncePod");
};

const isReadOnly = (spec: Node<PersistentVolumeClaimSpec> | undefined): boolean => {
  const modes = spec ? modesOf(spec) : [];
  return modes.length > 0 && modes.every((mode) => mode === "ReadOnlyMany");
};

const isBlock = (spec: Node<PersistentVolumeClaimSpec> | undefined): boolean =>
  spec?.get("volumeMode").text === "Block";
