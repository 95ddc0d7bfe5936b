import { dirname, join, relative, sep } from "node:path";
import type { Io } from "./io.ts";

/** The working directory below the root of its git repository, with "/" on every system; undefined where it is in none. */
export function repositoryBase(io: Io): string | undefined {
  for (let folder = io.cwd; ; folder = dirname(folder)) {
    if (io.status(join(folder, ".git"))) return relative(folder, io.cwd).replaceAll(sep, "/");
    if (folder === dirname(folder)) return undefined;
  }
}
