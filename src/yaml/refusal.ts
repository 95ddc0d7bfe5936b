import type { Refusal } from "./document.ts";
import type { Span } from "./span.ts";

/** Thrown inside the reader alone: becomes the refusal of a document. No Error: a stack trace for each of a million takes seconds. */
export class Refused {
  readonly name = "Refused";
  constructor(
    readonly at: Span,
    readonly message: string,
    readonly help?: string | undefined,
    readonly usually?: string | undefined,
  ) {}
  get refusal(): Refusal {
    const { at, message, help, usually } = this;
    return { at, message, ...(help !== undefined && { help }), ...(usually !== undefined && { usually }) };
  }
}

/**
 * What stands on the line may be a template that nobody has rendered: then that is the cause, whatever the grammar
 * missed first. Behind quotes it is text, such as the annotations of an alert hold.
 */
export function refused(text: string, at: Span, message: string, help?: string): Refused {
  const start = lineStart(text, at.start);
  const line = text.slice(start, lineEnd(text, at.start));
  const open = line.indexOf("{{");
  if (open < 0 || /["']/.test(line.slice(0, open))) return new Refused(at, message, help);
  const close = line.indexOf("}}", open);
  const end = close < 0 ? line.length : close + 2;
  return new Refused(
    { start: start + open, end: start + end },
    `"${excerpt(line, open, end)}" looks like an unrendered template`,
    "run helm template first, or put the text in quotes if it is meant as it stands",
  );
}

/** Text to quote in a message: one line, at most 40 characters. */
export function excerpt(text: string, start: number, end: number): string {
  const stop = Math.min(end, lineEnd(text, start));
  return stop - start > 40 ? `${text.slice(start, start + 37)}...` : text.slice(start, stop);
}

export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !"\n\r\0".includes(text[end]!)) end++;
  return end;
}

export function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !"\n\r".includes(text[start - 1]!)) start--;
  return start;
}
