import { resolve } from "node:path";
import fastGlob from "fast-glob";

/**
 * Files that the glob matches, relative to `cwd` as the glob is. The search starts below what is written plainly: "..",
 * hidden folders and node_modules are entered where they are named there, and nowhere else. A chunk of its own: only
 * calls whose arguments hold a glob load it.
 */
export async function filesMatching(glob: string, cwd: string): Promise<readonly string[]> {
  const base = glob.slice(0, glob.lastIndexOf("/", glob.search(/[*?[{]|[!+@]\(/)) + 1);
  const files = await fastGlob(glob.slice(base.length), {
    cwd: resolve(cwd, base),
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**"],
  });
  return files.map((file) => base + file);
}
