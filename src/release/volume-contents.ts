import type { ConfigMap, Secret, ServiceAccountTokenProjection } from "kubernetes-types/core/v1.js";
import type { Container } from "../kubernetes/container.ts";
import type { Volume } from "../kubernetes/volume.ts";
import type { Node } from "../yaml/node.ts";
import { objectsOf } from "./mounted-files.ts";
import type { Release } from "./release.ts";

/** kustomize's suffix, of the letters that it makes of a hash (api/hasher/hasher.go, encode): a change of content is a new name. */
const HASHED = /-[2456789bcdfghkmt]{10}$/;

/** What a volume with files of the API server holds. */
export interface VolumeContents {
  /** Of a projected volume, by their paths. */
  readonly tokens: ReadonlyMap<string, Node<ServiceAccountTokenProjection>>;
  /** True where all that the volume holds stays as it is. */
  readonly isFixed: boolean;
}

/** Many containers may mount one volume of many sources. */
const KNOWN = new WeakMap<Volume, VolumeContents>();

/** The container is any of those that mount it. */
export function volumeContents(volume: Volume, container: Container, release: Release): VolumeContents {
  const known = KNOWN.get(volume) ?? { tokens: tokensIn(volume), isFixed: areFixed(volume, container, release) };
  KNOWN.set(volume, known);
  return known;
}

function areFixed(volume: Volume, container: Container, release: Release): boolean {
  const { node, source } = volume;
  const sources = source === "projected" ? node.get("projected").get("sources").items() : [node];
  const holders = sources.map((each) => each as Node).filter((each) => !holdsFixedFields(each));
  if (holders.every((holder) => HASHED.test(nameOf(holder) ?? ""))) return true;
  const objects = [...objectsOf(volume, container, release)];
  return (
    objects.length === holders.length &&
    objects.every((object) => object.as<ConfigMap & Secret>().get("immutable").boolean === true)
  );
}

/** Of a pod's fields, only labels and annotations change while it runs. */
const CHANGES = /^metadata\.(labels|annotations)\b/;

function holdsFixedFields(source: Node): boolean {
  const items = source.get("downwardAPI").get("items").items();
  return items.length > 0 && items.every((item) => !CHANGES.test(item.get("fieldRef").get("fieldPath").text ?? ""));
}

const nameOf = (source: Node): string | undefined =>
  source.get("configMap").get("name").text ??
  source.get("secret").get("secretName").text ??
  source.get("secret").get("name").text;

function tokensIn({ node }: Volume): VolumeContents["tokens"] {
  const sources = node.get("projected").get("sources").items();
  const tokens = sources.map((source) => source.get("serviceAccountToken"));
  return new Map(tokens.map((token) => [token.get("path").text ?? "", token]));
}
