import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Io } from "./io.ts";
import { pathInside } from "./path-inside.ts";

/** What GitHub Actions and GitLab check out into: the folder itself, or on GitHub one in it that the workflow names. */
const WORKSPACES = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

type World = Pick<Io, "cwd" | "env" | "status">;

/** Where the working directory lies in the repository, with "/", behind ".." outside of it; undefined where no CI system tells. */
export function repositoryFolder(io: World): string | undefined {
  const workspace = WORKSPACES.map((name) => io.env[name]).find((path) => path);
  if (workspace === undefined) return undefined;
  const folder = relative(rootIn(io, resolve(workspace)), io.cwd);
  // On Windows, what lies on another drive stays absolute.
  return isAbsolute(folder) ? ".." : folder.replaceAll(sep, "/");
}

/** The nearest checkout at or above the working directory; the workspace where there is none in it. */
function rootIn(io: World, workspace: string): string {
  if (pathInside(workspace, io.cwd) === undefined) return workspace;
  for (let folder = io.cwd; folder !== workspace && folder !== dirname(folder); folder = dirname(folder))
    if (isCheckout(io, folder)) return folder;
  return workspace;
}

/** The .git of a submodule is a file: forges name what lies in it by its path in the whole. */
function isCheckout({ status }: World, folder: string): boolean {
  try {
    return status(join(folder, ".git"))?.kind === "folder";
  } catch {
    return false;
  }
}
