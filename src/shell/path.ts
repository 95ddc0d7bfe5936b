/** Without empty and "." segments and the slash at the end; ".." is resolved. The path must be absolute. */
export function cleanPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return `/${segments.join("/")}`;
}

/** Like cleanPath, but what stands behind the last slash may go on, so it stays as it is. */
export function cleanBeginning(path: string): string {
  const slash = path.lastIndexOf("/");
  const parent = cleanPath(path.slice(0, slash));
  return `${parent === "/" ? "" : parent}/${path.slice(slash + 1)}`;
}

/** undefined for a relative path where nobody knows the directory that it begins at. */
export function absolutePath(text: string, directory: string | undefined): string | undefined {
  if (text.startsWith("/")) return cleanPath(text);
  return directory === undefined ? undefined : cleanPath(`${directory}/${text}`);
}
