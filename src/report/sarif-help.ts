import { exampleText } from "../rule/example-text.ts";
import type { AnyRule, Example } from "../rule/rule.ts";
import { plainText } from "./plain-text.ts";

/** What code scanning shows below an alert: why, the first example, where to read on. */
export function helpMarkdown({ id, summary, rationale, examples: [example], references = [] }: AnyRule): string {
  return paragraphs([
    rationale.trim() || summary,
    ...(example ? [caption("Reported", example), fenced(example.bad)] : []),
    ...(example ? [caption("Not reported", example), fenced(example.good)] : []),
    references.map((address) => `- <${address}>`).join("\n"),
    `More: \`plimsoll explain ${id}\``,
  ]);
}

/** The same for viewers that show no Markdown. */
export function helpText({ id, summary, rationale, examples: [example], references = [] }: AnyRule): string {
  return paragraphs([
    plainText(rationale.trim()) || summary,
    ...(example ? [caption("Reported", example), indented(example.bad)] : []),
    ...(example ? [caption("Not reported", example), indented(example.good)] : []),
    references.join("\n"),
    `More: plimsoll explain ${id}`,
  ]);
}

const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");

const caption = (what: string, { platform }: Example): string =>
  `${what}${platform ? ` with --platform ${platform}` : ""}:`;

/** The fence is longer than any run of backticks in the text, so that nothing in it ends the block. */
function fenced(code: string): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}yaml\n${exampleText(code)}\n${fence}`;
}

const indented = (code: string): string => exampleText(code).replaceAll(/^(?=.)/gm, "    ");
