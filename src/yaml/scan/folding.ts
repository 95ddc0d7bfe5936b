import { afterBreak, breakText, isBlank, isBreak } from "./characters.ts";

/** A run of line breaks inside a quoted or plain scalar, and the text it becomes. */
export class Fold {
  /** Offset of the first character that is neither blank nor break. */
  end = 0;
  /** Where the last line of the run starts. */
  lineStart = 0;
  text = "";

  /** `at` stands on a line break. One break is a space, each further one a line feed; LS and PS stay. */
  read(text: string, at: number): void {
    this.readEscaped(text, at);
    const first = breakText(text.charCodeAt(at));
    if (first !== "\n") this.text = first + this.text;
    else if (this.text === "") this.text = " ";
  }
  /** Behind a backslash the first break leaves nothing. */
  readEscaped(text: string, at: number): void {
    let next = at;
    let code = text.charCodeAt(at);
    let further = "";
    do {
      if (isBreak(code)) {
        if (next > at) further += breakText(code);
        next = afterBreak(text, next);
        this.lineStart = next;
      } else next++;
      code = text.charCodeAt(next);
    } while (isBlank(code) || isBreak(code));
    this.end = next;
    this.text = further;
  }
}
