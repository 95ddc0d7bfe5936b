import { expect, test, vi } from "vitest";
import { COMMAND_PROSE } from "../../src/cli/command-prose.ts";
import { cliDocs } from "../../src/cli/docs.ts";
import { wrapped } from "../../src/cli/layout.ts";
import { COMMANDS, OPTIONS, optionsOf } from "../../src/cli/options.ts";
import { FORMAT_NAMES } from "../../src/report/formats.ts";
import { VERSION } from "../../src/tool-version.ts";
import { plimsoll } from "./fake-io.ts";

vi.mock("../../src/index.ts", () => import("./scripted-lint.ts"));
vi.mock("../../src/rules/index.ts", () => import("./scripted-lint.ts"));

test("--version prints the version", async () => {
  expect(await plimsoll(["--version"])).toMatchObject({ code: 0, stdout: `plimsoll ${VERSION}\n`, stderr: "" });
});

test("--help names every command and every option of lint, in lines that a terminal holds", async () => {
  const { code, stdout, stderr } = await plimsoll(["--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const { usage } of Object.values(COMMAND_PROSE)) expect(stdout).toContain(`\n  ${usage}\n`);
  for (const { name } of optionsOf("lint")) expect(stdout).toMatch(new RegExp(`^  (?:-\\w, )?--${name} `, "m"));
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
});

test.each(COMMANDS)("$name --help tells about that command alone, with examples", async ({ name }) => {
  const { code, stdout, stderr } = await plimsoll([name, "--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(await plimsoll(["help", name])).toMatchObject({ code, stdout, stderr });
  const { usage, summary, examples } = COMMAND_PROSE[name];
  expect(stdout.startsWith(`${wrapped(summary, 110).join("\n")}\n\nUsage:\n  ${usage}\n\nOptions:\n`)).toBe(true);
  expect(examples).not.toEqual([]);
  for (const example of examples) expect(stdout).toContain(`\n  ${example}\n`);
  const own = new Set(optionsOf(name).map((option) => option.name));
  for (const option of OPTIONS)
    expect(new RegExp(`^  (?:-\\w, )?--${option.name} *(?: |$)`, "m").test(stdout), option.name).toBe(
      own.has(option.name),
    );
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
});

test("the exit codes that --help tells are those that the command has", async () => {
  for (const { name } of COMMANDS) {
    const { stdout } = await plimsoll([name, "--help"]);
    // The Action is told by an input what fails.
    const mayFail = name === "action" || optionsOf(name).some((option) => option.name === "fail-on");
    expect(/^ {2}1 {2}something (?:was found|is new)/m.test(stdout), name).toBe(mayFail);
    expect(stdout).toMatch(/^ {2}2 {2}/m);
  }
});

test("formats lists each format in a line", async () => {
  const { code, stdout, stderr } = await plimsoll(["formats"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => /^(\S+) {2,}\S/.exec(line)?.[1]),
  ).toEqual(FORMAT_NAMES);
});

test.each(["help", "version"])("%s works without its dashes, unless it names a file", async (word) => {
  const { code, stdout, stderr } = await plimsoll([`--${word}`]);
  expect(await plimsoll([word])).toMatchObject({ code, stdout, stderr });
  const files = { [word]: "apiVersion: v1\nkind: Service\n" };
  expect((await plimsoll([word], { files })).stdout).toBe("nothing found in 1 object of 1 file\n");
});

test("help among other arguments is a file", async () => {
  expect(await plimsoll(["help", "a.yaml"])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining('"help" does not exist'),
  });
});

test("a bare call at a terminal gets the help, and does not look like one that passed", async () => {
  const { stdout: help } = await plimsoll(["--help"]);
  expect(await plimsoll([])).toMatchObject({ code: 2, stdout: "", stderr: help });
});

test("docs/cli.md has a chapter for every command and every option", () => {
  const docs = cliDocs();
  for (const { usage } of Object.values(COMMAND_PROSE)) expect(docs).toContain(`\n### \`${usage}\`\n`);
  for (const { name } of OPTIONS) expect(docs).toMatch(new RegExp(`^### \`(?:-\\w, )?--${name}[ \`]`, "m"));
  expect(docs).toMatch(/^# [^\n]+\n\n/);
  expect(docs).toMatch(/[^\n]\n$/);
});

test("rules lists one line a rule in columns", async () => {
  expect(await plimsoll(["rules"])).toMatchObject({
    code: 0,
    stdout:
      "document-unreadable  error    default  A document cannot be read.\n" +
      "hull-leaking         error    default  A hull leaks.\n" +
      "mast-missing         warning  advice   A ship has no mast.\n",
    stderr: "",
  });
});

test("explain says all about a rule", async () => {
  const { code, stdout, stderr } = await plimsoll(["explain", "hull-leaking"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toBe(`hull-leaking
  A hull leaks.

  severity  error
  profile   default
  since     0.1.0

Why
  Water comes in.

  There are two remedies:

  - pump,
  - and caulk, which takes so much longer that a crew should have begun to do it long before it
    went to sea.

Reported: a small one
  hull: leaking # reported

Not reported: a small one
  hull: tight

To configure it, in plimsoll.yaml
  rules:
    hull-leaking: off  # off, info, warning or error

To allow it in one place
  # plimsoll: allow hull-leaking -- REASON
      a comment on the line of the finding, or on the line above it
  plimsoll/allow: "hull-leaking: REASON"
      an annotation of the object, or of its pod template

References
  https://example.org/hulls
`);
});

test("explain shows a rule's profile, stage and options with their defaults", async () => {
  const { stdout } = await plimsoll(["explain", "mast-missing"]);
  expect(stdout).toContain("  profile   advice, on with --profile advice\n  stage     preview\n");
  expect(stdout).toContain(
    "  rules:\n    mast-missing:\n      severity: warning  # off, info, warning or error\n      sails: 3\n",
  );
});

test("explain fills its lines to the width of the terminal, with colours there alone", async () => {
  const { stdout } = await plimsoll(["explain", "hull-leaking"], { terminal: 60 });
  expect(stdout).toContain("\u001b[1mhull-leaking\u001b[0m\n");
  expect(stdout).toContain("\n  - and caulk, which takes so much longer that a crew\n    should have begun to do it");
  expect((await plimsoll(["explain", "hull-leaking"])).stdout).not.toContain("\u001b");
});

test.each([
  ["hull-leakin", 'did you mean "hull-leaking"?'],
  ["mast", 'did you mean "mast-missing"?'],
  ["hull-leak", 'did you mean "hull-leaking"?'],
  ["leaking hull", 'did you mean "hull-leaking"?'],
  ["ing", 'did you mean "hull-leaking" or "mast-missing"?'],
  ["hu", "plimsoll rules lists them"],
  ["sails-torn", "plimsoll rules lists them"],
])("explain does not know %s", async (rule, help) => {
  expect(await plimsoll(["explain", rule])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: `plimsoll: rule "${rule}" is not known\n  help: ${help}\n`,
  });
});

test("explain does not offer to switch off what may never be silent", async () => {
  const { stdout } = await plimsoll(["explain", "document-unreadable"]);
  expect(stdout).toContain("\n  ignore:\n    - rule: document-unreadable\n      path: FILE\n      reason: REASON\n");
  expect(stdout).not.toContain("allow");
});
