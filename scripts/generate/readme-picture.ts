import { readdirSync, readFileSync } from "node:fs";
import { lint, readSource } from "../../src/index.ts";
import { picture } from "./rule-page.ts";

const FOLDER = "examples/incident";
const [OPEN, CLOSE] = ["<!-- picture -->", "<!-- /picture -->"];

/** The README with the first finding on examples/incident between its two marks, as the terminal shows it. */
export function readmePicture(readme: string): string {
  const [before, after] = [readme.indexOf(OPEN), readme.indexOf(CLOSE)];
  if (before < 0 || after < before) throw new Error(`README.md lacks ${OPEN} and ${CLOSE}`);
  const sources = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => readSource(`${FOLDER}/${name}`, readFileSync(`${FOLDER}/${name}`)));
  const report = lint(sources);
  const shown = report.findings.filter(({ severity }) => severity === "error").slice(0, 1);
  return `${readme.slice(0, before)}${OPEN}\n\`\`\`text\n${picture(sources, shown, report)}\n\`\`\`\n${readme.slice(after)}`;
}
