import { expect, test } from "vitest";
import { foundBy } from "./found.ts";
import { said } from "./said.ts";

const RULE = "key-not-text";
const data = (keys: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata:\n${keys}`;

test.each([
  ["n", "boolean", "false"],
  ["on", "boolean", "true"],
  ["Yes", "boolean", "true"],
  ["0644", "number", "420"],
  ["1.10", "number", "1.1"],
  ["1_000", "number", "1000"],
])("the key %s is a %s, named %s in the cluster", (written, type, name) => {
  expect(said(RULE, data(`  ${written}: x\n`))).toEqual([
    `warning 5:3-${3 + written.length} key "${written}" in data is a ${type} without quotes, and Kubernetes names it "${name}"`,
  ]);
});

test.each(['"n"', "'0644'", "8080", "true", "nn", "1.1"])("the key %s keeps its name", (written) => {
  expect(said(RULE, data(`  ${written}: x\n`))).toEqual([]);
});

test("the finding says how to keep the name, and belongs to the object", () => {
  const [finding] = foundBy(RULE, data("  no: x\n"));
  expect(finding?.help).toBe('put the key in quotes: "no"');
  expect(finding).toMatchObject({ path: "data.false", focus: "key", resource: { kind: "ConfigMap", name: "web" } });
});

test("in the document itself, in flow style, and in an item of a List", () => {
  expect(said(RULE, "on: push\n")[0]).toMatch(/^warning 1:1-3 key "on" in the document is a boolean/);
  const text =
    "apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {y: x}}\n";
  const [finding] = foundBy(RULE, text);
  expect(finding?.location.start).toEqual({ line: 4, column: 67 });
  expect(finding).toMatchObject({ path: "data.true", resource: { kind: "ConfigMap", name: "a" } });
});
