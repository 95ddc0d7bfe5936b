import { member } from "../yaml/node.ts";
import { isObjectName, mapping, oneOf, type Test } from "./everyday-shape.ts";

const isAccessMode = oneOf("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");

const isOneMode: Test = (value) => Array.isArray(value) && value.length === 1 && isAccessMode(value[0]);
const isSize: Test = (value) => typeof value === "string" && /^[1-9]\d{0,5}[KMGTPE]i$/.test(value);
const isClass: Test = (value) => value === undefined || value === "" || isObjectName(value);
const isFileSystem: Test = (value) => value === undefined || value === "Filesystem";
const asksForSize = mapping({ requests: mapping({ storage: isSize }) });

/** True of the spec of a claim that asks for a file system of a plain size in one access mode, in which nothing can be wrong. */
export const isEverydayClaim = (spec: unknown): boolean =>
  isOneMode(member(spec, "accessModes")) &&
  asksForSize(member(spec, "resources")) &&
  isClass(member(spec, "storageClassName")) &&
  isFileSystem(member(spec, "volumeMode"));
