import { describe, expect, test, vi } from "vitest";
import { defectOf, readingDefect } from "../../src/cli/defect.ts";
import { thrown } from "../../src/cli/thrown.ts";
import { defineRule, type Problem, type RunRule } from "../../src/index.ts";
import { VERSION } from "../../src/tool-version.ts";
import { plimsoll } from "./fake-io.ts";

const rules: RunRule[] = vi.hoisted(() => []);
vi.mock("../../src/rules/index.ts", () => ({ RULES: rules }));

const COMMON = {
  summary: "A.",
  rationale: "B",
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  examples: [],
} as const;

const endless = (depth: number): number => endless(depth + 1) + 1;

/** Says something of every object but the first, at which it runs out of stack. */
const deep = defineRule({
  ...COMMON,
  id: "hull-too-deep",
  on: "resource",
  *check({ node, name }): Iterable<Problem> {
    if (name === "a") endless(0);
    yield { at: node.get("kind"), names: [], message: `${name} floats` };
  },
});
const plain = defineRule({
  ...COMMON,
  id: "hull-plain",
  on: "resource",
  *check({ node, name }): Iterable<Problem> {
    yield { at: node.get("kind"), names: [], message: `${name} is plain` };
  },
});
const blind = (id: string) =>
  defineRule({
    ...COMMON,
    id,
    on: "release",
    check: () => JSON.parse("secret: \u001b[31m::error::"),
  });

const SHIPS = `apiVersion: v1
kind: ConfigMap
metadata: {name: a}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b}
`;

const lint = (
  given: readonly RunRule[],
  argv: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
) => {
  rules.splice(0, rules.length, ...given);
  return plimsoll([...argv, "ships.yaml"], { files: { "ships.yaml": SHIPS, ...files } });
};

const HEAD = `plimsoll: a defect of Plimsoll ${VERSION} (Node 20.19.0, linux x64), and no fault of the input,`;

describe("a rule that breaks off", () => {
  test("loses the object that it broke off at, and nothing else", async () => {
    const { code, stdout } = await lint([deep, plain], ["--format", "unix"]);
    expect(code).toBe(2);
    expect(stdout.trim().split("\n")).toEqual([
      "ships.yaml:2:7: error: a is plain [hull-plain]",
      "ships.yaml:6:7: error: b is plain [hull-plain]",
      "ships.yaml:6:7: error: b floats [hull-too-deep]",
    ]);
  });
  test("is told of with the object, the file, the versions and what to do", async () => {
    const { stderr } = await lint([deep, plain]);
    expect(stderr).toBe(
      `${HEAD} kept the rule hull-too-deep from looking at ConfigMap/a in "ships.yaml": RangeError: Maximum call stack size exceeded\n` +
        `  help: everything else is reported; until this is mended, hull-too-deep: off, under "rules" in plimsoll.yaml, leaves it out; run the same again with --debug, which prints what a report of the defect needs: the stack trace and the versions, no manifest\n`,
    );
  });
  test("is counted by the last line and in the report for programs", async () => {
    expect((await lint([deep, plain])).stdout).toMatch(/^3 errors in 2 objects of 1 file; 1 rule unfinished$/m);
    const { code, stdout } = await lint([deep], ["--format", "json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { unfinished: ["hull-too-deep"] }, findings: [{}] });
  });
  test("leaves no word about itself in the report of a run in which all goes well", async () => {
    const { code, stdout, stderr } = await lint([plain], ["--format", "json"]);
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).not.toContain("unfinished");
  });
  test("wins over --fail-on: nobody may take the run for one that passed", async () => {
    expect((await lint([deep], ["--fail-on", "never"])).code).toBe(2);
  });
  test("is told of together with others that met the same error, and shows nothing that it read", async () => {
    const { code, stdout, stderr } = await lint([blind("a-blind"), blind("b-blind"), blind("c-blind")]);
    expect(code).toBe(2);
    expect(stdout).toBe("nothing found in 2 objects of 1 file; 3 rules unfinished\n");
    expect(stderr.split("\n")).toHaveLength(3);
    expect(stderr).toContain(
      ' kept the rules a-blind, b-blind and c-blind from looking at the release of "ships.yaml": SyntaxError: ',
    );
    expect(stderr).toContain('until this is mended, off for each, under "rules" in plimsoll.yaml, leaves them out; ');
    for (const text of ["secret", "\u001b", "::error::"]) expect(stderr).not.toContain(text);
  });
  test("with --debug prints the versions, the arguments and the stack, without folders of the machine", async () => {
    const { stderr } = await lint([blind("a-blind")], ["--debug", "--namespace", "shop"]);
    const [, help, ...details] = stderr.trimEnd().split("\n");
    expect(help).toMatch(/^ {2}help: .*a report of the defect needs these lines, which name files: read them first$/);
    expect(details.slice(0, 2)).toEqual([
      `    plimsoll ${VERSION}, Node 20.19.0, linux x64`,
      '    arguments: "--debug" "--namespace" "shop" "ships.yaml"',
    ]);
    expect(details.slice(3).join("\n")).toMatch(/^ {8}at .*\(defect\.test\.ts:\d+:\d+\)$/m);
    expect(details.join("\n")).not.toMatch(/secret|[\\/]test[\\/]/);
  });
  test("--debug alone changes nothing", async () => {
    expect(await lint([plain], ["--debug"])).toEqual(await lint([plain]));
  });
  test("leaves no baseline behind, which would lack what it finds", async () => {
    rules.splice(0, rules.length, plain, deep);
    const { code, stdout, stderr, written } = await plimsoll(["baseline", "write", "ships.yaml"], {
      files: { "ships.yaml": SHIPS },
    });
    expect({ code, stdout, written }).toEqual({ code: 2, stdout: "", written: {} });
    expect(stderr).toContain(" kept the rule hull-too-deep from looking at ");
    expect(stderr).toContain("nothing was written to ");
  });
  test("breaks off no fix, but refuses one with which it breaks off", async () => {
    const calm = defineRule({
      ...COMMON,
      id: "name-calm",
      on: "resource",
      *check({ node, name }): Iterable<Problem> {
        const at = node.get("metadata").get("name");
        if (name === "a")
          yield {
            at,
            names: [],
            message: "it is a",
            help: "make it z",
            fix: { safe: true, patches: [{ set: at, to: "z" }] },
          };
      },
    });
    const zealous = defineRule({
      ...COMMON,
      id: "name-zealous",
      on: "resource",
      check({ name }) {
        if (name === "z") throw new TypeError("z");
        return [];
      },
    });
    rules.splice(0, rules.length, calm, zealous);
    const { code, stdout, written } = await plimsoll(["fix", "ships.yaml"], { files: { "ships.yaml": SHIPS } });
    expect(stdout).toContain("a rule breaks off with it");
    expect([code, written]).toEqual([1, {}]);
  });
});

describe("any other defect", () => {
  test("of the reading of a file is told with its name, and the rest is reported", () => {
    const { message, help } = readingDefect({ argv: [], runtime: "Node 20" }, "a\u001b.yaml", new TypeError("x"));
    expect(message).toBe(
      `a defect of Plimsoll ${VERSION} (Node 20), and no fault of the input, kept it from reading "a\u001b.yaml": TypeError: x`,
    );
    expect(help).toMatch(/^the rest is reported; /);
  });
  test("names what went on, exits with 2 and reports nothing", async () => {
    const broken = {
      ...plain,
      get on(): "resource" {
        throw new RangeError("Map maximum size exceeded");
      },
    };
    const { code, stdout, stderr } = await lint([broken], [], {
      "plimsoll.yaml": "ignore: [{rule: hull-plain, kind: Secret, reason: b}]\n",
    });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`${HEAD} stopped it while linting "ships.yaml": RangeError: Map maximum size exceeded\n`);
    expect(stderr).toContain("  help: what was reported, if anything, is not all; ");
  });
  test("leaves values for charts out of the arguments", () => {
    const argv = ["chart", "db", "--set", "password=hush", "--set-string=a=hush", "--debug"];
    expect(defectOf({ argv, runtime: "Node 20" }, new Error("x")).details?.[1]).toBe(
      'arguments: "chart" "db" "--set" "..." "--set-string=..." "--debug"',
    );
  });
  test("cuts arguments that may be manifests", () => {
    const argv = ["kind: Secret\nstringData: {password: hush}\n", "x".repeat(1000), "--debug"];
    expect(defectOf({ argv, runtime: "Node 20" }, new Error("x")).details?.[1]).toBe(
      `arguments: "kind: Secret..." "${"x".repeat(200)}..." "--debug"`,
    );
  });
  test("that is a file of Plimsoll's which is gone asks for another installation", () => {
    const error = Object.assign(new Error("Cannot find module './x.cjs'\nRequire stack:\n- /home/ada"), {
      code: "MODULE_NOT_FOUND",
    });
    expect(defectOf({ argv: [], runtime: "Node 20" }, error)).toEqual({
      message: `a file of Plimsoll ${VERSION} cannot be found, which stopped it`,
      help: "what was reported, if anything, is not all; install Plimsoll again",
    });
  });
});

describe("what was thrown", () => {
  test.each([
    ["text", "string was thrown"],
    [undefined, "undefined was thrown"],
    [new Error(""), "Error"],
    [new SyntaxError('Unexpected token, "a: "b"" is not'), 'SyntaxError: Unexpected token, "..." is not'],
    [
      Object.assign(new Error("EACCES: permission denied, open '/home/ada/x.cjs'"), { path: "/home/ada/x.cjs" }),
      "Error: EACCES: permission denied, open 'x.cjs'",
    ],
    [new Error(`${"x".repeat(500)}`), `Error: ${"x".repeat(193)}...`],
  ])("is shortened to what is its own: %s", (error, summary) => {
    expect(thrown(error).summary).toBe(summary);
  });
  test("has frames without folders, whatever the system, and none of those that its message makes up", () => {
    const error = new Error("a\n    at made.up (/up/x.js:1:1)");
    error.stack = `Error: ${error.message}
    at check (/home/ada l/plimsoll.cjs:1:2)
    at async C:\\Users\\ada\\plimsoll.cjs:3:4
    at file:///home/ada/main.ts:5:6
    at Array.map (<anonymous>)`;
    expect(thrown(error).frames).toEqual([
      "    at check (plimsoll.cjs:1:2)",
      "    at async plimsoll.cjs:3:4",
      "    at main.ts:5:6",
      "    at Array.map (<anonymous>)",
    ]);
  });
  test("has frames where Node puts a code before the message", () => {
    const error = new Error("a");
    error.stack = "Error [ERR_A]: a\n    at b (/c/d.js:1:2)";
    expect(thrown(error).frames).toEqual(["    at b (d.js:1:2)"]);
  });
  test("is cheap to show, however long its message is", () => {
    const start = performance.now();
    thrown(new Error('"\n    at ('.repeat(1_000_000)));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
