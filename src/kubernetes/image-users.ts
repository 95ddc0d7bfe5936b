import { IMAGE_USERS } from "./image-user-table.ts";

/** Who a well-known image runs as, and where it keeps its data. */
export interface ImageUser {
  /** The last two parts of its name, with library/ for Docker's official images; "*" stands for any last part. */
  readonly repositories: readonly string[];
  /** Last parts that "*" leaves out. */
  readonly except?: readonly string[];
  /** The tags that the row speaks of; undefined: those that name no variant (VARIANT). */
  readonly tag?: RegExp;
  /** USER of the image. A name: kubelet cannot tell whether it is root. 0: it sets none, and starts as root. undefined: not read. */
  readonly user: string | number | undefined;
  /** The process that uses the data: where `user` is 0 and this is not, the image's own entrypoint drops root. */
  readonly uid: number;
  readonly gid: number;
  /** Serves as the pod's fsGroup when the image is forced to run as another user than root; undefined: it keeps no data. */
  readonly fsGroup: number | undefined;
  /** The directories that it keeps its data in. */
  readonly data: readonly string[];
  /** What fsGroup's modes break; a clause. */
  readonly caution?: string;
  /** False where an id is a convention or a chart's value that was not read in the image itself: not to be taken as certain. */
  readonly verified: boolean;
  /** Repository and files where this was read. */
  readonly source: string;
}

/** The user before the image's entrypoint has run: what a command that replaces the entrypoint runs as. undefined: not read. */
export function startingUid(image: ImageUser): number | undefined {
  return typeof image.user === "string" ? image.uid : image.user;
}

/** Tags of another base image or purpose, whose users may differ: only rows that ask for them speak of them. */
const VARIANT = /alpine|busybox|distroless|rootless|nonroot|ubi|rhel|windows|nanoserver|(?:^|-)cli(?:-|$)/;

const DOCKER_HUB: ReadonlySet<string> = new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]);

const ROWS = new Map<string, readonly ImageUser[]>();
for (const row of IMAGE_USERS)
  for (const repository of row.repositories) ROWS.set(repository, [...(ROWS.get(repository) ?? []), row]);

/**
 * By registry/repository:tag@digest. The registry is ignored, since mirrors keep the last two parts; so a plain name is an
 * official image only where Docker Hub is meant. A digest without a tag hides the variant: then an image whose variants
 * differ is not known.
 */
export function imageUser(image: string): ImageUser | undefined {
  const { owner, name, tag } = parseImage(image);
  if (name === "") return undefined;
  const rows = (ROWS.get(`${owner}/${name}`) ?? ROWS.get(`${owner}/*`) ?? []).filter(
    ({ except }) => !except?.includes(name),
  );
  if (tag === undefined) return rows.length === 1 && !rows[0]?.tag ? rows[0] : undefined;
  return rows.find((row) => (row.tag ? row.tag.test(tag) : !VARIANT.test(tag)));
}

function parseImage(image: string): { owner: string; name: string; tag: string | undefined } {
  const at = image.indexOf("@");
  const tagged = at < 0 ? image : image.slice(0, at);
  const colon = tagged.indexOf(":", tagged.lastIndexOf("/") + 1);
  const tag = colon >= 0 ? tagged.slice(colon + 1) : at < 0 ? "latest" : undefined;
  const parts = (colon < 0 ? tagged : tagged.slice(0, colon)).split("/");
  const registry = parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? "") ? parts.shift() : undefined;
  const onHub = registry === undefined || DOCKER_HUB.has(registry);
  const name = parts.at(-1) ?? "";
  if (parts.length === 1) return { owner: onHub ? "library" : "", name, tag };
  // Repositories of Docker Hub have two parts: with more, it is some other registry's path.
  return { owner: onHub && parts.length > 2 ? "" : (parts.at(-2) ?? ""), name, tag };
}
