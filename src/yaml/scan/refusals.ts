import { excerpt, lineEnd, lineStart, Refused } from "../refusal.ts";
import type { Span } from "../span.ts";
import { COLON, DASH, endsWord, TAB } from "./characters.ts";
import type { Scanner } from "./scanner.ts";
import { unrendered } from "./unrendered.ts";
import {
  MISINDENTED,
  NOT_INDENTED,
  ON_KEY_LINE,
  PRINTF,
  QUOTED_BY_HAND,
  TOO_DEEP,
  TRIMMED,
  UNQUOTED,
} from "./usual-causes.ts";

/** Something follows a value on its line. */
export function refusedTrailing(scanner: Scanner): Refused {
  const { text, at } = scanner;
  const end = scanner.lineEnd(at);
  const rest = excerpt(text, at, end);
  if (text.charCodeAt(at) === COLON && endsWord(text.charCodeAt(at + 1))) {
    const bracket = lastBefore(text, at);
    if (bracket === "]" || bracket === "}") {
      const kind = bracket === "]" ? "list" : "mapping";
      const message = `a ${kind} stands before this colon, but only text can be a key`;
      return scanner.refused(at, at + 1, message, "put the key in quotes");
    }
    return scanner.refused(
      at,
      at + 1,
      'this ":" would start a mapping, which cannot stand here',
      "put the key and its colon on one line of their own, or all of the text in quotes",
    );
  }
  if (text[at] === "]" || text[at] === "}") return refusedStart(scanner);
  const quote = text[at - 1];
  if (quote === "'" || quote === '"') return refusedQuote(scanner, quote, rest);
  return scanner.refused(at, end, `"${rest}" follows a value that has already ended`, "put the whole value in quotes");
}

/** The quote before `at` closes a text, and `rest` follows it. */
function refusedQuote(scanner: Scanner, quote: string, rest: string): Refused {
  const { text, at } = scanner;
  const line = lineStart(text, at);
  if (/^[ -]*(?:[\w.][\w./-]*: +)?$/.test(text.slice(line, at - 1))) {
    // It looks like one that opens a text: then a line above has left one open.
    const open = openingQuote(text, quote, line);
    const message = `the ${quote} that opens this text is not closed before the next text opens`;
    if (open >= 0)
      return scanner.refused(open, lineEnd(text, open), message, `write the closing ${quote} where the text ends`);
  }
  const help = quote === "'" ? "write a ' inside single quotes as ''" : 'write a " inside double quotes as \\"';
  return scanner.refused(at - 1, at, `this ${quote} closes the text, and "${rest}" follows it`, help, QUOTED_BY_HAND);
}

/** The last quote above a line that is no escape; -1 where there is none. */
function openingQuote(text: string, quote: string, line: number): number {
  let open = text.lastIndexOf(quote, line - 1);
  while (open > 0 && text[open - 1] === (quote === "'" ? "'" : "\\")) open = text.lastIndexOf(quote, open - 2);
  return open;
}

function lastBefore(text: string, at: number): string | undefined {
  let last = at - 1;
  while (text[last] === " " || text[last] === "\t") last--;
  return text[last];
}

/** The plain text from `start` holds the ": " at which the scanner stands. */
export function refusedColon(scanner: Scanner, start: number): Refused {
  const { text, at } = scanner;
  const line = text.slice(start, scanner.lineEnd(start));
  const comment = line.search(/[ \t]#/);
  const value = excerpt(text, start, start + (comment < 0 ? line.length : comment)).trimEnd();
  if (/^---[ \t]+$/.test(text.slice(lineStart(text, start), start))) {
    const message = 'a mapping cannot start on the line of "---"';
    return scanner.refused(start, at + 1, message, `write "${value}" on the line below "---"`, TRIMMED);
  }
  return scanner.refused(
    at,
    at + 1,
    'the ": " in this text would start a mapping, which cannot stand on the line of its key',
    `put "${value}" in quotes`,
    UNQUOTED,
  );
}

/**
 * A line of a plain scalar that started at `start` looks like a key. `lineAt` is where its text starts, `end` its ":",
 * and `parent` the indentation that it would have to stand right of to be more of the text.
 */
export function refusedContinuation(
  scanner: Scanner,
  start: number,
  lineAt: number,
  end: number,
  parent: number,
): Refused {
  if (parent < 0) {
    scanner.at = start;
    return refusedKey(scanner);
  }
  const { text } = scanner;
  const action = /^[ \t]*\{\{/m.exec(text.slice(start, lineAt));
  if (action) return unrendered(text, start + action.index + action[0].length - 2);
  const line = lineStart(text, start);
  const glued = /^[ -]*$/.test(text.slice(line, start)) ? gluedColon(text, start) : -1;
  if (glued >= 0) return refusedGlued(scanner, start, glued);
  const column = lineAt - scanner.lineStart;
  return scanner.refused(
    lineAt,
    end,
    `"${excerpt(text, lineAt, end)}" is indented by ${column}, so it is more of the text above and not a key`,
    `indent it by ${parent} to make it a key beside the one above`,
    TOO_DEEP,
  );
}

/** A line stands right of the collection in column `indent`; `inner` is the column of one that it has ended, if it has. */
export function refusedIndentation(scanner: Scanner, indent: number, inner: number | undefined): Refused {
  const { text, at, column } = scanner;
  if (text.charCodeAt(at) === TAB) return scanner.refusedTab();
  const columns = inner === undefined ? `${indent}` : `${indent} or ${inner}`;
  return scanner.refused(
    at,
    scanner.lineEnd(at),
    `this line is indented by ${column}, but the lines that it can belong to by ${columns}`,
    `indent it by ${columns}`,
    MISINDENTED,
  );
}

/** A list is over without its parent being over. */
export function refusedItem(scanner: Scanner): Refused {
  const { text, at } = scanner;
  if (text.charCodeAt(at) === TAB) return scanner.refusedTab();
  const end = scanner.lineEnd(at);
  return scanner.refused(
    at,
    end,
    `"${excerpt(text, at, end)}" stands in the column of a list, but does not start with "- "`,
    'start it with "- ", or indent it like the lines it belongs to',
    MISINDENTED,
  );
}

/** A line in the column of a mapping's keys is no key. */
export function refusedKey(scanner: Scanner): Refused {
  const { text, at } = scanner;
  const end = scanner.lineEnd(at);
  const code = text.charCodeAt(at);
  if (code === TAB) return scanner.refusedTab();
  if (code === DASH && endsWord(text.charCodeAt(at + 1))) {
    const message = "a list item stands where a key of the mapping above is expected";
    return scanner.refused(at, end, message, helpForItem(scanner), MISINDENTED);
  }
  const glued = gluedColon(text, at);
  if (glued >= 0) return refusedGlued(scanner, at, glued);
  const line = excerpt(text, at, end);
  if (line.startsWith("---") && at === lineStart(text, at) && !line.startsWith(PEM)) {
    const message = `"${line}" starts no document, because "---" does not stand alone on its line`;
    return scanner.refused(at, end, message, 'write "---" on a line of its own', TRIMMED);
  }
  if ("[]{}&*!|>%@`,".includes(text[at]!)) return refusedStart(scanner);
  return scanner.refused(
    at,
    end,
    `"${line}" is no key, because no ": " follows it`,
    "write a colon and a value behind it, or indent it to continue the text above",
    line.startsWith(PEM) || isDedented(scanner) ? NOT_INDENTED : undefined,
  );
}

/** The key above it that has no value yet is most likely the list's. */
function helpForItem({ text, at }: Scanner): string {
  const above = lineStart(text, Math.max(lineStart(text, at) - 1, 0));
  const [, before, key] = /^([ -]*)([\w.][\w./-]*):[ \t]*$/.exec(text.slice(above, lineEnd(text, above))) ?? [];
  if (before === undefined) return "indent it like the list that it belongs to";
  return `indent it by ${before.length} or more to make it the list of "${key}"`;
}

const PEM = "-----BEGIN";

/** True where the line above stands further right. */
function isDedented({ text, at }: Scanner): boolean {
  const start = lineStart(text, at);
  return start > 0 && indentation(text, lineStart(text, start - 1)) > at - start;
}

/** Where the ":" of a key stands that no blank follows; -1 where the text from `at` does not look like a key. */
function gluedColon(text: string, at: number): number {
  const [key] = /^[^\s:"'{[]+(?=:(?!\/\/)\S)/.exec(text.slice(at, lineEnd(text, at))) ?? [];
  return key === undefined ? -1 : at + key.length;
}

function refusedGlued(scanner: Scanner, at: number, colon: number): Refused {
  const key = excerpt(scanner.text, at, colon);
  const message = `"${key}" is no key, because no blank follows its colon`;
  return scanner.refused(colon, colon + 1, message, `write "${key}: "`);
}

/** What stands at `start` looks like an anchor or an alias, and has no name that one can have. */
export function refusedName(scanner: Scanner, start: number): Refused {
  const sign = scanner.text[start];
  const what = sign === "&" ? "an anchor" : "an alias";
  return scanner.refusedWord(
    start,
    `"${sign}" starts ${what}, whose name may hold only letters, digits, "_" and "-"`,
    `put text that starts with "${sign}" in quotes`,
    UNQUOTED,
  );
}

/** The alias of an anchor that does not stand above it in its document. */
export function refusedAlias(at: Span, anchor: string): Refused {
  const message = `alias "*${anchor}" names no anchor above it`;
  const help = `write "&${anchor}" before the value it stands for, or put the text in quotes`;
  return new Refused(at, message, help, UNQUOTED, anchor);
}

/** No value can start with this character. */
export function refusedStart(scanner: Scanner): Refused {
  const { text, at } = scanner;
  const character = text[at]!;
  const refused = (message: string, help: string, usually?: string): Refused =>
    scanner.refused(at, at + 1, message, help, usually);
  switch (character) {
    case "\t":
      return scanner.refusedTab();
    case "-":
      return refused(
        "a list cannot start here",
        'start it on a line of its own, or put text that begins with "- " in quotes',
        ON_KEY_LINE,
      );
    case ":":
      return refused('no key stands before this ":"', "write a key, or put the text in quotes");
    case "?":
      return refused("an explicit key cannot start here", "put the text in quotes");
    case "]":
    case "}":
      return refused(`"${character}" closes nothing`, "remove it, or put the text in quotes");
    case ",":
      return refused('a value is missing before this ","', "write the value, or remove the comma");
    case "|":
    case ">":
      return refused(`text with "${character}" cannot start here`, "put the text in quotes");
    case "[":
    case "{":
      return refused(`"${character}" opens a collection where a key is expected`, "put the key in quotes");
    default:
      return scanner.refusedWord(
        at,
        `no text can start with "${character}"`,
        "put the text in quotes",
        text.startsWith("%!", at) ? PRINTF : UNQUOTED,
      );
  }
}

/** Between brackets, neither a comma nor the closing bracket follows an entry. */
export function refusedEntry(scanner: Scanner, open: number): Refused {
  const { text, at } = scanner;
  if (isOutside(scanner, open)) return unclosed(scanner, open);
  const [kind, close] = text[open] === "[" ? ["list", "]"] : ["mapping", "}"];
  return scanner.refused(
    at,
    at + 1,
    `"${text[at]}" stands where the ${kind} in brackets needs "," or "${close}"`,
    'write a comma between entries, and put text that holds ": " or brackets in quotes',
  );
}

/** The bracket at `open` is closed nowhere. */
export function unclosed(scanner: Scanner, open: number): Refused {
  const bracket = scanner.text[open]!;
  const close = bracket === "[" ? "]" : "}";
  return scanner.refused(
    open,
    open + 1,
    `"${bracket}" is never closed`,
    `write the "${close}" that closes it, or put the text in quotes`,
  );
}

/** A later line that stands no deeper than the line with the bracket: that was left open, most likely. */
export function isOutside(scanner: Scanner, open: number): boolean {
  const { text, lineStart: start } = scanner;
  return open < start && indentation(text, start) <= indentation(text, lineStart(text, open));
}

function indentation(text: string, start: number): number {
  let at = start;
  while (text[at] === " ") at++;
  return at - start;
}
