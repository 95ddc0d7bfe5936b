import { Buffer } from "node:buffer";
import type { ConfigMap, Secret } from "kubernetes-types/core/v1.js";
import type { Entry, Node } from "../yaml/node.ts";

/** A key of a ConfigMap or Secret. */
export interface Datum {
  readonly entry: Entry;
  /** Bytes of its value as the API server counts them: what stands in base64 is decoded, and keys do not count. */
  readonly size: number;
}

/** What a ConfigMap holds (pkg/apis/core/validation/validation.go, ValidateConfigMap). */
export const configMapData = (map: Node<ConfigMap>): readonly Datum[] => [
  ...map.get("data").entries().map(plain),
  ...map.get("binaryData").entries().map(decoded),
];

/** What a Secret holds: stringData has been merged over data by then (ValidateSecret; pkg/apis/core/v1/conversion.go). */
export function secretData(secret: Node<Secret>): readonly Datum[] {
  const texts = secret.get("stringData").entries();
  const names = new Set(texts.map(({ name }) => name));
  const others = secret
    .get("data")
    .entries()
    .filter(({ name }) => !names.has(name));
  return [...texts.map(plain), ...others.map(decoded)];
}

const plain = (entry: Entry): Datum => ({ entry, size: Buffer.byteLength(entry.value.text ?? "") });

/** Go passes over line breaks in base64. What is none is refused for that, and counts nothing here. */
function decoded(entry: Entry): Datum {
  const text = entry.value.text?.replace(/[\r\n]+/g, "") ?? "";
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
  return { entry, size: isBase64 ? Buffer.byteLength(text, "base64") : 0 };
}
