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
    /** What an alias names, where no such anchor stands above it. */
    readonly anchor?: string | undefined,
  ) {}
  get refusal(): Refusal {
    const { at, message, help, usually } = this;
    return { at, message, ...(help !== undefined && { help }), ...(usually !== undefined && { usually }) };
  }
}

/** What goes beyond a limit of ours, where the cluster may read on. */
export class BeyondLimit extends Refused {
  override get refusal(): Refusal {
    return { ...super.refusal, by: "limit" };
  }
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
