import type { PersistentVolume, PersistentVolumeClaim } from "kubernetes-types/core/v1.js";
import { askedClass } from "../kubernetes/claim-class.ts";
import { isPersistentVolume } from "../kubernetes/kinds.ts";
import type { Node } from "../yaml/node.ts";
import { grouped } from "./grouped.ts";
import type { Release } from "./release.ts";

type Volume = Node<PersistentVolume>;
type Index = ReadonlyMap<string, readonly Volume[]>;

/** The PersistentVolumes of the input, and which claim each is for. */
export class PersistentVolumes {
  readonly #isEmpty: boolean;
  readonly #byName: Index;
  /** By namespace and name of the claim that they are kept for; without a namespace, by the name. */
  readonly #byClaim: Index;
  /** Those that are kept for no claim. */
  readonly #byClass: Index;

  constructor(release: Release) {
    const volumes = release.resources.filter(isPersistentVolume).map((resource) => resource.as<PersistentVolume>());
    this.#isEmpty = volumes.length === 0;
    this.#byName = grouped(volumes, (volume) => volume.get("metadata").get("name").text);
    this.#byClaim = grouped(volumes, (volume) => {
      const claim = volume.get("spec").get("claimRef");
      const name = claim.get("name").text;
      return name === undefined ? undefined : identity(name, claim.get("namespace").text ?? "");
    });
    this.#byClass = grouped(volumes, (volume) =>
      volume.get("spec").get("claimRef").state === "present" ? undefined : (askedClass(volume)?.text ?? ""),
    );
  }

  /**
   * The volume that the claim names, or that names the claim, or the only one of the claim's class; undefined where there
   * is none, or nobody can tell which. `name` is the claim's; a claim template's claims have a name for each pod.
   */
  of(claim: Node<PersistentVolumeClaim>, namespace: string, name: string | undefined): Volume | undefined {
    if (this.#isEmpty) return undefined;
    const volumeName = claim.get("spec").get("volumeName").text;
    if (volumeName) return this.#byName.get(volumeName)?.[0];
    const reserved =
      name === undefined
        ? undefined
        : (this.#byClaim.get(identity(name, namespace)) ?? this.#byClaim.get(identity(name, "")));
    if (reserved) return reserved[0];
    const className = askedClass(claim)?.text;
    const sameClass = className === undefined ? undefined : this.#byClass.get(className);
    return sameClass?.length === 1 ? sameClass[0] : undefined;
  }
}

const identity = (name: string, namespace: string): string => `${namespace}\0${name}`;
