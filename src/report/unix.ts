import type { Finding } from "../finding/finding.ts";
import { templateElsewhere } from "../finding/primary.ts";
import { onOneLine } from "./escape.ts";
import type { FormatContext, Formatter } from "./format.ts";
import { pointed } from "./pointed.ts";

/**
 * One line a finding, as compilers print them: for editors, problem matchers and grep. Nothing where nothing is found.
 * src/report/matchers.ts reads it.
 */
export const unix: Formatter = ({ findings }, context) =>
  findings.map((finding) => `${row(finding, context)}\n`).join("");

function row(finding: Finding, context: FormatContext): string {
  const { location, message } = pointed(finding, context);
  const { line, column } = location.start;
  const template = templateElsewhere(finding);
  const text = onOneLine(template ? `${message} (from ${template.file})` : message);
  return `${pathOf(location.file)}:${line}:${column}: ${finding.severity}: ${text} [${codeOf(finding.rule)}]`;
}

/**
 * GitHub's runner obeys lines that begin with ::, what it takes for nothing before it aside; `./` names the same file. What
 * looks like a place is none but for the one behind the path.
 */
function pathOf(file: string): string {
  const path = onOneLine(file).replace(/:(?=\d+:\d+: )/g, "\\u003a");
  return /^(?:\s|\u200c|\u200d|[\ufe00-\ufe0f])*::/.test(path) ? `./${path}` : path;
}

const codeOf = (rule: string): string => onOneLine(rule).replaceAll("[", "\\u005b").replaceAll("]", "\\u005d");
