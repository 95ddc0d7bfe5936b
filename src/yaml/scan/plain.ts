import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  END,
  endsWord,
  HASH,
  isBlank,
  isBreak,
  isMarker,
  isUnicodeBreak,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUESTION,
  SPACE,
  TAB,
} from "./characters.ts";
import { Fold } from "./folding.ts";
import { refusedContinuation } from "./refusals.ts";
import type { Scanner } from "./scanner.ts";

/** Where the plain text that starts at `at` ends on its line, without the blanks behind it. */
export function plainEnd(text: string, at: number): number {
  let end = at;
  for (let next = at; ; next++) {
    const code = text.charCodeAt(next);
    if (code > COLON && !isUnicodeBreak(code)) end = next + 1;
    else if (code === SPACE || code === TAB) continue;
    else if (code === COLON && endsWord(text.charCodeAt(next + 1))) return end;
    else if (code === HASH && end < next) return end;
    else if (code === END || isBreak(code)) return end;
    else end = next + 1;
  }
}

/** The same between brackets, where "," "?" "[" "]" "{" and "}" end it too. */
export function flowPlainEnd(text: string, at: number): number {
  let end = at;
  for (let next = at; ; next++) {
    const code = text.charCodeAt(next);
    if (code === SPACE || code === TAB) continue;
    if (code === COLON && endsWord(text.charCodeAt(next + 1))) return end;
    if (code === HASH && end < next) return end;
    if (code === END || isBreak(code) || endsFlowPlain(code)) return end;
    end = next + 1;
  }
}

const endsFlowPlain = (code: number): boolean =>
  code === COMMA ||
  code === QUESTION ||
  code === OPEN_BRACKET ||
  code === CLOSE_BRACKET ||
  code === OPEN_BRACE ||
  code === CLOSE_BRACE;

/** A plain scalar with the text of all its lines, and where it ends. */
export interface Plain {
  readonly text: string;
  readonly end: number;
}

/** A plain scalar in a block, whose first line ends at `end`; more lines of it stand right of `parent`. Ends at the next content. */
export function blockPlain(scanner: Scanner, start: number, end: number, parent: number): Plain {
  const plain = plainLines(scanner, start, end, parent, plainEnd);
  scanner.at = plain.stop;
  if (plain.stop !== plain.end) scanner.nextLine();
  else if (scanner.skipBlanks() !== COLON) scanner.endLine();
  else throw refusedContinuation(scanner, start, plain.lineAt, plain.end, parent);
  return plain;
}

/** The same between brackets, where more lines may stand anywhere. Ends where the scalar ends. */
export function flowPlain(scanner: Scanner, start: number, end: number, parent: number): Plain {
  const plain = plainLines(scanner, start, end, parent, flowPlainEnd);
  scanner.at = plain.end;
  return plain;
}

/** `stop` is where reading goes on, and `lineAt` where the text of the last line starts. */
type Lines = Plain & { readonly stop: number; readonly lineAt: number };

function plainLines(scanner: Scanner, start: number, end: number, parent: number, endOf: typeof plainEnd): Lines {
  const { text } = scanner;
  const fold = new Fold();
  const pieces = [text.slice(start, end)];
  let last = end;
  let stop = end;
  let lineAt = start;
  for (;;) {
    let at = last;
    while (isBlank(text.charCodeAt(at))) at++;
    if (!isBreak(text.charCodeAt(at))) break;
    fold.read(text, at);
    refuseTab(scanner, at, fold.end, parent);
    const code = text.charCodeAt(fold.end);
    const isOver = code === HASH || code === END;
    stop = isOver ? fold.end : fold.lineStart;
    const column = fold.end - fold.lineStart;
    if (isOver || (endOf === plainEnd && column <= parent) || (column === 0 && isMarker(text, fold.end))) break;
    const lineEnd = endOf(text, fold.end);
    if (lineEnd === fold.end) break;
    pieces.push(fold.text, text.slice(fold.end, lineEnd));
    scanner.lineStart = fold.lineStart;
    lineAt = fold.end;
    last = stop = lineEnd;
  }
  return { text: pieces.join(""), end: last, stop, lineAt };
}

/** Blank lines may hold tabs only right of the parent. */
function refuseTab(scanner: Scanner, from: number, end: number, parent: number): void {
  const { text } = scanner;
  let lineStart = from;
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isBreak(code)) lineStart = at + 1;
    else if (code === TAB && at - lineStart <= parent && lineStart > from) {
      scanner.at = at;
      throw scanner.refusedTab();
    }
  }
}

/** Characters with a meaning of their own start no text, but "-", "?" and ":" do where no blank follows. */
export function startsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === DASH || code === QUESTION || code === COLON) return !endsWord(text.charCodeAt(at + 1));
  return !(endsWord(code) || ",[]{}#&*!|>'\"%@`".includes(text[at]!));
}
