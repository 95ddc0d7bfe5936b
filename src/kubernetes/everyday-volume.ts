import { isMapping, member } from "../yaml/node.ts";
import {
  isBoolean,
  isCleanPath,
  isInnerPath,
  isLabel,
  isObjectName,
  isText,
  listOf,
  mapping,
  oneOf,
  type Test,
} from "./everyday-shape.ts";

const isMode: Test = (value) => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0o777;

const ITEMS = listOf(mapping({ key: isText, path: isInnerPath }, { mode: isMode }));
const KEYS = {
  optional: isBoolean,
  defaultMode: isMode,
  items: ITEMS,
};

const FIELD = mapping(
  {
    fieldPath: oneOf("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"),
  },
  { apiVersion: isText },
);
const isLongEnough: Test = (value) =>
  typeof value === "number" && Number.isInteger(value) && value >= 600 && value < 2 ** 32;

/** What one source of a projected volume is. */
const PROJECTIONS: readonly Test[] = [
  mapping({
    serviceAccountToken: mapping({ path: isInnerPath }, { audience: isText, expirationSeconds: isLongEnough }),
  }),
  ...["configMap", "secret"].map((kind) =>
    mapping({ [kind]: mapping({ name: isText }, { optional: isBoolean, items: ITEMS }) }),
  ),
  mapping({
    downwardAPI: mapping({ items: listOf(mapping({ path: isInnerPath, fieldRef: FIELD }, { mode: isMode })) }),
  }),
];
const areProjections = listOf((source) => PROJECTIONS.some((test) => test(source)));

/** Of paths that are equal the scan proper has to say. */
function isProjection(volume: unknown): boolean {
  if (!isProjected(volume)) return false;
  const paths = pathsIn(member(volume, "sources"));
  return new Set(paths).size === paths.length;
}
const isProjected = mapping({ sources: areProjections }, { defaultMode: isMode });

/** All that stands under a key "path", which only files have. */
function pathsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(pathsIn);
  return isMapping(value)
    ? Object.entries(value).flatMap(([name, held]) => (name === "path" ? [held] : pathsIn(held)))
    : [];
}

const isSize: Test = (value) => typeof value === "string" && /^\d+(?:[kMGTPE]|[KMGTPE]i)?$/.test(value);

/** The sources that most volumes have, with the fields that they have. */
const SOURCES: ReadonlyMap<string, Test> = new Map([
  ["configMap", mapping({ name: isText }, KEYS)],
  ["secret", mapping({ secretName: isText }, KEYS)],
  ["emptyDir", mapping({}, { medium: oneOf("", "Memory"), sizeLimit: isSize })],
  ["projected", isProjection],
  ["persistentVolumeClaim", mapping({ claimName: isObjectName }, { readOnly: isBoolean })],
  [
    "hostPath",
    mapping(
      { path: (value) => value === "/" || isCleanPath(value) },
      { type: oneOf("", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket") },
    ),
  ],
]);

/** True of a volume with a name and one common source, in which nothing can be wrong. */
export function isEverydayVolume(volume: unknown): boolean {
  if (!isMapping(volume) || !isLabel(volume["name"])) return false;
  let sources = 0;
  for (const name in volume) {
    if (name === "name") continue;
    if (++sources > 1 || SOURCES.get(name)?.(volume[name]) !== true) return false;
  }
  return sources === 1;
}

const isMount = mapping(
  { name: isText, mountPath: (value) => typeof value === "string" && isCleanPath(withoutSlash(value)) },
  {
    readOnly: isBoolean,
    subPath: (value) => value === null || value === "" || isInnerPath(value),
    mountPropagation: oneOf("None", "HostToContainer"),
  },
);

/** One at the end makes no difference. */
const withoutSlash = (path: string): string => (path.endsWith("/") ? path.slice(0, -1) : path);

/** True of the mounts of a container that land at different places, none of them inside another. */
export function areEverydayMounts(mounts: unknown): boolean {
  if (mounts === undefined || mounts === null) return true;
  if (!Array.isArray(mounts) || !mounts.every(isMount)) return false;
  if (mounts.length < 2) return true;
  const paths = new Set<string>();
  for (const { mountPath } of mounts) paths.add(withoutSlash(mountPath));
  if (paths.size < mounts.length) return false;
  for (const path of paths) if (hasParent(path, paths)) return false;
  return true;
}

/** Longer paths are no mount's: the kernel opens none of more than 4,096 bytes. */
const LONGEST = 1000;

function hasParent(path: string, paths: ReadonlySet<string>): boolean {
  if (path.length > LONGEST) return true;
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1))
    if (paths.has(path.slice(0, end))) return true;
  return false;
}
