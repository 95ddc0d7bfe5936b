import { Cursor, type ScriptForm, UnreadableScript } from "./cursor.ts";
import type { AndOr, Assignment, Branch, Command, CommandList, Pipeline, SimpleCommand, Word } from "./syntax.ts";
import { readWord, skipParentheses } from "./word.ts";

const RESERVED =
  /(?:if|then|elif|else|fi|for|select|while|until|do|done|case|esac|function|time|\{|\}|!|\[\[)(?=[ \t\n;&|()<>]|$)/y;
const CLOSING = new Set(["then", "elif", "else", "fi", "do", "done", "esac", "}"]);
const REDIRECTION = /(?:[0-9]*(?:<<<|<<-|<<|<&|>&|<>|>>|>\||<|>)|&>>|&>)(?!\()/y;
/** [[:space:]] inside of [[ ]] ends nothing. */
const TEST_END = /[\s\S]*?[ \t\n]\]\](?=[ \t\n;&|()<>]|$)/y;
const ASSIGNMENT = /([A-Za-z_][A-Za-z0-9_]*)(\+?)=/y;
const FUNCTION = /([^ \t\n'"\\$`;&|()<>=]+)[ \t]*\([ \t]*\)/y;

/**
 * Reads a script as far as it can be understood: what stands before the first unreadable command is kept, as a shell
 * runs it too. Only a line with an operator that no shell takes there (";;" outside of case, ")" alone) is dropped
 * whole: a shell reads all of a line before it runs any of it. Takes the POSIX grammar and what of bash stands in real
 * manifests; never throws.
 */
export function readScript(text: string, form?: ScriptForm): CommandList {
  const cursor = new Cursor(text, form);
  const items: AndOr[] = [];
  try {
    for (const line of linesOf(cursor)) {
      const before = items.length;
      for (const item of line) items.push(item);
      if (cursor.looksAt(";") || cursor.looksAt(")")) items.length = before;
    }
  } catch (error) {
    if (!(error instanceof UnreadableScript)) throw error;
  }
  return { items, length: text.length };
}

function readCommands(cursor: Cursor): CommandList {
  const start = cursor.position;
  const items: AndOr[] = [];
  for (const line of linesOf(cursor)) for (const item of line) items.push(item);
  return { items, length: cursor.position - start };
}

function* linesOf(cursor: Cursor): Generator<Generator<AndOr>> {
  cursor.skipLines();
  while (!atListEnd(cursor)) {
    yield lineOf(cursor);
    cursor.skipLines();
  }
}

/** The commands up to the end of their list or of the line that the last of them ends on. */
function* lineOf(cursor: Cursor): Generator<AndOr> {
  while (!atListEnd(cursor) && !cursor.looksAt("\n")) {
    const item = readAndOr(cursor);
    cursor.skipBlanks();
    const background = !cursor.looksAt("&&") && cursor.take("&");
    yield { ...item, background };
    const ends = background || cursor.looksAt("\n") || atListEnd(cursor) || cursor.take(";");
    if (!ends) throw new UnreadableScript("one command runs into the next");
    cursor.skipBlanks();
  }
}

function atListEnd(cursor: Cursor): boolean {
  if (cursor.atEnd || cursor.looksAt(")") || cursor.looksAt(";;") || cursor.looksAt(";&")) return true;
  if (cursor.inBackticks && cursor.looksAt("`")) return true;
  const word = cursor.match(RESERVED)?.[0];
  return word !== undefined && CLOSING.has(word);
}

function readAndOr(cursor: Cursor): Omit<AndOr, "background"> {
  const first = readPipeline(cursor);
  const rest: { operator: "&&" | "||"; pipeline: Pipeline }[] = [];
  for (;;) {
    cursor.skipBlanks();
    const operator = cursor.take("&&") ? "&&" : cursor.take("||") ? "||" : undefined;
    if (operator === undefined) return { first, rest };
    cursor.skipLines();
    rest.push({ operator, pipeline: readPipeline(cursor) });
  }
}

function readPipeline(cursor: Cursor): Pipeline {
  let negated = false;
  cursor.skipBlanks();
  for (let word = cursor.match(RESERVED)?.[0]; word === "!" || word === "time"; word = cursor.match(RESERVED)?.[0]) {
    cursor.expect(word);
    if (word === "!") negated = !negated;
    else cursor.takeMatch(/[ \t]+-p(?=[ \t])/y);
    cursor.skipBlanks();
  }
  const commands = [readCommand(cursor)];
  for (;;) {
    cursor.skipBlanks();
    if (cursor.looksAt("||") || !(cursor.take("|&") || cursor.take("|"))) return { negated, commands };
    cursor.skipLines();
    commands.push(readCommand(cursor));
  }
}

function readCommand(cursor: Cursor): Command {
  cursor.skipBlanks();
  const compound = cursor.nested(() => readCompound(cursor));
  if (compound === undefined) return readSimple(cursor);
  while (skipRedirection(cursor));
  return compound;
}

function readCompound(cursor: Cursor): Command | undefined {
  if (cursor.looksAt("((") && takeArithmetic(cursor)) return { kind: "test" };
  if (cursor.take("(")) return { kind: "group", body: readBody(cursor, ")"), subshell: true };
  const definition = cursor.match(FUNCTION);
  const word = cursor.match(RESERVED)?.[0];
  if (word === undefined) return definition && readFunction(cursor, definition[1] ?? "", definition[0]);
  cursor.expect(word);
  switch (word) {
    case "{":
      return { kind: "group", body: readBody(cursor, "}"), subshell: false };
    case "if":
      return readIf(cursor);
    case "while":
    case "until":
      return { kind: "while", until: word === "until", test: readBody(cursor, "do"), body: readBody(cursor, "done") };
    case "for":
    case "select":
      return readFor(cursor);
    case "case":
      return readCase(cursor);
    case "function": {
      cursor.skipBlanks();
      const name = cursor.match(/[^ \t\n'"\\$`;&|()<>=]+/y)?.[0] ?? "";
      return readFunction(cursor, name, cursor.match(FUNCTION)?.[0] ?? name);
    }
    case "[[":
      if (cursor.takeMatch(TEST_END) === undefined) throw new UnreadableScript('"]]" is missing');
      return { kind: "test" };
    default:
      throw new UnreadableScript(`"${word}" begins no command`);
  }
}

/** The commands up to `closer`, which is moved over. */
function readBody(cursor: Cursor, closer: string): CommandList {
  const commands = readCommands(cursor);
  cursor.expect(closer);
  return commands;
}

/** (( ... )), unless its parentheses turn out to be two subshells. */
function takeArithmetic(cursor: Cursor): boolean {
  const start = cursor.position;
  cursor.expect("(");
  skipParentheses(cursor, 1);
  if (cursor.text.startsWith("))", cursor.position - 2)) return true;
  cursor.position = start;
  return false;
}

function readFunction(cursor: Cursor, name: string, head: string): Command {
  const start = cursor.position;
  cursor.expect(head);
  cursor.skipLines();
  const body = readCommand(cursor);
  return { kind: "function", name, body, length: cursor.position - start };
}

function readIf(cursor: Cursor): Command {
  const branches: Branch[] = [];
  do branches.push({ test: readBody(cursor, "then"), body: readCommands(cursor) });
  while (cursor.take("elif"));
  const otherwise = cursor.take("else") ? readCommands(cursor) : undefined;
  cursor.expect("fi");
  return { kind: "if", branches, otherwise };
}

function readFor(cursor: Cursor): Command {
  cursor.skipBlanks();
  if (cursor.looksAt("((") && takeArithmetic(cursor)) {
    return { kind: "for", name: undefined, words: undefined, body: readLoopBody(cursor) };
  }
  const name = cursor.takeMatch(/[A-Za-z_][A-Za-z0-9_]*/y);
  if (name === undefined) throw new UnreadableScript("the loop has no name");
  cursor.skipLines();
  if (cursor.takeMatch(/in(?=[ \t\n;\\])/y) === undefined) {
    return { kind: "for", name, words: undefined, body: readLoopBody(cursor) };
  }
  const words = [...argumentsOf(cursor)];
  return { kind: "for", name, words, body: readLoopBody(cursor) };
}

function readLoopBody(cursor: Cursor): CommandList {
  cursor.skipBlanks();
  cursor.take(";");
  cursor.skipLines();
  if (cursor.take("{")) return readBody(cursor, "}");
  cursor.expect("do");
  return readBody(cursor, "done");
}

function readCase(cursor: Cursor): Command {
  cursor.skipBlanks();
  const subject = readWord(cursor, readCommands);
  cursor.skipLines();
  if (subject === undefined || cursor.takeMatch(/in(?=[ \t\n])/y) === undefined) {
    throw new UnreadableScript("the case has no subject");
  }
  const arms: CommandList[] = [];
  for (;;) {
    cursor.skipLines();
    if (cursor.takeMatch(/esac(?=[ \t\n;&|()<>]|$)/y) !== undefined) return { kind: "case", subject, arms };
    cursor.take("(");
    do {
      cursor.skipBlanks();
      if (readWord(cursor, readCommands) === undefined) throw new UnreadableScript("a pattern is missing");
      cursor.skipBlanks();
    } while (cursor.take("|"));
    cursor.expect(")");
    arms.push(readCommands(cursor));
    cursor.takeMatch(/;;&|;;|;&/y);
  }
}

function readSimple(cursor: Cursor): SimpleCommand {
  const start = cursor.position;
  const assignments: Assignment[] = [];
  while (skipRedirection(cursor) || takeAssignment(cursor, assignments)) cursor.skipBlanks();
  const words = [...argumentsOf(cursor)];
  if (cursor.position === start) throw new UnreadableScript("a command is missing");
  return { kind: "simple", assignments, words };
}

function takeAssignment(cursor: Cursor, assignments: Assignment[]): boolean {
  const match = cursor.match(ASSIGNMENT);
  const name = match?.[1];
  if (match === undefined || name === undefined) return false;
  cursor.position += match[0].length;
  if (takeArray(cursor)) {
    assignments.push({ name, value: undefined });
    return true;
  }
  const start = cursor.position;
  const value = readWord(cursor, readCommands) ?? { parts: [], start, end: start };
  assignments.push({ name, value: match[2] === "+" ? undefined : value });
  return true;
}

/** (one two) behind NAME= */
function takeArray(cursor: Cursor): boolean {
  if (!cursor.take("(")) return false;
  cursor.skipLines();
  while (readWord(cursor, readCommands) !== undefined) cursor.skipLines();
  cursor.expect(")");
  return true;
}

/** The words up to the next operator; redirections between them are skipped. */
function* argumentsOf(cursor: Cursor): Generator<Word> {
  for (;;) {
    cursor.skipBlanks();
    if (skipRedirection(cursor)) continue;
    const word = readProcessSubstitution(cursor) ?? readWord(cursor, readCommands);
    if (word === undefined) return;
    const isArray = cursor.text.endsWith("=", cursor.position) && takeArray(cursor);
    yield isArray ? { ...word, parts: [...word.parts, { kind: "opaque", quoted: true }], end: cursor.position } : word;
  }
}

function readProcessSubstitution(cursor: Cursor): Word | undefined {
  const start = cursor.position;
  if (!cursor.take("<(") && !cursor.take(">(")) return undefined;
  cursor.nested(() => readBody(cursor, ")"));
  return { parts: [{ kind: "opaque", quoted: true }], start, end: cursor.position };
}

function skipRedirection(cursor: Cursor): boolean {
  cursor.skipBlanks();
  const operator = cursor.takeMatch(REDIRECTION);
  if (operator === undefined) return false;
  cursor.skipBlanks();
  const start = cursor.position;
  if ((readProcessSubstitution(cursor) ?? readWord(cursor, readCommands)) === undefined) {
    throw new UnreadableScript("a redirection leads nowhere");
  }
  if (/^[0-9]*<<-?$/.test(operator)) {
    const delimiter = cursor.text.slice(start, cursor.position).replace(/['"\\]/g, "");
    cursor.announceHereDocument({ delimiter, stripsTabs: operator.endsWith("-") });
  }
  return true;
}
