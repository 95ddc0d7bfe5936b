import type { Document } from "../yaml/document.ts";

const COMMENT = "# Source: ";

/** Whether Helm has rendered any of a stream's documents: in their order, most are seen without being decoded. */
export const isRendered = (documents: readonly Document[]): boolean =>
  documents.some((document) => document.mentions(COMMENT) && helmSourceOf(document) !== undefined);

/**
 * The chart's template that a document was rendered from: Helm writes it as a comment above each one. Only the lines
 * before the content count, since a ConfigMap may hold such a line as data.
 */
export function helmSourceOf(document: Document): string | undefined {
  for (const line of leadingLines(document.text)) {
    if (!line.startsWith(COMMENT)) continue;
    const source = line.slice(COMMENT.length).trimEnd();
    if (/^\S/.test(source)) return source;
  }
  return undefined;
}

function* leadingLines(text: string): Iterable<string> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf("\n", start);
    const line = text.slice(start, end < 0 ? text.length : end);
    if (line.trim() !== "" && !line.startsWith("#") && !line.startsWith("---")) return;
    yield line;
    if (end < 0) return;
    start = end + 1;
  }
}
