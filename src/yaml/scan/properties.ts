import { AMPERSAND, endsWord, isNameCharacter } from "./characters.ts";
import { refusedName } from "./refusals.ts";
import type { Scanner } from "./scanner.ts";
import { startsProperty, type TagHandles } from "./tag-handles.ts";

/** What may stand before a node. */
export interface Properties {
  readonly anchor?: string;
  readonly tag?: string;
}

const URI_CHARACTER = /[\w\-;/?:@&=+$,.!~*'()[\]]/;

/** Reads an anchor, a tag or both on one line; ends at the first character behind them and their blanks. */
export function properties(scanner: Scanner, handles: TagHandles): Properties {
  let anchor: string | undefined;
  let tag: string | undefined;
  for (let code = scanner.skipBlanks(); startsProperty(code); code = scanner.skipBlanks()) {
    if ((code === AMPERSAND ? anchor : tag) !== undefined) break;
    if (code === AMPERSAND) anchor = anchorName(scanner);
    else tag = tagName(scanner, handles);
  }
  return { ...(anchor !== undefined && { anchor }), ...(tag !== undefined && { tag }) };
}

/** The name behind "&" or "*"; ends behind it. */
export function anchorName(scanner: Scanner): string {
  const { text } = scanner;
  const start = scanner.at;
  let at = start + 1;
  while (isNameCharacter(text.charCodeAt(at))) at++;
  const code = text.charCodeAt(at);
  if (at === start + 1 || !(endsWord(code) || "?:,]}%@`".includes(text[at]!))) throw refusedName(scanner, start);
  scanner.at = at;
  return text.slice(start + 1, at);
}

/** The whole tag, its handle replaced by what it stands for; ends behind it. */
function tagName(scanner: Scanner, handles: TagHandles): string {
  const { text } = scanner;
  const start = scanner.at;
  const tag = text[start + 1] === "<" ? verbatim(scanner) : shorthand(scanner, handles);
  if (!endsWord(text.charCodeAt(scanner.at))) {
    throw scanner.refusedWord(start, "a tag must be followed by a blank", 'put text that starts with "!" in quotes');
  }
  return tag;
}

function verbatim(scanner: Scanner): string {
  const start = scanner.at;
  scanner.at += 2;
  const uri = tagUri(scanner);
  if (uri === "") throw scanner.refusedWord(start, 'a tag in "!<...>" must not be empty');
  if (scanner.text[scanner.at] !== ">")
    throw scanner.refusedWord(start, 'the tag that "!<" opens is never closed with ">"');
  scanner.at++;
  return uri;
}

function shorthand(scanner: Scanner, handles: TagHandles): string {
  const start = scanner.at;
  const handle = tagHandle(scanner);
  const isHandle = handle.length > 1 && handle.endsWith("!");
  const suffix = (isHandle ? "" : handle.slice(1)) + tagUri(scanner);
  if (isHandle && suffix === "") throw scanner.refusedWord(start, `the tag handle "${handle}" needs a name behind it`);
  const prefix = handles.prefix(isHandle ? handle : "!");
  if (prefix === undefined) {
    throw scanner.refusedWord(
      start,
      `the tag handle "${handle}" is declared nowhere`,
      'put text that starts with "!" in quotes',
    );
  }
  return suffix === "" ? "!" : prefix + suffix;
}

/** "!", "!!", "!name!", or the start of a tag without handle. */
export function tagHandle(scanner: Scanner): string {
  const { text } = scanner;
  const start = scanner.at++;
  while (isNameCharacter(text.charCodeAt(scanner.at))) scanner.at++;
  if (text[scanner.at] === "!") scanner.at++;
  return text.slice(start, scanner.at);
}

export function tagUri(scanner: Scanner): string {
  const { text } = scanner;
  const start = scanner.at;
  while (text[scanner.at] === "%" || URI_CHARACTER.test(text[scanner.at]!)) {
    if (text[scanner.at] === "%" && !/^[0-9a-fA-F]{2}$/.test(text.slice(scanner.at + 1, scanner.at + 3))) {
      throw scanner.refused(scanner.at, scanner.at + 1, '"%" in a tag needs two hexadecimal digits behind it');
    }
    scanner.at += text[scanner.at] === "%" ? 3 : 1;
  }
  const written = text.slice(start, scanner.at);
  try {
    return decodeURIComponent(written);
  } catch {
    throw scanner.refused(start, scanner.at, `"${written}" holds escapes that are no UTF-8`);
  }
}
