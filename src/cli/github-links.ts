import { resolve } from "node:path";
import type { FormatContext } from "../report/format.ts";
import { githubLink } from "../report/github-link.ts";
import type { Io } from "./io.ts";
import { repositoryFolder } from "./repository-folder.ts";

/**
 * Where GitHub shows the files of the workflow that runs here; nowhere where the working directory is not in its workspace,
 * and what is no file, such as what Helm has printed.
 */
export function githubLinks(io: Pick<Io, "env" | "cwd" | "status">): NonNullable<FormatContext["link"]> {
  const folder = io.env["GITHUB_WORKSPACE"] ? repositoryFolder(io) : "";
  const known = new Map<string, boolean>();
  return (location) => {
    if (folder === undefined) return undefined;
    const isThere = known.get(location.file) ?? isFile(io, location.file);
    known.set(location.file, isThere);
    return isThere ? githubLink(io.env, location, folder) : undefined;
  };
}

function isFile(io: Pick<Io, "cwd" | "status">, file: string): boolean {
  try {
    return io.status(resolve(io.cwd, file))?.kind === "file";
  } catch {
    return false;
  }
}
