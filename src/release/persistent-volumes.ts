import type { PersistentVolume, PersistentVolumeClaimSpec } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import type { Release } from "./release.ts";

/** The PersistentVolumes of the input, and which claim each is for. */
export class PersistentVolumes {
  readonly #volumes: readonly Node<PersistentVolume>[];

  constructor(release: Release) {
    this.#volumes = release.resources
      .filter(({ group, kind }) => group === "" && kind === "PersistentVolume")
      .map((resource) => resource.as<PersistentVolume>());
  }

  /**
   * The volume that the claim names, or that names the claim, or the only one of the claim's class; undefined where there
   * is none, or nobody can tell which. `name` is the claim's; a claim template's claims have a name for each pod.
   */
  of(
    claim: Node<PersistentVolumeClaimSpec>,
    namespace: string,
    name: string | undefined,
  ): Node<PersistentVolume> | undefined {
    if (this.#volumes.length === 0) return undefined;
    const volumeName = claim.get("volumeName").text;
    if (volumeName !== undefined)
      return this.#volumes.find((volume) => volume.get("metadata").get("name").text === volumeName);
    const reserved = this.#volumes.find((volume) => {
      const reference = volume.get("spec").get("claimRef");
      return (
        name !== undefined &&
        reference.get("name").text === name &&
        (reference.get("namespace").text ?? namespace) === namespace
      );
    });
    if (reserved) return reserved;
    const className = claim.get("storageClassName").text;
    const sameClass = this.#volumes.filter((volume) => {
      const spec = volume.get("spec");
      return (
        className !== undefined &&
        (spec.get("storageClassName").text ?? "") === className &&
        spec.get("claimRef").state === "absent"
      );
    });
    return sameClass.length === 1 ? sameClass[0] : undefined;
  }
}
