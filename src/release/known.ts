import { grouped } from "./grouped.ts";

/** What a person says lives outside the release (config key `known`). */
export interface Known {
  /** Kind of the object; Image for a container image. */
  readonly kind: string;
  /** Of an image, its repository; with a tag it speaks of that tag only. */
  readonly name: string;
  readonly namespace?: string;
  readonly keys?: readonly string[];
  readonly ports?: readonly (string | number)[];
  /** For a StorageClass. */
  readonly provisioner?: string;
  /** What a StorageClass names, or the provisioner of a CSIDriver fills in where the class names nothing. */
  readonly fstype?: string;
  /** For a CSIDriver; left out, the API server's default. */
  readonly fsGroupPolicy?: "File" | "None" | "ReadWriteOnceWithFSType";
  /** For an image: the ids that its process runs as, and the group that its volumes should have. */
  readonly uid?: number;
  readonly gid?: number;
  readonly fsGroup?: number;
}

/** What a person says of an image. */
export interface KnownImage {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly fsGroup: number | undefined;
}

/** The known things that the release's references may lead to. */
export class KnownObjects {
  readonly #byKind: ReadonlyMap<string, readonly Known[]>;

  constructor(entries: readonly Known[]) {
    this.#byKind = grouped(entries, ({ kind }) => kind);
  }

  has(kind: string): boolean {
    return this.#byKind.has(kind);
  }
  /** `namespace` is the one that the reference looks in; an entry without one is in the release's, whatever that is called. */
  find(kind: string, name: string, namespace?: string): Known | undefined {
    return this.#byKind
      .get(kind)
      ?.find((entry) => entry.name === name && (entry.namespace === undefined || entry.namespace === namespace));
  }
  /** By the reference as a manifest writes it. The tag counts only where the entry has one; a digest never does. */
  image(reference: string): KnownImage | undefined {
    const images = this.#byKind.get("Image");
    if (!images) return undefined;
    const { repository, tag } = splitImage(reference);
    const named = images.map((entry) => ({ entry, of: splitImage(entry.name) }));
    const found =
      named.find(({ of }) => of.repository === repository && of.tag !== undefined && of.tag === tag) ??
      named.find(({ of }) => of.repository === repository && of.tag === undefined);
    return found && { uid: found.entry.uid, gid: found.entry.gid, fsGroup: found.entry.fsGroup };
  }
}

function splitImage(reference: string): { readonly repository: string; readonly tag: string | undefined } {
  const digest = reference.indexOf("@");
  const tagged = digest < 0 ? reference : reference.slice(0, digest);
  const colon = tagged.indexOf(":", tagged.lastIndexOf("/") + 1);
  return colon < 0
    ? { repository: tagged, tag: undefined }
    : { repository: tagged.slice(0, colon), tag: tagged.slice(colon + 1) };
}
