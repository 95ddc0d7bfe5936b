import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { COMMAND_PROSE } from "../src/cli/command-prose.ts";
import { optionProse } from "../src/cli/option-prose.ts";
import { COMMANDS, OPTIONS, optionUsage } from "../src/cli/options.ts";

// scripts/generate.ts --check holds it against the tables: here it is read as man reads it.
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { man: string; files: readonly string[] };
const page = readFileSync(manifest.man, "utf8");

test("the package says where it is, and has it", () => {
  expect(manifest.files.some((path) => manifest.man === path || manifest.man.startsWith(`${path}/`))).toBe(true);
});

test("it has the sections that people look for, in their order", () => {
  expect([...page.matchAll(/^\.SH (.+)$/gm)].map(([, name]) => name)).toEqual([
    "NAME",
    "SYNOPSIS",
    "DESCRIPTION",
    "COMMANDS",
    "OPTIONS",
    "EXIT STATUS",
    "FILES",
    "EXAMPLES",
  ]);
});

test("it has no date and no other bytes than ASCII: it is the same wherever it is made and shown", () => {
  expect(page).toMatch(/^[\n -~]*$/);
  expect(page).toMatch(/^\.TH PLIMSOLL 1 "" "plimsoll \d+\.\d+\.\d+" "User Commands"$/m);
});

test("nothing that is told is taken for a request", () => {
  for (const line of page.split("\n").filter((text) => /^[.']/.test(text)))
    expect(line).toMatch(/^\.(?:\\"|TH|SH|TP|PP|IP|br|nf|fi)(?: |$)/);
});

const groff = (...args: readonly string[]) =>
  spawnSync("groff", ["-man", "-ww", ...args, manifest.man], { encoding: "utf8" });

describe.skipIf(groff("-z").error !== undefined)("groff, where it is installed", () => {
  test("has nothing to warn of", () => {
    expect(groff("-z")).toMatchObject({ status: 0, stderr: "" });
  });
  test("shows each command, each option and each example as it is typed", () => {
    // Lines long enough that none is broken, and no bold.
    const { stdout } = groff("-Tascii", "-P-cbou", "-rLL=2000n");
    const shown = stdout.split("\n").map((line) => line.trim());
    for (const { name } of COMMANDS) {
      expect(shown).toContain(COMMAND_PROSE[name].usage);
      for (const example of COMMAND_PROSE[name].examples) expect(shown).toContain(example);
    }
    for (const option of OPTIONS) {
      // Behind a short one, the text stands in the same line.
      expect(shown.some((line) => line === optionUsage(option) || line.startsWith(`${optionUsage(option)} `))).toBe(
        true,
      );
      const { example } = optionProse(option.name);
      if (example !== undefined) expect(shown).toContain(example);
    }
  });
});

test.skipIf(spawnSync("man", ["--version"]).error !== undefined)(
  "man, where it is installed, has nothing to warn of",
  () => {
    const { stdout, stderr } = spawnSync("man", ["--warnings", "-l", manifest.man], {
      encoding: "utf8",
      env: { ...process.env, MANPAGER: "cat" },
    });
    expect(stderr).toBe("");
    expect(stdout).toContain("PLIMSOLL(1)");
  },
);
