import { isAbsolute, relative, sep } from "node:path";
import type { FormatContext } from "../report/format.ts";
import { githubLink } from "../report/github-link.ts";
import type { Io } from "./io.ts";

/** Where GitHub shows the files of the workflow that runs here; none where the working directory is not in its workspace. */
export function githubLinks({ env, cwd }: Pick<Io, "env" | "cwd">): NonNullable<FormatContext["link"]> {
  const folder = relative(env["GITHUB_WORKSPACE"] || cwd, cwd);
  const isOutside = folder === ".." || folder.startsWith(`..${sep}`) || isAbsolute(folder);
  return (location) => (isOutside ? undefined : githubLink(env, location, folder.replaceAll(sep, "/")));
}
