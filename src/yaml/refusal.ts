import type { Refusal } from "./document.ts";
import type { Span } from "./span.ts";

/** Thrown inside the reader alone: becomes the refusal of a document. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(
    readonly at: Span,
    message: string,
    readonly help?: string | undefined,
  ) {
    super(message);
  }
  get refusal(): Refusal {
    const { at, message, help } = this;
    return help === undefined ? { at, message } : { at, message, help };
  }
}

/**
 * What stands at the place may be a template that nobody has rendered: then that is the cause, whatever the grammar
 * missed first.
 */
export function refused(text: string, at: Span, message: string, help?: string): Refused {
  return template(text, at.start) ?? new Refused(at, message, help);
}

function template(text: string, at: number): Refused | undefined {
  const line = { start: lineStart(text, at), end: lineEnd(text, at) };
  const start = text.indexOf("{{", line.start);
  if (start < 0 || start >= line.end) return undefined;
  const close = text.indexOf("}}", start);
  const end = close < 0 || close >= line.end ? line.end : close + 2;
  return new Refused(
    { start, end },
    `"${excerpt(text, start, end)}" looks like an unrendered template`,
    "run helm template first and check what it prints",
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
