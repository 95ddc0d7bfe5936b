import type { Location } from "../yaml/span.ts";

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
  { file, start, end }: Location,
  folder = "",
): string | undefined {
  if (!server || !/^https?:\/\/[\w.-]+(?::\d+)?$/.test(server)) return undefined;
  if (!repository || !/^[\w.-]+\/[\w.-]+$/.test(repository) || !commit || !/^[\da-f]{40,64}$/.test(commit))
    return undefined;
  const path = pathInRepository(folder, file);
  if (path === undefined) return undefined;
  // An end at the start of a line is behind the break of the line before it.
  const last = end.column > 1 ? end.line : end.line - 1;
  const lines = last > start.line ? `L${start.line}-L${last}` : `L${start.line}`;
  return `${server}/${repository}/blob/${commit}/${path.map(encodeURIComponent).join("/")}#${lines}`;
}

/** Standard input has a name that no path of a repository begins with; a lone surrogate has no encoding. */
function pathInRepository(folder: string, file: string): readonly string[] | undefined {
  if (/^(?:\/|[A-Za-z]:|<stdin>$)/.test(file) || /\p{Cs}/u.test(file)) return undefined;
  const path: string[] = [];
  for (const segment of `${folder}/${file}`.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") path.push(segment);
    else if (path.pop() === undefined) return undefined;
  }
  return path.length > 0 ? path : undefined;
}
