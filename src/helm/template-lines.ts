import { type Action, actionsIn } from "./actions.ts";

/** A line of a template that says the same in every rendering. */
export interface LiteralLine {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  /** True where one rendering may print it several times: in a range, or in a block that templates include. */
  readonly mayRepeat: boolean;
  /** True in a block that templates include: they may indent it further. */
  readonly mayMove: boolean;
}

/** The lines of a template, and which of them Helm prints as they stand. */
export class TemplateLines {
  readonly lines: readonly string[];
  /** By what the line says without its indentation; undefined where several lines say it. */
  readonly #literal = new Map<string, LiteralLine | undefined>();

  /** `isCopied`: braces in it mean nothing to Helm. */
  constructor(text: string, isCopied = false) {
    this.lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
    for (const line of literalLines(text, this.lines, isCopied ? [] : actionsIn(text))) {
      const said = line.text.trim();
      this.#literal.set(said, this.#literal.has(said) ? undefined : line);
    }
  }

  /** The only line that says this, and says it literally. */
  saying(said: string): LiteralLine | undefined {
    return this.#literal.get(said);
  }
}

const OPENING: ReadonlySet<string> = new Set(["if", "with", "range", "define", "block"]);
const INCLUDED: ReadonlySet<string> = new Set(["define", "block"]);

function* literalLines(text: string, lines: readonly string[], found: Iterable<Action>): Iterable<LiteralLine> {
  const actions = found[Symbol.iterator]();
  let action = actions.next();
  const open: string[] = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const end = text.indexOf("\n", start) < 0 ? text.length : text.indexOf("\n", start);
    let isTouched = false;
    while (!action.done && action.value.start < end) {
      isTouched = true;
      // The rest of it stands in lines below.
      if (action.value.end > end) break;
      const { word } = action.value;
      if (OPENING.has(word)) open.push(word);
      else if (word === "end") open.pop();
      action = actions.next();
    }
    if (!isTouched && line.trim() !== "") {
      const mayMove = open.some((word) => INCLUDED.has(word));
      yield { number: index + 1, text: line, mayMove, mayRepeat: mayMove || open.includes("range") };
    }
    start = end + 1;
  }
}
