import { lineEnd } from "./refusal.ts";

/** Where the first text stands at or behind an offset that is neither blank nor a comment; the text's length where none does. */
export function nextContent(text: string, offset: number): number {
  const blanks = /[ \t\r\n]*/y;
  for (let at = offset; ; at = lineEnd(text, at)) {
    blanks.lastIndex = at;
    blanks.test(text);
    at = blanks.lastIndex;
    const isComment = text[at] === "#" && (at === 0 || " \t\r\n".includes(text[at - 1]!));
    if (!isComment) return at;
  }
}
