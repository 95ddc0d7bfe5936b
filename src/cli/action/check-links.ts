import { basename, dirname, resolve } from "node:path";
import { quote } from "../../rule/text.ts";
import type { Io } from "../io.ts";
import { pathInside } from "../path-inside.ts";
import { shownPath } from "../shown-path.ts";
import { UsageError } from "../usage-error.ts";

type World = Pick<Io, "cwd" | "folder">;

/**
 * Throws a UsageError where a link of the checkout leads to a file that is to be written: whoever opens a pull request could
 * have any file of the runner overwritten. What lies outside the workspace is the workflow's own choice.
 */
export function checkLinks(io: World, workspace: string, files: readonly string[]): void {
  for (const file of files) {
    const path = resolve(io.cwd, file);
    if (pathInside(workspace, path) === undefined) continue;
    // On Windows the workspace may be written with other letters than the file's path.
    for (let at = path; at !== workspace && at !== dirname(at); at = dirname(at))
      if (isLink(io, at))
        throw new UsageError(
          `the report would be written to ${quote(file)} through a link of the checkout, ${quote(shownPath(at, io.cwd, at))}`,
          "name a file that no link leads to: a pull request may lead it anywhere",
        );
  }
}

/** Some systems take names for the same that differ in the case of their letters. */
function isLink({ folder }: World, path: string): boolean {
  const name = basename(path).toLowerCase();
  try {
    return folder(dirname(path)).some((entry) => entry.kind === "link" && entry.name.toLowerCase() === name);
  } catch {
    return false;
  }
}
