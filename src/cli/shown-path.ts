import { sep } from "node:path";
import { pathInside } from "./path-inside.ts";

/**
 * How messages and findings name a file, with "/" on every system: relative to the working directory, or as it was written
 * where it lies outside.
 */
export const shownPath = (path: string, cwd: string, written: string): string =>
  (pathInside(cwd, path) ?? written).replaceAll(sep, "/") || ".";
