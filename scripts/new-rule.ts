// npm run new-rule -- TOPIC RULE-ID: writes src/rules/TOPIC/RULE-ID.ts, of which only the texts and the check are to be written.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { newRule } from "./generate/new-rule.ts";
import { ruleIndex } from "./generate/rule-index.ts";

const [topic = "", id = "", ...rest] = process.argv.slice(2);
const complaint = complaintOf();

if (complaint) {
  process.stderr.write(`new-rule: ${complaint}\nfor example: npm run new-rule -- storage volume-mount-duplicate\n`);
  process.exitCode = 2;
} else {
  const path = `src/rules/${topic}/${id}.ts`;
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  writeFileSync(path, newRule(topic, id, version));
  writeFileSync("src/rules/index.ts", ruleIndex());
  process.stdout.write(
    `${path}\nnext: write its examples and its check, then npx vitest run test/rules.test.ts -t ${id}\n`,
  );
}

function complaintOf(): string | undefined {
  const topics = readdirSync("src/rules", { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  if (id === "" || rest.length > 0) return `it takes a topic and a rule id; the topics are ${topics.join(", ")}`;
  if (!topics.includes(topic))
    return `"${topic}" is no topic; there are ${topics.join(", ")}\nto add it: name it in the type Topic of src/rule/rule.ts, then mkdir src/rules/${topic}`;
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(id) || /^(no|check|require|valid)-/.test(id))
    return `"${id}" is no rule id: kebab-case, naming the defect, read after "allow"`;
  const existing = topics.map((folder) => `src/rules/${folder}/${id}.ts`).find((path) => existsSync(path));
  return existing && `${existing} exists`;
}
