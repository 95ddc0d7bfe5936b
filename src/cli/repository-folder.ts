import { isAbsolute, relative, sep } from "node:path";
import type { Io } from "./io.ts";

/** Where GitHub Actions and GitLab say that the repository is checked out. */
const ROOTS = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/** Where the working directory lies in the repository, with "/", behind ".." outside of it; undefined where no CI system tells. */
export function repositoryFolder({ cwd, env }: Pick<Io, "cwd" | "env">): string | undefined {
  const root = ROOTS.map((name) => env[name]).find((path) => path);
  if (root === undefined) return undefined;
  const folder = relative(root, cwd);
  // On Windows, what lies on another drive stays absolute.
  return isAbsolute(folder) ? ".." : folder.replaceAll(sep, "/");
}
