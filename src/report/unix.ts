import type { Finding } from "../finding/finding.ts";
import { onOneLine } from "./escape.ts";
import type { Formatter } from "./format.ts";

/** One line a finding, as compilers print them: for editors, problem matchers and grep. Nothing where nothing is found. */
export const unix: Formatter = ({ findings }) => findings.map((finding) => `${row(finding)}\n`).join("");

function row({ location: { file, start }, severity, message, rule }: Finding): string {
  return `${pathOf(file)}:${start.line}:${start.column}: ${severity}: ${onOneLine(message)} [${onOneLine(rule)}]`;
}

/** GitHub's runner obeys lines that begin with ::, spaces before it aside. `./` names the same file. */
function pathOf(file: string): string {
  const path = onOneLine(file);
  return path.trimStart().startsWith("::") ? `./${path}` : path;
}
