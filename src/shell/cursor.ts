/** Says that a text is no shell script, or one that nests deeper than anybody writes; never leaves this folder. */
export class UnreadableScript extends Error {}

/** Deeper than any script that was written by hand, and shallow enough for the stack. */
const DEEPEST = 48;

interface HereDocument {
  readonly delimiter: string;
  readonly stripsTabs: boolean;
}

export interface ScriptForm {
  /** True for the text of a file. Kubernetes replaces $(NAME) and $$ in arguments alone. */
  readonly isFile: boolean;
}

/** A position in a script's text, and what the reader must remember while it moves. */
export class Cursor {
  readonly text: string;
  readonly isFile: boolean;
  position = 0;
  /** True where a backtick ends the commands that are read. */
  inBackticks = false;
  #depth = 0;
  #hereDocuments: HereDocument[] = [];

  constructor(text: string, { isFile }: ScriptForm = { isFile: false }) {
    this.text = text;
    this.isFile = isFile;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  looksAt(expected: string): boolean {
    return this.text.startsWith(expected, this.position);
  }

  /** Moves behind `expected` where it stands here. */
  take(expected: string): boolean {
    if (!this.looksAt(expected)) return false;
    this.position += expected.length;
    return true;
  }

  expect(expected: string): void {
    if (!this.take(expected)) throw new UnreadableScript(`"${expected}" is missing`);
  }

  /** The match of a sticky expression at this position, not moved over. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    return pattern.exec(this.text) ?? undefined;
  }

  takeMatch(pattern: RegExp): string | undefined {
    const match = this.match(pattern);
    if (match !== undefined) this.position += match[0].length;
    return match?.[0];
  }

  /** The text up to `terminator`, both moved over. */
  takeThrough(terminator: string): string {
    const end = this.text.indexOf(terminator, this.position);
    if (end < 0) throw new UnreadableScript(`"${terminator}" is missing`);
    const text = this.text.slice(this.position, end);
    this.position = end + terminator.length;
    return text;
  }

  /** Reads something that may hold its like. */
  nested<T>(read: () => T): T {
    if (this.#depth === DEEPEST) throw new UnreadableScript("too deep");
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Skips blanks, line continuations and a comment, but no newline. */
  skipBlanks(): void {
    do this.takeMatch(/[ \t]*/y);
    while (this.take("\\\n"));
    if (this.looksAt("#")) this.takeMatch(/[^\n]*/y);
  }

  skipLines(): void {
    do this.skipBlanks();
    while (this.takeNewline());
  }

  /** Moves over a newline and the here-documents that begin behind it. */
  takeNewline(): boolean {
    if (!this.take("\n")) return false;
    for (const document of this.#hereDocuments.splice(0)) this.#skipHereDocument(document);
    return true;
  }

  announceHereDocument(document: HereDocument): void {
    this.#hereDocuments.push(document);
  }

  #skipHereDocument({ delimiter, stripsTabs }: HereDocument): void {
    while (!this.atEnd) {
      const line = this.takeMatch(/[^\n]*/y) ?? "";
      this.take("\n");
      if ((stripsTabs ? line.replace(/^\t+/, "") : line) === delimiter) return;
    }
  }
}
