import { type Action, actionsIn } from "./actions.ts";

/** A line of a template that says the same in every rendering. */
export interface LiteralLine {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  /** True where Helm prints it, once, whenever it prints anything of the template. */
  readonly isSure: boolean;
  /** True where one rendering may print it several times: in a range, or in a block that templates include. */
  readonly mayRepeat: boolean;
  /** True in a block that templates include: they may indent it further. */
  readonly mayMove: boolean;
  /** True where what an action prints may stand on the same line. */
  readonly isGlued: boolean;
}

/** A line of a template whose text, or some of it, is an action's. */
interface PrintingLine {
  readonly number: number;
  /** What stands before the action; "" where nothing does. */
  readonly prefix: string;
  /** The least indentation of lines that it may add; undefined where it prints no more than its own. */
  readonly adds: number | undefined;
}

/** The lines of a template, and which of them Helm prints as they stand. */
export class TemplateLines {
  readonly lines: readonly string[];
  /** By what the line says with its indentation; undefined where several lines say it. */
  readonly #literal = new Map<string, LiteralLine | undefined>();
  /** By what the line says without it: lines of which one may be printed with another; undefined where they are several. */
  readonly #moving = new Map<string, LiteralLine | undefined>();
  readonly #printing: readonly PrintingLine[];

  /** `isCopied`: braces in it mean nothing to Helm. */
  constructor(text: string, isCopied = false) {
    this.lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
    const { literal, printing } = linesRead(text, this.lines, isCopied ? [] : [...actionsIn(text)]);
    const moving = new Set(literal.filter(({ mayMove, isGlued }) => mayMove || isGlued).map(({ text }) => text.trim()));
    for (const line of literal) {
      const written = line.text.trimEnd();
      const said = written.trim();
      const [lines, key] = moving.has(said) ? [this.#moving, said] : [this.#literal, written];
      lines.set(key, lines.has(key) ? undefined : line);
    }
    this.#printing = printing;
  }

  /** The only line that says this literally, with this indentation or one that may become it. */
  saying(line: string): LiteralLine | undefined {
    return this.#literal.get(line.trimEnd()) ?? this.#moving.get(line.trim());
  }
  /** True where an action between these two lines may print that line: values may happen to say the same. */
  mayPrint(line: string, above: number, below: number): boolean {
    const said = line.trim();
    const indent = line.length - line.trimStart().length;
    if (this.#printing.length > MOST_PRINTING) return true;
    return this.#printing.some(
      ({ number, prefix, adds }) =>
        number > above &&
        number < below &&
        ((adds !== undefined && indent >= adds) || (prefix !== "" && said.startsWith(prefix))),
    );
  }
}

/** Templates that people write have some hundreds: of more, any may print any line. */
const MOST_PRINTING = 10_000;

/** What the actions around a line have opened. */
interface Block {
  readonly word: string;
  readonly outer: Block | undefined;
  /** Of this block and those around it. */
  readonly mayMove: boolean;
  readonly mayRepeat: boolean;
  hasElse: boolean;
}

const OPENING: ReadonlySet<string> = new Set(["if", "with", "range", "define", "block"]);
const INCLUDED: ReadonlySet<string> = new Set(["define", "block"]);
const CONTROL: ReadonlySet<string> = new Set([...OPENING, "else", "end", "break", "continue"]);
/** A comment or an assignment. */
const SILENT = /^\{\{-?\s*(?:\/\*|\$\w*\s*:?=)/;
/** What makes several lines of a value. */
const SEVERAL = /indent|toYaml|toPrettyJson/;
const INDENT = /\bn?indent (\d+) ?-?\}\}$/;

function linesRead(text: string, lines: readonly string[], actions: readonly Action[]) {
  const found: { readonly number: number; readonly open: Block | undefined; isGlued: boolean }[] = [];
  const printing: PrintingLine[] = [];
  /** What stands in no block: texts, and blocks themselves. */
  const outermost = new Set<Block | "text">();
  let open: Block | undefined;
  let next = 0;
  let start = 0;
  /** True where nothing stands behind an action that trims. */
  let isTrimmed = false;
  /** The last literal line, where nothing stands behind it. */
  let last: (typeof found)[number] | undefined;
  for (const [index, line] of lines.entries()) {
    const end = lineEnd(text, start);
    const around = open;
    const own: Action[] = [];
    for (let action = actions[next]; action && action.start < end; action = actions[next]) {
      own.push(action);
      // The rest of it stands in lines below.
      if (action.end > end) break;
      const inner = turned(open, action.word);
      if (!open && inner && inner.word !== "define") outermost.add(inner);
      open = inner;
      next++;
    }
    const number = index + 1;
    const [first] = own;
    const printed = first && printingLine(text, number, { start, end }, own);
    if (printed) printing.push(printed);
    if (!around && (printed || (!first && line.trim() !== ""))) outermost.add("text");
    if (first) {
      if (last && text.slice(start, first.start).trim() === "" && joins(text, first)) last.isGlued = true;
      const behind = own.at(-1)!.end;
      isTrimmed = text.startsWith("-}}", behind - 3) && text.slice(behind, end).trim() === "";
      last = undefined;
    } else if (line.trim() !== "") {
      last = { number, open, isGlued: isTrimmed };
      found.push(last);
      isTrimmed = false;
    }
    start = end + 1;
  }
  const [only] = outermost.size === 1 ? outermost : [];
  const whole = only && only !== "text" && !only.hasElse && !only.mayRepeat ? only : undefined;
  const literal = found.map(
    ({ number, open, isGlued }): LiteralLine => ({
      number,
      text: lines[number - 1] ?? "",
      isSure: !isGlued && (open === undefined || open === whole),
      mayMove: open?.mayMove ?? false,
      mayRepeat: open?.mayRepeat ?? false,
      isGlued,
    }),
  );
  return { literal, printing };
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

/** The innermost open block behind an action. */
function turned(open: Block | undefined, word: string): Block | undefined {
  if (OPENING.has(word)) {
    const mayMove = INCLUDED.has(word) || (open?.mayMove ?? false);
    const mayRepeat = mayMove || word === "range" || (open?.mayRepeat ?? false);
    return { word, outer: open, mayMove, mayRepeat, hasElse: false };
  }
  if (word === "end") return open?.outer;
  if (word === "else" && open) open.hasElse = true;
  return open;
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** undefined where the line prints nothing, or an action that began further up goes on in all of it. */
function printingLine(
  text: string,
  number: number,
  { start, end }: Extent,
  own: readonly Action[],
): PrintingLine | undefined {
  const first = own[0]!;
  if (first.start < start && first.end > end) return undefined;
  const prefix = text.slice(start, Math.max(start, first.start)).trim();
  const between = own.map((action, at) => text.slice(action.end, Math.min(own[at + 1]?.start ?? end, end)).trim());
  const printed = own
    .filter(({ word }) => !CONTROL.has(word))
    .map((action) => text.slice(action.start, action.end))
    .filter((said) => !SILENT.test(said));
  if (printed.length === 0 && prefix + between.join("") === "") return undefined;
  const addsLines = prefix === "" || printed.some((said) => SEVERAL.test(said));
  const [least = 0] = printed.map((said) => Number(INDENT.exec(said)?.[1] ?? 0)).sort((a, b) => a - b);
  return { number, prefix, adds: addsLines ? least : undefined };
}

/** True for an action that takes the space before it away, and prints something in its place. */
function joins(text: string, { start, end, word }: Action): boolean {
  if (CONTROL.has(word) || !/^\{\{-\s/.test(text.slice(start, start + 4))) return false;
  const said = text.slice(start, end);
  return !SILENT.test(said) && !said.includes("nindent");
}
