/** A piece of a template between its braces. Offsets are UTF-16 code units; `end` is behind the closing braces. */
export interface Action {
  readonly start: number;
  readonly end: number;
  /** if, range, end and so on; "" for what prints something, and for comments. */
  readonly word: string;
}

const TRIMMED = /-[ \t\r\n]/y;
const COMMENT_END = /\*\/(?:[ \t\r\n]-)?\}\}/g;
const WORD = /[ \t\r\n]*([a-z]*)/y;

/** The actions of a Go template in their order. What is never closed reaches to the end of the text. */
export function* actionsIn(text: string): Iterable<Action> {
  for (let start = text.indexOf("{{"); start >= 0; ) {
    const inside = matchesAt(TRIMMED, text, start + 2) ? start + 4 : start + 2;
    const isComment = text.startsWith("/*", inside);
    const end = isComment ? commentEnd(text, inside) : actionEnd(text, inside);
    WORD.lastIndex = inside;
    yield { start, end, word: isComment ? "" : (WORD.exec(text)?.[1] ?? "") };
    start = text.indexOf("{{", end);
  }
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function commentEnd(text: string, from: number): number {
  COMMENT_END.lastIndex = from;
  const found = COMMENT_END.exec(text);
  return found ? found.index + found[0].length : text.length;
}

/** Braces in texts and characters close nothing. */
function actionEnd(text: string, from: number): number {
  for (let at = from; at < text.length; ) {
    const letter = text[at];
    if (letter === "}" && text[at + 1] === "}") return at + 2;
    if (letter === '"' || letter === "'") at = quotedEnd(text, at, letter);
    else if (letter === "`") at = rawEnd(text, at);
    else at++;
  }
  return text.length;
}

function rawEnd(text: string, from: number): number {
  const end = text.indexOf("`", from + 1);
  return end < 0 ? text.length : end + 1;
}

/** Such a text ends in its line, or Go refuses the template. */
function quotedEnd(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote || text[at] === "\n") return at + 1;
  }
  return text.length;
}
