// npm run new-rule -- TOPIC RULE-ID: writes src/rules/TOPIC/RULE-ID.ts, of which only the texts and the check are to be written.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { newRule } from "./generate/new-rule.ts";
import { ruleIndex } from "./generate/rule-index.ts";

const [topic = "", id = ""] = process.argv.slice(2);
const topics = readdirSync("src/rules", { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const path = `src/rules/${topic}/${id}.ts`;
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

const complaint = !topics.includes(topic)
  ? `"${topic}" is no topic; there are ${topics.join(", ")}`
  : !/^[a-z]+(-[a-z0-9]+)+$/.test(id) || /^(no|check|require|valid)-/.test(id)
    ? `"${id}" is no rule id: kebab-case, naming the defect, read after "allow"`
    : existsSync(path)
      ? `${path} exists`
      : undefined;

if (complaint) {
  process.stderr.write(`new-rule: ${complaint}\nrun: npm run new-rule -- storage volume-mount-not-found\n`);
  process.exitCode = 2;
} else {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, newRule(topic, id, version));
  writeFileSync("src/rules/index.ts", ruleIndex());
  process.stdout.write(
    `${path}\nnext: write its examples and its check, then npx vitest run test/rules.test.ts -t ${id}\n`,
  );
}
