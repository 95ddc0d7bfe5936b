import { resolve } from "node:path";
import { glob } from "tinyglobby";

/**
 * Files that the glob matches, relative to `cwd` as the glob is. The search starts below what is written plainly: "..",
 * hidden folders and node_modules are entered where they are named there, and nowhere else. A chunk of its own: only
 * calls whose arguments hold a glob load it.
 */
export async function filesMatching(pattern: string, cwd: string): Promise<readonly string[]> {
  const base = pattern.slice(0, pattern.lastIndexOf("/", pattern.search(/[*?[{]|[!+@]\(/)) + 1);
  const files = await glob(pattern.slice(base.length), {
    cwd: resolve(cwd, base),
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**"],
  });
  return files.map((file) => base + file);
}
