import { resolve } from "./resolve/plain.ts";

/** How a value is written into a document; `isJson` where every text in it stands in double quotes. */
export const scalarText = (value: string | number | boolean, isJson = false): string =>
  typeof value !== "string" || (!isJson && isPlainText(value)) ? String(value) : doubleQuoted(value);

/** In the quotes of the scalar whose place it takes, where the value is text that needs no escape in them. */
export function scalarInPlaceOf(old: string, value: string | number | boolean, isJson: boolean): string {
  const quote = typeof value === "string" && /^["']/.test(old) ? old[0] : undefined;
  return quote && isPlainText(String(value)) ? `${quote}${value}${quote}` : scalarText(value, isJson);
}

/**
 * Text that every YAML reader takes for a string as it stands, also one that does not look at capitals; anything else is
 * quoted as JSON, which YAML reads alike.
 */
const isPlainText = (text: string): boolean =>
  /^[A-Za-z_./][\w./-]*$/.test(text) && typeof resolve(text.toLowerCase()) === "string";

/** JSON leaves alone what YAML takes for line breaks, or for nothing that may stand in a text. */
const doubleQuoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Whether a document is written as JSON is, which plain text would break for other readers. */
export const isJsonText = (text: string): boolean => /^\s*\{\s*"/.test(text);

/** The line break that a new line at the offset takes: that of its line, or else of the document's first. */
export function breakAt(text: string, offset: number): string {
  const next = /\r\n|\n|\r/g;
  next.lastIndex = offset;
  return (next.exec(text) ?? /\r\n|\n|\r/.exec(text))?.[0] ?? "\n";
}
