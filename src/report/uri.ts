/** How findings name the standard input; as an address it needs no brackets. */
export const STDIN = "<stdin>";

/** True for what nobody can open: an address of it would lead nowhere. */
export const isStdin = (file: string): boolean => file === STDIN;

/**
 * A path as SARIF's artifactLocation, from the root of the repository, in which the working directory is `folder`: with
 * forward slashes, percent-encoded, without the . and .. that GitHub would not resolve. What lies outside keeps its .. at the
 * start.
 */
export function uriOf(path: string, folder = ""): string {
  if (isStdin(path)) return "stdin";
  const slashed = path.replaceAll("\\", "/");
  const isDrive = /^[A-Za-z]:\//.test(slashed);
  if (!isDrive && !slashed.startsWith("/")) return segmentsOf(`${folder}/${slashed}`).map(encoded).join("/");
  const uri = segmentsOf(slashed).map(encoded).join("/");
  return `file:///${isDrive ? uri.replace("%3A", ":") : uri}`;
}

function segmentsOf(path: string): readonly string[] {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    const last = segments.at(-1);
    if (segment === ".." && last !== undefined && last !== "..") segments.pop();
    else segments.push(segment);
  }
  return segments;
}

const encoded = (segment: string): string => encodeURIComponent(segment.replace(/\p{Cs}/gu, "\ufffd"));
