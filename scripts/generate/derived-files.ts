import { cliDocs } from "../../src/cli/docs.ts";
import { configDocs } from "../../src/config/config-docs.ts";
import { baselineSchema, configSchema } from "../../src/config/config-schema.ts";
import { RULES } from "../../src/index.ts";
import { FINDINGS_LINE_SCHEMA, FINDINGS_SCHEMA } from "../../src/report/findings-schema.ts";
import { actionFile } from "./action-file.ts";
import { filledPages } from "./filled-pages.ts";
import { manPage } from "./man-page.ts";
import { ruleList, rulePage } from "./rule-page.ts";

/** Path to text of every generated file but the rule index. */
export async function derivedFiles(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ["docs/cli.md", cliDocs()],
    ["docs/man/plimsoll.1", manPage()],
    ["docs/config.md", configDocs(RULES)],
    ["docs/rules/README.md", ruleList(RULES)],
    ...RULES.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, rulePage(rule)]),
    ["schemas/baseline.schema.json", json(opened(baselineSchema()))],
    ["schemas/config.schema.json", json(configSchema(RULES))],
    ["schemas/findings.schema.json", json(opened(FINDINGS_SCHEMA))],
    ["schemas/findings-line.schema.json", json(opened(FINDINGS_LINE_SCHEMA))],
    ["action.yml", actionFile()],
    ...filledPages(),
  ]);
}

/** What is published lets a later version add properties; the tests hold the closed one. */
function opened(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(opened);
  if (typeof schema !== "object" || schema === null) return schema;
  const fields = Object.entries(schema).filter(([key, value]) => key !== "additionalProperties" || value !== false);
  return Object.fromEntries(fields.map(([key, value]) => [key, opened(value)]));
}

const json = (schema: unknown): string => `${JSON.stringify(schema, undefined, 2)}\n`;
