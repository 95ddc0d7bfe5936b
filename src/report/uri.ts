/** How findings name the standard input; as an address it needs no brackets. */
export const STDIN = "<stdin>";

/**
 * A path as SARIF's artifactLocation: relative to the working directory where the path is, with forward slashes, percent-encoded,
 * without a leading ./ that GitHub would not resolve.
 */
export function uriOf(path: string): string {
  if (path === STDIN) return "stdin";
  const slashed = path.replaceAll("\\", "/");
  const segments = slashed.split("/").filter((segment) => segment !== "" && segment !== ".");
  const uri = segments.map(encoded).join("/");
  if (slashed.startsWith("/")) return `file:///${uri}`;
  return /^[A-Za-z]:\//.test(slashed) ? `file:///${uri.replace("%3A", ":")}` : uri;
}

const encoded = (segment: string): string => encodeURIComponent(segment.replace(/\p{Cs}/gu, "\ufffd"));
