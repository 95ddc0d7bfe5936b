import { Buffer } from "node:buffer";
import type { ConfigMap, KeyToPath, Secret, VolumeMount } from "kubernetes-types/core/v1.js";
import type { Container } from "../kubernetes/container.ts";
import type { Resource } from "../kubernetes/resource.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { cleanPath } from "../shell/path.ts";
import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { mountedPath } from "./mounted-path.ts";
import type { Release } from "./release.ts";

/** A file that kubelet makes of a key of a ConfigMap or Secret of the input. */
export interface MountedFile {
  readonly text: string;
  /** Where the text stands in the input. */
  readonly node: Node<string>;
  /** True where the node holds the text in base64, so that nothing of it can be found there. */
  readonly isEncoded: boolean;
  readonly mount: Node<VolumeMount>;
}

/** A ConfigMap or Secret whose keys become files, or part of them. */
export interface KeySource {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string | undefined;
  readonly items: Node<KeyToPath[]>;
  /** True where kubelet does without what is missing. */
  readonly isOptional: boolean;
}

/** The file at a clean, absolute path of the container; undefined where the input does not hold its text. */
export function mountedFile(container: Container, release: Release, path: string): MountedFile | undefined {
  const place = volumePath(container, path);
  const found = place?.volume.holdsKeys ? keyText(place.volume, container, release, place.inVolume) : undefined;
  return place && found && { ...found, mount: place.mount };
}

/** A path of a container as its volume knows it. */
interface VolumePath {
  readonly mount: Node<VolumeMount>;
  readonly volume: Volume;
  /** Clean, without a slash before it; not empty. */
  readonly inVolume: string;
}

/** undefined for the volume's root, and where variables decide which part of the volume is mounted. */
export function volumePath(container: Container, path: string): VolumePath | undefined {
  const { mount, below } = mountedPath(container, path) ?? {};
  const volume = mount && container.volumeOf(mount);
  const subPath = mount?.get("subPath").text ?? "";
  if (!volume || mount.get("subPathExpr").state === "present") return undefined;
  const inVolume = cleanPath(`/${subPath}/${below}`).slice(1);
  return inVolume === "" ? undefined : { mount, volume, inVolume };
}

/** The objects of the input whose keys the volume makes files of. */
export function* objectsOf(volume: Volume, container: Container, release: Release): Iterable<Resource> {
  for (const source of sourcesOf(volume)) {
    const object = objectOf(source, container.workload, release);
    if (object) yield object;
  }
}

/** The values of a ConfigMap or Secret that are text, decoded where they stand in base64. */
export function* textsOf(object: Resource): Iterable<string> {
  const node = object.as<ConfigMap & Secret>();
  for (const field of ["data", "stringData", "binaryData"] as const)
    for (const { name } of node.get(field).entries()) {
      const found = textOf(object, name);
      if (found) yield found.text;
    }
}

/** The key that becomes the file: its namesake, or what an item gives that path. */
function keyText(volume: Volume, container: Container, release: Release, file: string): KeyText | undefined {
  for (const source of sourcesOf(volume)) {
    const items = source.items.items();
    const item = items.find((each) => cleanPath(`/${each.get("path").text ?? ""}`).slice(1) === file);
    const key = items.length > 0 ? item?.get("key").text : file;
    const object = key === undefined ? undefined : objectOf(source, container.workload, release);
    const text = key !== undefined && object ? textOf(object, key) : undefined;
    if (text) return text;
  }
  return undefined;
}

/** The object of the input; undefined where that does not hold it. */
export function objectOf(
  { kind, name }: Pick<KeySource, "kind" | "name">,
  workload: Workload,
  release: Release,
): Resource | undefined {
  return name === undefined ? undefined : release.find("", kind, release.namespaceOf(workload.resource), name);
}

export function* sourcesOf({ node }: Volume): Iterable<KeySource> {
  const configMap = node.get("configMap");
  const secret = node.get("secret");
  yield { kind: "ConfigMap", name: configMap.get("name").text, ...keysIn(configMap) };
  yield { kind: "Secret", name: secret.get("secretName").text, ...keysIn(secret) };
  for (const source of node.get("projected").get("sources").items())
    for (const [kind, projection] of [
      ["ConfigMap", source.get("configMap")],
      ["Secret", source.get("secret")],
    ] as const)
      yield { kind, name: projection.get("name").text, ...keysIn(projection) };
}

const keysIn = (source: Node<{ readonly items?: KeyToPath[]; readonly optional?: boolean }>) => ({
  items: source.get("items"),
  isOptional: source.get("optional").boolean === true,
});

/** Of its data, plain and encoded. */
export const keysOf = (object: Resource): ReadonlySet<string> => knownKeys(object);

const knownKeys = remembered((object: Resource): ReadonlySet<string> => {
  const node = object.as<ConfigMap & Secret>();
  const fields = ["data", "stringData", "binaryData"] as const;
  return new Set(fields.flatMap((field) => [...node.get(field).entries()].map(({ name }) => name)));
});

type KeyText = Omit<MountedFile, "mount">;

/** What many containers mount is decoded once. */
const TEXTS = new WeakMap<Resource, Map<string, KeyText | undefined>>();

function textOf(object: Resource, key: string): KeyText | undefined {
  const known = TEXTS.get(object) ?? new Map<string, KeyText | undefined>();
  TEXTS.set(object, known);
  if (!known.has(key)) known.set(key, readText(object, key));
  return known.get(key);
}

/** stringData wins over data, as the API server has it (pkg/registry/core/secret). */
function readText(object: Resource, key: string): KeyText | undefined {
  const node = object.as<ConfigMap & Secret>();
  const isSecret = object.kind === "Secret";
  const plain = node.get(isSecret ? "stringData" : "data").get(key);
  if (plain.text !== undefined) return { text: plain.text, node: plain, isEncoded: false };
  const packed = node.get(isSecret ? "data" : "binaryData").get(key);
  if (packed.text === undefined) return undefined;
  return { text: Buffer.from(packed.text, "base64").toString("utf8"), node: packed, isEncoded: true };
}
