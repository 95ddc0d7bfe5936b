import type { Refused } from "../refusal.ts";
import type { Span } from "../span.ts";
import { afterBreak, END, HASH, isBlank, isBreak, isMarker, LF, SPACE, TAB } from "./characters.ts";
import { isEveryday } from "./printable.ts";
import { refusedTrailing } from "./refusals.ts";
import { refused } from "./unrendered.ts";

/** A place in a document's text, moved forward by whoever reads there. */
export class Scanner {
  /** With NUL behind its last character. */
  text = "\0";
  at = 0;
  /** Where the line of `at` starts. */
  lineStart = 0;
  /** Column of the content at `at`; -1 at the document's end. Set by whoever moves to a node. */
  column = 0;
  /** See the function of that name. */
  isEveryday = true;
  #onlyLf = true;
  /** Where the next of each stands, as far as it has been looked for. */
  nextBreak = -1;
  nextColon = -1;
  nextHash = -1;
  nextEscape = -1;

  protected restart(text: string): void {
    this.text = text;
    this.at = 0;
    this.lineStart = 0;
    this.column = 0;
    this.isEveryday = isEveryday(text);
    this.#onlyLf = this.isEveryday || !/[\r\x85\u2028\u2029]/.test(text);
    this.nextBreak = -1;
    this.nextColon = -1;
    this.nextHash = -1;
    this.nextEscape = -1;
  }

  /** The next line feed at or behind an offset, which never goes back; the length of the text where there is none. */
  breakFrom(at: number): number {
    if (this.nextBreak < at) this.nextBreak = this.#find("\n", at);
    return this.nextBreak;
  }
  /** The same for ":". */
  colonFrom(at: number): number {
    if (this.nextColon < at) this.nextColon = this.#find(":", at);
    return this.nextColon;
  }
  /** The same for a "#" that may start a comment. */
  hashFrom(at: number): number {
    if (this.nextHash < at) this.nextHash = this.#find(" #", at);
    return this.nextHash;
  }
  /** The same for a backslash. */
  escapeFrom(at: number): number {
    if (this.nextEscape < at) this.nextEscape = this.#find("\\", at);
    return this.nextEscape;
  }
  #find(what: string, at: number): number {
    const found = this.text.indexOf(what, at);
    return found < 0 ? this.text.length : found;
  }

  /** The code at `at`, behind any blanks. */
  skipBlanks(): number {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    while (code === SPACE || code === TAB) code = text.charCodeAt(++this.at);
    return code;
  }

  /** Where the line break behind `from` stands, or the end of the text. */
  lineEnd(from: number): number {
    const { text } = this;
    if (this.#onlyLf) {
      const end = text.indexOf("\n", from);
      return end < 0 ? text.length - 1 : end;
    }
    let end = from;
    for (let code = text.charCodeAt(end); code !== END && !isBreak(code); ) code = text.charCodeAt(++end);
    return end;
  }

  /** From the start of a line to the next content, over empty lines and comments. A tab counts as content: no node may start with it. */
  nextLine(): void {
    const { text } = this;
    let at = this.at;
    for (;;) {
      const start = at;
      let code = text.charCodeAt(at);
      while (code === SPACE) code = text.charCodeAt(++at);
      if (code === HASH) {
        at = this.lineEnd(at);
        code = text.charCodeAt(at);
      }
      if (code === LF) at++;
      else if (isBreak(code)) at = afterBreak(text, at);
      else {
        this.at = at;
        this.lineStart = start;
        this.column = code === END || (at === start && isMarker(text, at)) ? -1 : at - start;
        return;
      }
    }
  }

  /** Behind a node: nothing but a comment may follow on its line. Moves to the next content. */
  endLine(): void {
    const code = this.skipBlanks();
    if (code === LF) {
      this.at++;
      this.nextLine();
    } else this.#endOddLine(code);
  }
  #endOddLine(code: number): void {
    if (code === HASH) this.at = this.lineEnd(this.at);
    else if (code !== END && !isBreak(code)) throw refusedTrailing(this);
    if (this.text.charCodeAt(this.at) === END) {
      this.column = -1;
      return;
    }
    this.at = afterBreak(this.text, this.at);
    this.nextLine();
  }

  refused(start: number, end: number, message: string, help?: string, usually?: string): Refused {
    const last = this.text.length - 1;
    const from = Math.min(start, last);
    const at: Span = { start: from, end: Math.max(from, Math.min(end, last)) };
    return refused(this.text, at, message, help, usually);
  }
  /** The same, about the word that starts at `at`. */
  refusedWord(at: number, message: string, help?: string, usually?: string): Refused {
    const last = this.lineEnd(at);
    let end = at;
    while (end < last && !isBlank(this.text.charCodeAt(end))) end++;
    return this.refused(at, end, message, help, usually);
  }
  refusedTab(): Refused {
    return this.refused(
      this.at,
      this.at + 1,
      "a tab stands where the indentation needs spaces",
      "replace the tab with spaces",
      "an editor's tab key wrote it, or a template that is indented with tabs",
    );
  }
}
