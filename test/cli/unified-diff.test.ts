import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { unifiedDiff } from "../../src/cli/fix/unified-diff.ts";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-diff-"));
afterAll(() => rmSync(folder, { recursive: true }));
const hasGit = spawnSync("git", ["--version"]).status === 0;

/** The file's text after git has applied the diff to it. */
function byGit(file: string, before: string, diff: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, before);
  execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: folder, input: diff });
  return readFileSync(path, "utf8");
}

const lines = (...changed: readonly (readonly [number, string])[]): string =>
  Array.from({ length: 20 }, (_, index) => changed.find(([at]) => at === index)?.[1] ?? `line ${index}\n`).join("");

test("changes that are near each other stand in one hunk, others in their own", () => {
  expect(unifiedDiff("a.yaml", lines(), lines([3, "X\n"], [7, ""], [17, "line 17\nmore\n"]))).toBe(
    `--- a/a.yaml
+++ b/a.yaml
@@ -1,11 +1,10 @@
 line 0
 line 1
 line 2
-line 3
+X
 line 4
 line 5
 line 6
-line 7
 line 8
 line 9
 line 10
@@ -16,5 +15,6 @@
 line 15
 line 16
 line 17
+more
 line 18
 line 19
`,
  );
});

test("a single line that stays between two that change is none of the change", () => {
  const env = (one: string, two: string, more = ""): string =>
    `env:\n- name: A\n  value: ${one}\n- name: B\n${more}  value: ${two}\n- name: C\n  value: c\n`;
  const changed = (diff: string) => diff.split("\n").filter((line) => /^[-+](?!-- |\+\+ )/.test(line));
  expect(changed(unifiedDiff("x", env("yes", "no"), env('"yes"', '"no"')))).toEqual([
    "-  value: yes",
    '+  value: "yes"',
    "-  value: no",
    '+  value: "no"',
  ]);
  expect(changed(unifiedDiff("x", env("yes", "no"), env('"yes"', '"no"', "  # B\n")))).toEqual([
    "-  value: yes",
    '+  value: "yes"',
    "-  value: no",
    "+  # B",
    '+  value: "no"',
  ]);
});

test("a last line without a break is marked on the side that has none", () => {
  expect(unifiedDiff("a", "x\ny", "x\ny\n")).toBe(
    "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+y\n",
  );
  expect(unifiedDiff("a", "x\ny", "z\ny")).toBe(
    "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n-x\n+z\n y\n\\ No newline at end of file\n",
  );
});

test("CR stays a part of its line", () => {
  expect(unifiedDiff("a", "x\r\ny\r\n", "x\r\nz\r\n")).toBe("--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\r\n-y\r\n+z\r\n");
});

const NAMES = ["a.yaml", "deep/two words.yaml", 'a"b\\c.yaml', "tab\there.yaml", "größe.yaml"];

test.skipIf(!hasGit).each(NAMES)("git applies it to %j", (name) => {
  expect(byGit(name, "a\nb\n", unifiedDiff(name, "a\nb\n", "a\nc\n"))).toBe("a\nc\n");
});

test.skipIf(!hasGit)("git makes of any text any other", () => {
  const line = fc.constantFrom("a\n", "a\n", "b\n", "c\r\n", "\n", "-- d\n", "@@ e\n");
  const text = fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 30 }), fc.constantFrom("", "end"))
    .map(([whole, end]) => whole.join("") + end);
  fc.assert(
    fc.property(text, text, (before, after) => {
      if (before !== after) expect(byGit("x", before, unifiedDiff("x", before, after))).toBe(after);
    }),
    { numRuns: 60 },
  );
});

describe("however many lines change, it takes no long time", () => {
  const COUNT = 200_000;
  const numbered = (word: (index: number) => string) =>
    Array.from({ length: COUNT }, (_, index) => `${word(index)}\n`).join("");

  test("where each of them does, in one hunk", () => {
    const diff = unifiedDiff(
      "x",
      numbered((index) => `a ${index}`),
      numbered((index) => `b ${index}`),
    );
    expect(diff.match(/^@@ .*/gm)).toEqual([`@@ -1,${COUNT} +1,${COUNT} @@`]);
    expect(diff.split("\n")).toHaveLength(2 * COUNT + 4);
  }, 5_000);
  test("where every other one does, and a line like those that stay comes again and again", () => {
    const diff = unifiedDiff(
      "x",
      numbered((index) => (index % 2 ? "a" : `- ${index}`)),
      numbered((index) => (index % 2 ? "a" : `+ ${index}`)),
    );
    expect(diff.length).toBeGreaterThan(COUNT);
  }, 5_000);
  test("where each third one is gone, in hunks with the lines around it", () => {
    const text = numbered((index) => `k${index}: v`);
    const diff = unifiedDiff("x", text, text.replace(/^k\d*[369]: v\n/gm, ""));
    expect(diff.match(/^-k/gm)).toHaveLength((COUNT * 3) / 10);
    expect(diff.match(/^\+k/gm)).toBeNull();
  }, 5_000);
});
