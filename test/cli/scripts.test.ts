import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const TSX = createRequire(import.meta.url).resolve("tsx/cli");

/** A checkout with only what new-rule reads. */
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "plimsoll-"));
  for (const path of ["src/rules", "package.json"]) cpSync(path, join(root, path), { recursive: true });
});

afterAll(() => rmSync(root, { recursive: true }));

const script = (name: string, args: readonly string[]) =>
  spawnSync(process.execPath, [TSX, resolve("scripts", name), ...args], { encoding: "utf8", cwd: root });

test("generate refuses an argument that it does not know", () => {
  expect(script("generate.ts", ["--chek"])).toMatchObject({
    status: 2,
    stdout: "",
    stderr: 'generate: argument "--chek" is not known; --check is the only one\n',
  });
});

test.each([
  [[], "it takes a topic and a rule id; the topics are "],
  [["storage"], "it takes a topic and a rule id; the topics are "],
  [["storage", "a-b", "c"], "it takes a topic and a rule id; the topics are "],
  [["sails", "sail-torn"], '"sails" is no topic; there are '],
  [["storage", "no-volume"], '"no-volume" is no rule id'],
  [["storage", "key-duplicate"], "src/rules/yaml/key-duplicate.ts exists\n"],
])("new-rule refuses %j", (args, reason) => {
  const { status, stderr } = script("new-rule.ts", args);
  expect(status).toBe(2);
  expect(stderr.startsWith(`new-rule: ${reason}`)).toBe(true);
});

test("new-rule says how a topic is added", () => {
  expect(script("new-rule.ts", ["sails", "sail-torn"]).stderr).toContain(
    "\nto add it: name it in the type Topic of src/rule/rule.ts, then mkdir src/rules/sails\n",
  );
});

test("the call that new-rule advises works", () => {
  const advice = script("new-rule.ts", []).stderr.match(/^for example: npm run new-rule -- (\S+) (\S+)$/m);
  const [topic = "", id = ""] = advice?.slice(1) ?? [];
  expect(script("new-rule.ts", [topic, id])).toMatchObject({ status: 0, stderr: "" });
  expect(existsSync(join(root, `src/rules/${topic}/${id}.ts`))).toBe(true);
});
