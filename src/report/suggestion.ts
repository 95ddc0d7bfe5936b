import type { Edit, Finding } from "../finding/finding.ts";
import { primaryOf } from "../finding/primary.ts";
import type { Location, Position } from "../yaml/span.ts";
import type { FormatContext } from "./format.ts";

/** Nobody looks through more in a comment. */
const MOST_LINES = 50;

/**
 * A finding's safe fix as one change, because what belongs together must not be taken in part. undefined where there is none,
 * or where it lies elsewhere than in the file that reports point into, in text that Helm has rendered or on lines that are
 * not at hand.
 */
export function suggestionOf(finding: Finding, context: Pick<FormatContext, "line">): Edit | undefined {
  const { fix, origin } = finding;
  const isRendered = origin !== undefined && origin.place === undefined;
  if (!fix?.safe || isRendered) return undefined;
  const { file } = primaryOf(finding);
  const edits = [...fix.edits].sort((a, b) => byPosition(a.location.start, b.location.start));
  const [first, last] = [edits[0], edits.at(-1)];
  if (!first || !last || edits.some((edit) => edit.location.file !== file)) return undefined;
  const whole: Location = { file, start: first.location.start, end: last.location.end };
  if (whole.end.line - whole.start.line >= MOST_LINES) return undefined;
  const text = changed(whole, edits, context);
  return text === undefined || /\p{Cs}/u.test(text) ? undefined : { location: whole, text };
}

function changed(whole: Location, edits: readonly Edit[], context: Pick<FormatContext, "line">): string | undefined {
  const lines: string[] = [];
  for (let number = whole.start.line; number <= whole.end.line; number++) {
    const line = context.line(whole.file, number);
    if (line === undefined) return undefined;
    lines.push(line);
  }
  const parts: string[] = [];
  let at = whole.start;
  for (const { location, text } of edits) {
    parts.push(between(lines, whole.start.line, at, location.start), text);
    at = location.end;
  }
  return parts.join("");
}

/** `lines` begin with the one that has the number `first`. */
function between(lines: readonly string[], first: number, start: Position, end: Position): string {
  const covered = lines.slice(start.line - first, end.line - first + 1);
  const last = covered.length - 1;
  return covered
    .map((line, index) => line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined))
    .join("\n");
}

const byPosition = (a: Position, b: Position): number => a.line - b.line || a.column - b.column;
