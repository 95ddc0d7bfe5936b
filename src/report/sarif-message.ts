import type { Finding } from "../finding/finding.ts";
import { primaryOf, templateElsewhere } from "../finding/primary.ts";
import { onOneLine } from "./escape.ts";
import type { FormatContext } from "./format.ts";
import { pointed } from "./pointed.ts";
import { besidesOf, wordsFor } from "./sarif-place.ts";
import { sentence } from "./sentence.ts";
import { isStdin } from "./uri.ts";

/**
 * The message as code scanning shows it. Its first sentence stands alone where there is little room. Related locations are
 * shown only where the text links to them: [label](id), ids from 1 in the finding's order.
 */
export function sarifMessage(finding: Finding, context: Pick<FormatContext, "line">): string {
  const { help, then, origin } = finding;
  const template = templateElsewhere(finding);
  const primary = primaryOf(finding);
  const where = isStdin(primary.file) ? ` (${wordsFor(primary, false)})` : "";
  return [
    sentence(withoutLinks(pointed(finding, context).message + where)),
    ...(help ? [sentence(`Help: ${withoutLinks(help)}`)] : []),
    ...(then ? [sentence(`Then: ${withoutLinks(then)}`)] : []),
    ...(template ? [sentence(`Rendered from: ${withoutLinks(template.file)}`)] : []),
    ...(origin?.valuesKey ? [sentence(`Decided by the value: ${withoutLinks(origin.valuesKey)}`)] : []),
    ...relatedSentence(finding),
  ].join(" ");
}

function* relatedSentence(finding: Finding): Iterable<string> {
  let id = 0;
  const parts = besidesOf(finding).map(({ label, location, words }) =>
    location ? `[${linkText(label)}](${++id})` : `${withoutLinks(label)} (${words})`,
  );
  const more = finding.related.length - parts.length;
  if (more > 0) parts.push(`${more} more`);
  if (parts.length > 0) yield sentence(`Related: ${parts.join(", ")}`);
}

/**
 * Brackets may stand in a text as they are (SARIF 2.1.0, 3.11.6), but must not happen to be a link; {0} would be taken for a
 * placeholder.
 */
const withoutLinks = (text: string): string =>
  onOneLine(text)
    .replaceAll("](", "] (")
    .replace(/\{(?=\d+\})/g, "{ ");

const linkText = (label: string): string =>
  onOneLine(label)
    .replace(/[\\[\]]/g, "\\$&")
    .replace(/\{(?=\d+\})/g, "{ ");
