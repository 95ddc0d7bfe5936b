import { forTerminal } from "./escape.ts";

/**
 * Letters, with a hyphen or an apostrophe between them, or a number that is too short for a commit: no Markdown, mention,
 * reference or address is written with them alone. `www..` is an address.
 */
const WORD = /^(?!.*www$)(?:\p{L}+(?:['\u2019-]\p{L}+)*|\d{1,6})$/iu;
const BEFORE_WORDS = new Set("\"'(");
const AFTER_WORDS = new Set("\"')?!.,:;");

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
  "|": "&#124;",
};
const entityOf = (sign: string): string => ENTITIES[sign] ?? sign;

/**
 * A sentence as Markdown, to stand behind other text of its line: plain words stay prose, all else becomes code, a mapping
 * in braces as a whole. Escapes would not do. GitHub looks for @somebody,
 * #1, hashes of commits, addresses and :names: of emoji in what it has rendered, where escapes are gone; in code it does not.
 */
export const prose = (text: string): string =>
  forTerminal(text).replace(/(?<![^ ])\{[^{}]*\}(?=[).,:;]*(?: |$))|[^ ]+/g, wordOf);

/** Signs around a word are prose where they cannot be anything else. */
function wordOf(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && BEFORE_WORDS.has(text[start]!)) start++;
  while (end > start && AFTER_WORDS.has(text[end - 1]!)) end--;
  const core = text.slice(start, end);
  const shown = core === "" || WORD.test(core) ? core : code(core);
  return `${text.slice(0, start)}${shown}${text.slice(end)}`;
}

/**
 * A name as a code span. What would end the span, or a cell of a table, stands between spans: longer runs of backticks around
 * it are understood only up to a length.
 */
export const code = (text: string): string =>
  forTerminal(text).replace(/([`|]+)|[^`|]+/g, (part, signs: string | undefined) =>
    signs === undefined ? span(part) : signs.replace(/[`|]/g, entityOf),
  );

/** Readers take a space away at each end where there is one at both, and more than spaces between them. */
function span(text: string): string {
  const losesSpaces = text.startsWith(" ") && text.endsWith(" ") && /[^ ]/.test(text);
  return losesSpaces ? `\` ${text} \`` : `\`${text}\``;
}

/** A name as code in HTML, where Markdown is not looked at. */
export const htmlCode = (text: string): string => `<code>${forTerminal(text).replace(/[&<>"'`|]/g, entityOf)}</code>`;

/** A link, where the address is one of the web. The text is Markdown already. */
export function linked(text: string, address: string | undefined): string {
  if (address === undefined || !/^https?:\/\//.test(address)) return text;
  const safe = address.replace(/\p{Cs}/gu, "\ufffd").replace(/[^\w\-.~:/?#@!$+,;=%&]/gu, encodedByte);
  return `[${text}](${safe.replaceAll("&", "&amp;")})`;
}

/** encodeURIComponent leaves brackets, quotes and stars as they are. */
const encodedByte = (sign: string): string => {
  const encoded = encodeURIComponent(sign);
  return encoded === sign ? `%${sign.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
};
