import type { Location } from "../yaml/span.ts";
import { lastLine } from "./last-line.ts";
import { repositoryPath } from "./repository-path.ts";

/**
 * Where GitHub shows the lines of a place, from what a workflow's environment says of its repository and commit; undefined
 * outside workflows, and for what is no file of the repository. Paths are relative to `folder`, the path of the working
 * directory in the repository, which is "" where that is its root.
 */
export function githubLink(
  {
    GITHUB_SERVER_URL: server,
    GITHUB_REPOSITORY: repository,
    GITHUB_SHA: commit,
  }: Readonly<Record<string, string | undefined>>,
  location: Location,
  folder = "",
): string | undefined {
  if (!server || !/^https?:\/\/[\w.-]+(?::\d+)?$/.test(server)) return undefined;
  if (!repository || !/^[\w.-]+\/[\w.-]+$/.test(repository) || !commit || !/^[\da-f]{40,64}$/.test(commit))
    return undefined;
  const { file, start } = location;
  const path = repositoryPath(file, { folder: () => folder });
  // A lone surrogate has no encoding.
  if (!path || /\p{Cs}/u.test(path)) return undefined;
  const last = lastLine(location);
  const lines = last > start.line ? `L${start.line}-L${last}` : `L${start.line}`;
  return `${server}/${repository}/blob/${commit}/${path.split("/").map(encodeURIComponent).join("/")}#${lines}`;
}
