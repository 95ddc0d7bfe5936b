import type { FormatContext } from "../report/format.ts";
import { githubLink } from "../report/github-link.ts";
import type { Io } from "./io.ts";
import { repositoryFolder } from "./repository-folder.ts";

/** Where GitHub shows the files of the workflow that runs here; none where the working directory is not in its workspace. */
export function githubLinks(io: Pick<Io, "env" | "cwd">): NonNullable<FormatContext["link"]> {
  const folder = io.env["GITHUB_WORKSPACE"] ? repositoryFolder(io) : "";
  return (location) => (folder === undefined ? undefined : githubLink(io.env, location, folder));
}
