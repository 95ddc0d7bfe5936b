import { type Cursor, UnreadableScript } from "./cursor.ts";
import type { Alternative, CommandList, Word, WordPart } from "./syntax.ts";

/** Reads the commands of $( ... ) up to its closing parenthesis, which stays. */
export type ReadCommands = (cursor: Cursor) => CommandList;

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SPECIAL = /[0-9@*#?$!-]/y;

/** The word at the cursor; undefined where an operator or the end stands there. */
export function readWord(cursor: Cursor, readCommands: ReadCommands): Word | undefined {
  const start = cursor.position;
  const parts = new PartReader(cursor, readCommands).bare();
  return cursor.position === start ? undefined : { parts, start, end: cursor.position };
}

class PartReader {
  readonly #cursor: Cursor;
  readonly #readCommands: ReadCommands;

  constructor(cursor: Cursor, readCommands: ReadCommands) {
    this.#cursor = cursor;
    this.#readCommands = readCommands;
  }

  bare(): WordPart[] {
    return this.#parts(/[^ \t\n'"\\$`;&|()<>]+/y, false, () => this.#quotation());
  }

  /** Up to the closing quote, which stays. */
  #doubleQuoted(): WordPart[] {
    return this.#parts(/[^"\\$`]+/y, true, () => undefined);
  }

  #alternativeParts(quoted: boolean): WordPart[] {
    if (quoted) return this.#parts(/[^}"\\$`]+/y, true, () => this.#cursor.take('"') && []);
    return this.#parts(/[^}'"\\$`]+/y, false, () => this.#quotation());
  }

  #parts(run: RegExp, quoted: boolean, other: () => WordPart[] | false | undefined): WordPart[] {
    const cursor = this.#cursor;
    const parts: WordPart[] = [];
    while (!cursor.atEnd) {
      const start = cursor.position;
      const text = cursor.takeMatch(run);
      if (text !== undefined) parts.push({ kind: "text", text, quoted, start });
      else if (cursor.looksAt("\\")) parts.push(...this.#escape(quoted));
      else if (cursor.looksAt("$")) parts.push(this.#dollar(quoted));
      else if (cursor.looksAt("`") && !cursor.inBackticks) parts.push(this.#backticks(quoted));
      else {
        const more = other();
        if (!more) break;
        parts.push(...more);
      }
    }
    return parts;
  }

  /** '...' or "..."; an empty one is a word all the same. */
  #quotation(): WordPart[] | undefined {
    const cursor = this.#cursor;
    if (cursor.take("'")) {
      const start = cursor.position;
      return [{ kind: "text", text: cursor.takeThrough("'"), quoted: true, start }];
    }
    if (!cursor.take('"')) return undefined;
    const start = cursor.position;
    const parts = this.#doubleQuoted();
    cursor.expect('"');
    return parts.length > 0 ? parts : [{ kind: "text", text: "", quoted: true, start }];
  }

  #escape(quoted: boolean): WordPart[] {
    const cursor = this.#cursor;
    if (cursor.takeMatch(/\\\n/y) !== undefined) return [];
    const escaped = cursor.takeMatch(/\\[\s\S]/y)?.slice(1);
    if (escaped === undefined) throw new UnreadableScript("nothing follows the backslash");
    const text = quoted && !'$`"\\}'.includes(escaped) ? `\\${escaped}` : escaped;
    return [{ kind: "text", text, quoted: true, start: undefined }];
  }

  #dollar(quoted: boolean): WordPart {
    const cursor = this.#cursor;
    const start = cursor.position;
    cursor.expect("$");
    // Kubernetes makes one $ of two before any shell starts, and then reads no reference there.
    const escaped = !cursor.isFile && cursor.take("$");
    if (cursor.take("((")) return this.#arithmetic(quoted);
    if (cursor.take("(")) return this.#substitution(quoted, !escaped && !cursor.isFile);
    if (cursor.take("{")) return cursor.nested(() => this.#braces(quoted));
    if (!quoted && cursor.take("'")) return this.#escapedQuotation();
    const name = cursor.takeMatch(NAME) ?? (escaped ? undefined : cursor.takeMatch(SPECIAL));
    if (name !== undefined) return { kind: "parameter", name, quoted, alternative: undefined };
    if (escaped) return { kind: "opaque", quoted };
    return { kind: "text", text: "$", quoted, start };
  }

  /** $'...' of bash, where backslashes make characters. */
  #escapedQuotation(): WordPart {
    const cursor = this.#cursor;
    const start = cursor.position;
    do cursor.takeMatch(/[^'\\]*/y);
    while (cursor.takeMatch(/\\[\s\S]/y) !== undefined);
    const text = cursor.text.slice(start, cursor.position);
    cursor.expect("'");
    return text.includes("\\") ? { kind: "opaque", quoted: true } : { kind: "text", text, quoted: true, start };
  }

  #substitution(quoted: boolean, mayBeReference: boolean): WordPart {
    const cursor = this.#cursor;
    const reference = mayBeReference ? cursor.match(/([A-Za-z_][A-Za-z0-9_.-]*)\)/y)?.[1] : undefined;
    const commands = cursor.nested(() => this.#readCommands(cursor));
    cursor.expect(")");
    return { kind: "substitution", commands, quoted, reference };
  }

  #arithmetic(quoted: boolean): WordPart {
    skipParentheses(this.#cursor, 2);
    return { kind: "opaque", quoted };
  }

  #braces(quoted: boolean): WordPart {
    const cursor = this.#cursor;
    const name = cursor.takeMatch(NAME) ?? cursor.takeMatch(/[0-9]+|[@*]/y);
    if (name !== undefined && cursor.take("}")) return { kind: "parameter", name, quoted, alternative: undefined };
    const operator = name === undefined ? undefined : cursor.takeMatch(/:?[-=?+]/y);
    const parts = this.#alternativeParts(quoted);
    cursor.expect("}");
    if (name === undefined || operator === undefined) return { kind: "opaque", quoted };
    const orEmpty = operator.startsWith(":");
    const kind = operator.slice(-1) as Alternative["operator"];
    return { kind: "parameter", name, quoted, alternative: { operator: kind, orEmpty, parts } };
  }

  /** Backticks hold no nested ones here: those need escapes, and escapes move every offset. */
  #backticks(quoted: boolean): WordPart {
    const cursor = this.#cursor;
    cursor.expect("`");
    cursor.inBackticks = true;
    const commands = cursor.nested(() => this.#readCommands(cursor));
    cursor.inBackticks = false;
    cursor.expect("`");
    return { kind: "substitution", commands, quoted, reference: undefined };
  }
}

/** Moves behind the parenthesis that closes `open` of them. */
export function skipParentheses(cursor: Cursor, open: number): void {
  while (open > 0) {
    cursor.takeMatch(/[^()]*/y);
    if (cursor.take("(")) open += 1;
    else if (cursor.take(")")) open -= 1;
    else throw new UnreadableScript('")" is missing');
  }
}
