import type { Finding } from "../finding/finding.ts";
import { onOneLine } from "./escape.ts";

/**
 * The message as code scanning shows it. Its first sentence stands alone where there is little room. Related locations are
 * shown only where the text links to them: [label](id), ids from 1 in the finding's order.
 */
export function sarifMessage({ message, help, then, related, origin }: Finding): string {
  const links = related.map(({ label }, index) => `[${linkText(label)}](${index + 1})`).join(", ");
  return [
    sentence(plainText(message)),
    ...(help === undefined ? [] : [sentence(`Help: ${plainText(help)}`)]),
    ...(then === undefined ? [] : [sentence(`Then: ${plainText(then)}`)]),
    ...(origin?.template ? [sentence(`Rendered from: ${plainText(origin.template.file)}`)] : []),
    ...(links === "" ? [] : [sentence(`Related: ${links}`)]),
  ].join(" ");
}

/** Ended by a period, where it has no end yet. */
export const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

/** Brackets may stand in a text as they are (SARIF 2.1.0, 3.11.6), but must not happen to be a link. */
const plainText = (text: string): string => onOneLine(text).replaceAll("](", "] (");

const linkText = (label: string): string => onOneLine(label).replace(/[\\[\]]/g, "\\$&");
