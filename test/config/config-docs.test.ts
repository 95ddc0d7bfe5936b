import { expect, it } from "vitest";
import { configDocs } from "../../src/config/config-docs.ts";
import { configShape } from "../../src/config/config-shape.ts";
import { readConfig } from "../../src/config/read-config.ts";
import { annotationSuppressions, commentSuppressions } from "../../src/config/suppressions.ts";
import { RULES as SHIPPED } from "../../src/rules/index.ts";
import { readSource } from "../../src/yaml/source.ts";
import { WrittenNode } from "../../src/yaml/written.ts";
import { configOf, problemsOf, RULES } from "./registry.ts";

const docs = configDocs(RULES);

/** The blocks of YAML that stand under a heading. */
const yamlUnder = (heading: string, text = docs): readonly string[] => {
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  return [...section.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = ""]) => yaml);
};

const keys = Object.keys((configShape(RULES) as { fields?: object }).fields ?? {});

it("the documentation shows a whole file with every key, which reads back without a complaint", () => {
  const [example = ""] = yamlUnder("A whole file");
  expect(problemsOf(example)).toEqual([]);
  expect([...example.matchAll(/^(\w+):/gm)].map(([, key]) => key)).toEqual(keys);
  expect(configOf(example).rules.get("storage-class-fstype-missing")?.severity).toBe("off");
});

it("the whole file names rules that ship", () => {
  const [example = ""] = yamlUnder("A whole file", configDocs(SHIPPED));
  expect(readConfig(readSource("plimsoll.yaml", new TextEncoder().encode(example)), SHIPPED)).toHaveProperty("config");
});

it.each(keys)("the documentation has a section about %s with an example that reads back", (key) => {
  const [example = ""] = yamlUnder(`\`${key}\``);
  expect(example).toMatch(new RegExp(`^${key}:`));
  expect(problemsOf(example)).toEqual([]);
});

/** Rows of a table as [key, example]. */
const rowsUnder = (heading: string): readonly [string, string][] => {
  const section = docs.split(/^## /m).find((text) => text.startsWith(heading)) ?? "";
  return [...section.matchAll(/^\| `(.+?)` \|.*\| `(.*)` \|$/gm)].map(([, key = "", example = ""]) => [key, example]);
};

it.each(["ignore", "known"])("every key of an entry of %s has an example that reads back", (key) => {
  const fields = rowsUnder(`\`${key}\``).map(([name, example]) => `    ${name}: ${example}\n`);
  expect(fields.length).toBeGreaterThan(5);
  expect(problemsOf(`${key}:\n  -\n${fields.join("")}`)).toEqual([]);
});

it("every key of a rule's mapping and of a selector has an example that reads back", () => {
  const rows = rowsUnder("`rules`").map(([name, example]) => `${name}: ${example}`);
  const setting = rows.slice(0, 3).join(", ");
  expect(problemsOf(`rules: { key-duplicate: { ${setting} } }`)).toEqual([]);
  expect(problemsOf(`rules: { key-duplicate: { only: { ${rows.slice(3).join(", ")} } } }`)).toEqual([]);
});

it("the documentation tells what a path is compared with, and which kinds are errors", () => {
  const [, globs = ""] = docs.split("## Globs");
  expect(globs.replaceAll("\n", " ")).toContain("relative to the working directory where the file lies below it");
  const [, slip = ""] = /such as `(\w+)`, is an error/.exec(globs) ?? [];
  expect(problemsOf(`rules: { key-duplicate: { only: { kinds: [${slip}] } } }`)).toHaveLength(1);
});

it("the options of a rule stand in a table with their defaults", () => {
  expect(docs).toContain("## Options of `storage-class-fstype-missing`");
  expect(docs).toContain("| `limit` | a whole number from 1 up to 9 | How many to name. Default: `5`. | `5` |");
});

it("the examples of suppressions are read as what they say", () => {
  const read = (yaml: string) => {
    const [document] = readSource("a.yaml", new TextEncoder().encode(yaml)).documents;
    if (!document) throw new Error("the example must be read");
    return document;
  };
  const [comments = "", annotation = ""] = yamlUnder("In the manifests themselves");
  expect([...commentSuppressions(read(comments))].map(({ rule, line, slip }) => [rule, line, slip])).toEqual([
    ["volume-mount-not-found", 3, undefined],
    ["volume-mount-not-found", 5, undefined],
    ["key-duplicate", 5, undefined],
  ]);
  const annotations = WrittenNode.root(read(annotation)).child("metadata").child("annotations");
  expect([...annotationSuppressions(annotations)].map(({ rule, slip }) => [rule, slip])).toEqual([
    ["init-container-chown", undefined],
    ["fs-group-missing", undefined],
  ]);
});
