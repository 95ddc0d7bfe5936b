import { afterBreak, breakText, DASH, END, GREATER, HASH, isBlank, isBreak, LF, SPACE, TAB } from "./characters.ts";
import type { Scanner } from "./scanner.ts";

const [PLUS, ZERO, NINE] = [43, 48, 57];

interface Header {
  readonly folded: boolean;
  /** What happens to the line breaks at the end: one stays (0), all stay (1), none (-1). */
  readonly chomping: number;
  /** 0 where the first line decides. */
  readonly indentation: number;
}

/** Text and extent of a literal or folded scalar. */
export interface BlockScalar {
  readonly value: string;
  /** Behind its last character, without the line breaks that follow. */
  readonly end: number;
}

/** Reads the scalar at `at` inside a collection indented by `parent`; ends at the start of the line behind it. */
export function blockScalar(scanner: Scanner, parent: number): BlockScalar {
  const header = readHeader(scanner);
  const headerEnd = scanner.at;
  if (scanner.text.charCodeAt(headerEnd) !== END) scanner.at = afterBreak(scanner.text, headerEnd);
  const indent = header.indentation > 0 ? Math.max(parent, 0) + header.indentation : 0;
  return new Lines(scanner, header.folded, indent, parent).read(header.chomping, headerEnd);
}

function readHeader(scanner: Scanner): Header {
  const { text } = scanner;
  const folded = text.charCodeAt(scanner.at) === GREATER;
  let chomping = 0;
  let indentation = 0;
  scanner.at++;
  for (let n = 0; n < 2; n++) {
    const code = text.charCodeAt(scanner.at);
    if (chomping === 0 && (code === PLUS || code === DASH)) chomping = code === PLUS ? 1 : -1;
    else if (indentation === 0 && code > ZERO && code <= NINE) indentation = code - ZERO;
    else break;
    scanner.at++;
  }
  const end = scanner.at;
  const code = scanner.skipBlanks();
  if (code === HASH) scanner.at = scanner.lineEnd(end);
  else if (code !== END && !isBreak(code)) {
    const sign = folded ? ">" : "|";
    throw scanner.refused(
      scanner.at,
      scanner.lineEnd(scanner.at),
      `only "+", "-" and a digit from 1 to 9 may follow "${sign}" on its line`,
      `start the text on the line below "${sign}"`,
    );
  }
  return { folded, chomping, indentation };
}

/** The lines of one block scalar. */
class Lines {
  readonly #text: string;
  #at: number;
  /** Line breaks and indentation in front of a line, as they come out. */
  #breaks = "";
  #column = 0;

  constructor(
    private readonly scanner: Scanner,
    private readonly folded: boolean,
    private indent: number,
    private readonly parent: number,
  ) {
    this.#text = scanner.text;
    this.#at = scanner.at;
  }

  read(chomping: number, headerEnd: number): BlockScalar {
    const pieces: string[] = [];
    let leading = "";
    let afterBlank = false;
    let end = headerEnd;
    this.#skipBreaks();
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (this.#column !== this.indent || code === END) break;
      const blank = isBlank(code);
      if (this.folded && !afterBlank && !blank && leading === "\n") {
        if (this.#breaks === "") pieces.push(" ");
      } else pieces.push(leading);
      pieces.push(this.#breaks);
      afterBlank = blank;
      end = this.scanner.lineEnd(this.#at);
      pieces.push(this.#text.slice(this.#at, end));
      leading = this.#takeBreak(end);
      this.#skipBreaks();
    }
    if (chomping >= 0) pieces.push(leading);
    if (chomping > 0) pieces.push(this.#breaks);
    this.scanner.at = this.#at - this.#column;
    return { value: pieces.join(""), end };
  }

  /** Moves behind the break at `at`; nothing at the end of the text. */
  #takeBreak(at: number): string {
    const code = this.#text.charCodeAt(at);
    this.#at = code === END ? at : afterBreak(this.#text, at);
    return code === END ? "" : code === LF ? "\n" : breakText(code);
  }

  /** Over empty lines and up to the indentation of the next; the first line with text decides how deep that is. */
  #skipBreaks(): void {
    const text = this.#text;
    let breaks = "";
    let deepest = 0;
    for (;;) {
      let column = 0;
      let code = text.charCodeAt(this.#at);
      while (code === SPACE && (this.indent === 0 || column < this.indent)) {
        column++;
        code = text.charCodeAt(++this.#at);
      }
      this.#column = column;
      deepest = Math.max(deepest, column);
      if (code === TAB && (this.indent === 0 || column < this.indent)) {
        this.scanner.at = this.#at;
        throw this.scanner.refusedTab();
      }
      if (!isBreak(code)) break;
      breaks += this.#takeBreak(this.#at);
    }
    this.#breaks = breaks;
    if (this.indent === 0) this.indent = Math.max(deepest, this.parent + 1, 1);
  }
}
