import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/options.ts";
import { plimsoll } from "./fake-io.ts";

const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {debug: yes}\n";

interface Pattern {
  readonly regexp: string;
  readonly file: number;
  readonly line: number;
  readonly message: number;
  readonly code: number;
}

async function printed(word: string): Promise<unknown> {
  const { code, stdout, stderr } = await plimsoll(["matcher", word]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

/** What a pattern reads of the lines of a real report. */
async function read({ regexp, ...groups }: Pattern): Promise<readonly string[]> {
  const { stdout } = await plimsoll(["--format", "unix", "a.yaml"], { files: { "a.yaml": CONFIG_MAP } });
  const match = stdout.split("\n").flatMap((line) => new RegExp(regexp).exec(line) ?? []);
  return [groups.file, groups.line, groups.message, groups.code].map((group) => match[group] ?? "");
}

const FOUND = ["a.yaml", "4", expect.stringContaining("debug"), "value-not-text"];

describe("matcher", () => {
  test("github prints what a workflow adds, and it reads a report", async () => {
    const { problemMatcher } = (await printed("github")) as {
      problemMatcher: readonly { pattern: readonly Pattern[] }[];
    };
    expect(await read(problemMatcher[0]!.pattern[0]!)).toEqual(FOUND);
  });
  test("vscode prints the problemMatcher of a task, and it reads a report", async () => {
    const { pattern } = (await printed("vscode")) as { pattern: Pattern };
    expect(await read(pattern)).toEqual(FOUND);
  });
  test("has data for every word that it takes", async () => {
    for (const word of COMMANDS.find(({ name }) => name === "matcher")?.words ?? [])
      expect(await printed(word)).toBeTypeOf("object");
  });
  test.each([
    [["matcher"], "plimsoll matcher takes one word, but is given 0"],
    [["matcher", "emacs"], 'plimsoll matcher does not know "emacs"\n  help: it takes github or vscode\n'],
    [["matcher", "github", "vscode"], "plimsoll matcher takes one word, but is given 2"],
  ])("%j is not understood", async (argv, said) => {
    expect(await plimsoll(argv)).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(said) });
  });
});
