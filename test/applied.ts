import type { Edit } from "../src/finding/finding.ts";
import type { Position } from "../src/yaml/span.ts";

/** The text with the edits made. */
export function applied(text: string, edits: readonly Edit[]): string {
  const lines = text.split("\n");
  const offset = ({ line, column }: Position) =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  return [...edits]
    .sort((a, b) => offset(b.location.start) - offset(a.location.start))
    .reduce(
      (done, edit) => done.slice(0, offset(edit.location.start)) + edit.text + done.slice(offset(edit.location.end)),
      text,
    );
}
