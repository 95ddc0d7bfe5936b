import { excerpt, lineEnd, lineStart, Refused } from "../refusal.ts";
import type { Span } from "../span.ts";

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
