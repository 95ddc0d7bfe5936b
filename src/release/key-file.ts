import type { Container } from "../kubernetes/container.ts";
import { HIGHEST_MODE } from "../kubernetes/file-mode.ts";
import { hasPlaceholder } from "../kubernetes/placeholder.ts";
import type { Volume } from "../kubernetes/volume.ts";
import { cleanPath } from "../shell/path.ts";
import type { Node, Untyped } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { type KeySource, keysOf, objectOf, volumePath } from "./mounted-files.ts";
import type { Release } from "./release.ts";

/** A file that kubelet makes of a key, or of a field of the pod. */
export interface KeyFile {
  readonly volume: Volume;
  readonly mode: number;
  /** Where the mode stands, or would: at the key's item, or else at the volume. */
  readonly at: Node<Untyped>;
}

/** What the API server fills in (pkg/apis/core/v1/defaults.go). */
const DEFAULT_MODE = 0o644;

/** The file at a clean, absolute path of the container; undefined where it may be none, or nobody knows its mode. */
export function keyFile(container: Container, release: Release, path: string): KeyFile | undefined {
  const found = volumePath(container, path);
  if (!found || hasPlaceholder(found.inVolume)) return undefined;
  const { volume, inVolume: file } = found;
  const { fields, items, whole } = keyFiles(volume);
  const item = items.get(file);
  // One path twice is refused.
  if (!fields || item === "several") return undefined;
  const mayBeThere = item
    ? mayHold(item, container, release)
    : whole.some((key) => mayHold({ ...key, key: file }, container, release));
  const at = item?.mode.state === "present" ? item.mode : fields.get("defaultMode");
  const mode = at.state === "present" ? at.number : DEFAULT_MODE;
  return mayBeThere && mode !== undefined && isMode(mode) ? { volume, mode, at } : undefined;
}

const isMode = (mode: number): boolean => Number.isInteger(mode) && mode >= 0 && mode <= HIGHEST_MODE;

const OBJECTS: Readonly<Record<string, KeySource["kind"]>> = { configMap: "ConfigMap", secret: "Secret" };

/** What a key belongs to; undefined for a field of the pod. */
interface KeyHolder {
  readonly kind: KeySource["kind"] | undefined;
  readonly name: string | undefined;
}
interface KeyItem extends KeyHolder {
  readonly key: string | undefined;
  readonly mode: Node<Untyped>;
}

interface KeyFiles {
  /** undefined for a volume of another sort. */
  readonly fields: Node<Untyped> | undefined;
  /** By the path of the file in the volume. */
  readonly items: ReadonlyMap<string, KeyItem | "several">;
  /** Objects all of whose keys become files. */
  readonly whole: readonly KeyHolder[];
}

/** Nobody lists more sources; a hostile input is not to cost its sources times its containers. */
const MOST_SOURCES = 256;

const keyFiles = remembered((volume: Volume): KeyFiles => {
  const items = new Map<string, KeyItem | "several">();
  const whole: KeyHolder[] = [];
  const fields = volume.node.entries().find(({ name }) => name === volume.source)?.value;
  const sources = fields?.get("sources").items() ?? [];
  if (!fields || sources.length > MOST_SOURCES) return { fields: undefined, items, whole };

  const parts =
    volume.source === "projected"
      ? sources.flatMap((source) => source.entries())
      : [{ name: volume.source, value: fields }];
  for (const { name: field, value } of parts) {
    const listed = value.get("items").items();
    const holder = { kind: OBJECTS[field], name: value.get("secretName").text ?? value.get("name").text };
    if (holder.kind !== undefined && listed.length === 0) whole.push(holder);
    for (const item of listed) {
      const path = cleanPath(`/${item.get("path").text ?? ""}`).slice(1);
      const file = { ...holder, key: item.get("key").text, mode: item.get("mode") };
      items.set(path, items.has(path) ? "several" : file);
    }
  }
  return { fields, items, whole };
});

/** False where the key is certainly not there. */
function mayHold({ kind, name, key }: Omit<KeyItem, "mode">, { workload }: Container, release: Release): boolean {
  if (kind === undefined) return true;
  if (name === undefined || key === undefined || key.includes("/")) return false;
  const object = objectOf({ kind, name }, workload, release);
  return !object || keysOf(object).has(key);
}
