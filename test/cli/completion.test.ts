import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { completionTable } from "../../src/cli/completion/table.ts";
import { COMMANDS, OPTIONS, optionsOf } from "../../src/cli/options.ts";
import { FORMAT_NAMES } from "../../src/report/formats.ts";
import { RULES } from "../../src/rules/index.ts";
import { plimsoll } from "./fake-io.ts";

const SHELLS = COMMANDS.find(({ name }) => name === "completion")?.words ?? [];
const RULE_IDS = RULES.map(({ id }) => id);
const COMMAND_NAMES = COMMANDS.map(({ name }) => name);
/** As a person names them. */
const FILES = ["manifests/", "rules of the house.yaml"];

const folder = mkdtempSync(join(tmpdir(), "plimsoll-completion-"));
const work = join(folder, "work");
const scriptOf = (shell: string): string => join(folder, `script.${shell}`);

beforeAll(async () => {
  mkdirSync(join(work, "manifests"), { recursive: true });
  writeFileSync(join(work, "rules of the house.yaml"), "");
  for (const shell of SHELLS) writeFileSync(scriptOf(shell), (await plimsoll(["completion", shell])).stdout);
});
afterAll(() => rmSync(folder, { recursive: true }));

const runs = (shell: string): boolean => spawnSync(shell, ["-c", "true"]).status === 0;
const run = (shell: string, args: readonly string[]) =>
  spawnSync(shell, args, {
    cwd: work,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: folder, LC_ALL: "C" },
  });

test.each(SHELLS)("the script for %s says how to use it, and holds no more than names and sentences", async (shell) => {
  const { code, stdout, stderr } = await plimsoll(["completion", shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^(#.*\n)*# To use it: .*plimsoll completion /);
  expect(stdout).toMatch(/[^\n]\n$/);
  for (const name of [...COMMAND_NAMES, ...FORMAT_NAMES, ...RULE_IDS]) expect(stdout).toContain(name);
});

test("a shell that is not known is told, with those that are", async () => {
  expect(await plimsoll(["completion", "csh"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('plimsoll completion does not know "csh"'),
  });
});

test("every word that a shell splits or expands is a plain one", () => {
  const { commands, valued } = completionTable(RULE_IDS);
  const words = [...commands, ...valued].flatMap((entry) => {
    const completed = "operands" in entry ? entry.operands : entry.value;
    return [...("flags" in entry ? entry.flags : [entry.name]), ...(typeof completed === "object" ? completed : [])];
  });
  expect(words.length).toBeGreaterThan(100);
  for (const word of words) expect(word).toMatch(/^[\w.-]+$/);
});

interface Case {
  /** The last word is the one that is being typed. */
  readonly typed: readonly string[];
  readonly offered: readonly string[];
  /** True where files are offered, too. */
  readonly files?: true;
}
const flagsOf = (command: (typeof COMMAND_NAMES)[number]): string[] =>
  optionsOf(command).flatMap(({ name, short }) => [`--${name}`, ...(short ? [`-${short}`] : [])]);

const CASES: readonly Case[] = [
  { typed: [""], offered: COMMAND_NAMES, files: true },
  { typed: ["ex"], offered: ["explain"] },
  { typed: ["-"], offered: flagsOf("lint") },
  { typed: ["--form"], offered: ["--format"] },
  { typed: ["lint", ""], offered: [], files: true },
  { typed: ["fix", "--"], offered: flagsOf("fix").filter((flag) => flag.startsWith("--")) },
  { typed: ["--color", "never", "fix", "--un"], offered: ["--unsafe"] },
  { typed: ["manifests", "fix", "--un"], offered: [] },
  { typed: ["--", "fix", ""], offered: [], files: true },
  { typed: ["--format", ""], offered: FORMAT_NAMES },
  { typed: ["lint", "--format", "js"], offered: FORMAT_NAMES.filter((name) => name.startsWith("js")) },
  { typed: ["--fail-on", "n"], offered: ["never"] },
  { typed: ["--config", ""], offered: [], files: true },
  { typed: ["--namespace", ""], offered: [] },
  { typed: ["explain", ""], offered: RULE_IDS },
  { typed: ["explain", "volume-mount-not"], offered: ["volume-mount-not-found"] },
  { typed: ["fix", "--rule", "volume-mount-not"], offered: ["volume-mount-not-found"] },
  { typed: ["completion", ""], offered: SHELLS },
  { typed: ["explain", "volume-mount-not-found", ""], offered: [] },
  { typed: ["baseline", ""], offered: ["write", "check"] },
  { typed: ["baseline", "write", ""], offered: [], files: true },
  { typed: ["baseline", "write", "manifests", "--ver"], offered: ["--verbose", "--version"] },
  { typed: ["rules", ""], offered: [] },
  { typed: ["init", "--w"], offered: ["--workflow"] },
];

const sorted = (words: readonly string[]): readonly string[] => [...new Set(words)].sort();

describe.skipIf(!runs("bash"))("bash", () => {
  /** What the function answers; "compopt" where it asks for no files. */
  const complete = (words: readonly string[]): readonly string[] => {
    const script = `compopt() { [[ $1 == +o ]] && echo "<no files>"; return 0; }
source "$1"; shift
COMP_WORDS=(plimsoll "$@"); COMP_CWORD=$#
_plimsoll
((\${#COMPREPLY[@]})) && printf '%s\\n' "\${COMPREPLY[@]}"; complete -p plimsoll >&2`;
    const { stdout, stderr } = run("bash", ["-c", script, "bash", scriptOf("bash"), ...words]);
    expect(stderr).toBe("complete -o bashdefault -o default -F _plimsoll plimsoll\n");
    return stdout.split("\n").filter(Boolean);
  };

  test.each(CASES)("$typed", ({ typed, offered, files }) => {
    const answer = complete(typed);
    // Where nothing is offered, bash itself names files.
    const names = files && offered.length > 0 ? FILES.map((name) => name.replace(/\/$/, "")) : [];
    const none =
      !files && offered.length === 0 && ["--namespace", "rules", "explain"].includes(typed[0] ?? "")
        ? ["<no files>"]
        : [];
    expect(sorted(answer)).toEqual(sorted([...offered, ...names, ...none]));
  });
  test("takes --format=json apart, and so does the function", () => {
    expect(complete(["--format", "=", "sa"])).toEqual(["sarif"]);
    expect(sorted(complete(["--format", "="]))).toEqual(sorted(FORMAT_NAMES));
  });
  test("obeys nothing that is typed", () => {
    for (const word of ["$(touch x)", "`touch x`", "a;touch x", '"', "'"]) complete(["explain", word]);
    expect(run("bash", ["-c", "ls"]).stdout).not.toMatch(/^x$/m);
  });
  test("takes the script as the examples tell", () => {
    const { stdout, stderr } = run("bash", [
      "-c",
      'plimsoll() { cat "$SCRIPT"; }; SCRIPT=$1; source <(plimsoll completion bash); complete -p plimsoll',
      "bash",
      scriptOf("bash"),
    ]);
    expect([stdout, stderr]).toEqual(["complete -o bashdefault -o default -F _plimsoll plimsoll\n", ""]);
  });
});

// Skipped, with the reason in its name, where the shell is not installed.
describe.skipIf(!runs("zsh"))("zsh, where it is installed", () => {
  /** The builtins that answer are there only while somebody types: these print what they are given. */
  const complete = (words: readonly string[]): readonly string[] => {
    const script = `compdef() {}
compadd() { shift; print -l -- "$@" }
_describe() { print -l -- "\${(@)\${(@P)argv[-1]}%%:*}" }
_files() { print "<files>" }
compset() { PREFIX=\${PREFIX#*=} }
source $1; shift
words=(plimsoll "$@"); CURRENT=$#words; PREFIX=$words[-1]
_plimsoll`;
    const { stdout, stderr } = run("zsh", ["-f", "-c", script, "zsh", scriptOf("zsh"), ...words]);
    expect(stderr).toBe("");
    // The builtins leave out what does not begin with what is typed.
    const typed = words.at(-1)?.replace(/^--\w+=/, "") ?? "";
    return stdout.split("\n").filter((line) => line === "<files>" || (line !== "" && line.startsWith(typed)));
  };

  test.each(CASES)("$typed", ({ typed, offered, files }) => {
    const isFirst = typed.length === 1 && !typed[0]?.startsWith("-");
    expect(sorted(complete(typed))).toEqual(sorted([...offered, ...(files || isFirst ? ["<files>"] : [])]));
  });
  test("--format=", () => {
    expect(complete(["--format=sa"])).toEqual(["sarif"]);
  });
  test("takes the script as the examples tell, and as a file of its own", () => {
    const loaded = run("zsh", ["-f", "-c", "source <(cat $1); print $_comps[plimsoll]", "zsh", scriptOf("zsh")]);
    expect([loaded.stdout, loaded.stderr]).toEqual(["_plimsoll\n", ""]);
    mkdirSync(join(folder, "functions"), { recursive: true });
    spawnSync("cp", [scriptOf("zsh"), join(folder, "functions", "_plimsoll")]);
    const found = run("zsh", [
      "-f",
      "-c",
      "fpath=($1 $fpath); autoload -Uz compinit; compinit -u -D; print $_comps[plimsoll]",
      "zsh",
      join(folder, "functions"),
    ]);
    expect(found.stdout).toBe("_plimsoll\n");
  });
});

describe.skipIf(!runs("fish"))("fish, where it is installed", () => {
  const complete = (words: readonly string[]): readonly string[] => {
    const script = "source $argv[1]; complete -C $argv[2]";
    const line = `plimsoll ${words.join(" ")}`;
    const { stdout, stderr } = run("fish", ["--no-config", "-c", script, scriptOf("fish"), line]);
    expect(stderr).toBe("");
    return stdout
      .split("\n")
      .filter(Boolean)
      .map((row) => row.split("\t")[0] ?? "");
  };

  test.each(CASES)("$typed", ({ typed, offered, files }) => {
    expect(sorted(complete(typed))).toEqual(sorted([...offered, ...(files ? FILES : [])]));
  });
  test("--format=", () => {
    expect(complete(["--format=sa"])).toEqual(["--format=sarif"]);
  });
});

test("every option that takes a value takes one in the completions", () => {
  expect(completionTable(RULE_IDS).valued.map(({ flags }) => flags[0])).toEqual(
    OPTIONS.filter(({ value }) => value !== undefined).map(({ name }) => `--${name}`),
  );
});
