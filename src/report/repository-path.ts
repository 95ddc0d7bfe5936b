import type { FormatContext } from "./format.ts";
import { STDIN } from "./uri.ts";

/**
 * The path from the repository's root, as forges name files: without `./` and `..`. undefined for standard input and for what
 * lies outside, as far as the path tells.
 */
export function repositoryPath(file: string, context: Pick<FormatContext, "folder">): string | undefined {
  if (file === STDIN || /^(?:[A-Za-z]:)?\//.test(file)) return undefined;
  const segments: string[] = [];
  for (const segment of `${context.folder?.() ?? ""}/${file}`.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join("/");
}
