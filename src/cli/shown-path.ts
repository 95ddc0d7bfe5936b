import { isAbsolute, relative, sep } from "node:path";

/**
 * How messages and findings name a file, with "/" on every system: relative to the working directory, or as it was written
 * where it lies outside.
 */
export function shownPath(path: string, cwd: string, written: string): string {
  const inside = relative(cwd, path);
  // On Windows, what lies on another drive stays absolute.
  const isOutside = inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return (isOutside ? written : inside || ".").replaceAll(sep, "/");
}
