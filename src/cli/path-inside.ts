import { isAbsolute, relative, sep } from "node:path";

/** The way from a folder to a path in it, "" to itself; undefined to one outside. Both are absolute. */
export function pathInside(folder: string, path: string): string | undefined {
  const way = relative(folder, path);
  // On Windows, what lies on another drive stays absolute.
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way;
}
