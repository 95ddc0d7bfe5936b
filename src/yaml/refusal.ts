import type { Refusal } from "./document.ts";
import { UNQUOTED } from "./scan/usual-causes.ts";
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

/** What goes beyond a limit of ours, where the cluster may read on. */
export class BeyondLimit extends Refused {
  override get refusal(): Refusal {
    return { ...super.refusal, by: "limit" };
  }
}

/** The alias of an anchor that does not stand above it in its document. */
export class UnknownAnchor extends Refused {
  constructor(
    at: Span,
    readonly anchor: string,
  ) {
    super(
      at,
      `alias "*${anchor}" names no anchor above it`,
      `write "&${anchor}" before the value it stands for, or put the text in quotes`,
      UNQUOTED,
    );
  }
}

/** What is refused may be a template that nobody has rendered: then that is the cause, whatever the grammar missed first. */
export function refused(text: string, at: Span, message: string, help?: string, usually?: string): Refused {
  const open = actionAt(text, at);
  return open < 0 ? new Refused(at, message, help, usually) : unrendered(text, open);
}

/** About the "{{" at `open`. */
export function unrendered(text: string, open: number): Refused {
  const end = actionEnd(text, open);
  return new Refused(
    { start: open, end },
    `"${excerpt(text, open, end)}" looks like an unrendered template`,
    "run helm template first, or put the text in quotes if it is meant as it stands",
  );
}

/**
 * Where the "{{ ... }}" opens that holds or touches the refused characters and begins a value; -1 where there is none.
 * Inside text it is text, such as alerts hold.
 */
function actionAt(text: string, at: Span): number {
  // Tabs are refused for where they stand, and escapes only inside quotes.
  if ("\\\t".includes(text[at.start]!)) return -1;
  const last = lineEnd(text, at.start);
  let before = "";
  for (let next = lineStart(text, at.start); next < last; ) {
    const character = text[next]!;
    const isStart = STARTS_VALUE.includes(before);
    let end = next + 1;
    if (isStart && "\"'".includes(character)) end = quoteEnd(text, next, last);
    else if (text.startsWith("{{", next)) {
      end = actionEnd(text, next);
      if (isStart && at.end >= next && at.start <= end) return next;
    }
    if (!" \t".includes(character)) before = text[end - 1]!;
    next = end;
  }
  return -1;
}

/** What may stand before a value on its line, or nothing; and the quotes of text that the template would go on with. */
const STARTS_VALUE = ":-?[{,\"'";

function quoteEnd(text: string, open: number, last: number): number {
  const quote = text[open];
  for (let at = open + 1; at < last; at++) {
    if (text[at] === quote) return at + 1;
    if (text[at] === "\\" && quote === '"') at++;
  }
  return last;
}

/** Behind the "}}" of what opens there, or where its line ends. */
function actionEnd(text: string, open: number): number {
  const last = lineEnd(text, open);
  const close = text.slice(open, last).indexOf("}}");
  return close < 0 ? last : open + close + 2;
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
