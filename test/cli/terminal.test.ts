import { expect, test, vi } from "vitest";
import { plimsoll, type World } from "./fake-io.ts";

vi.mock("../../src/index.ts", () => import("./scripted-lint.ts"));

const files = {
  "a.yaml": "apiVersion: v1\nkind: Service\nreport: error\n",
  "b.yaml": "apiVersion: v1\nkind: Service\n",
};

const colors: readonly (readonly [when: string, argv: readonly string[], world: World, colored: boolean])[] = [
  ["a pipe", [], {}, false],
  ["a terminal", [], { terminal: 80 }, true],
  ["a dumb terminal", [], { terminal: 80, env: { TERM: "dumb" } }, false],
  ["a terminal with NO_COLOR", [], { terminal: 80, env: { NO_COLOR: "1" } }, false],
  ["a terminal with an empty NO_COLOR", [], { terminal: 80, env: { NO_COLOR: "" } }, true],
  ["a pipe with FORCE_COLOR", [], { env: { FORCE_COLOR: "1" } }, true],
  ["a pipe with an empty FORCE_COLOR", [], { env: { FORCE_COLOR: "" } }, true],
  ["a terminal with FORCE_COLOR=0", [], { terminal: 80, env: { FORCE_COLOR: "0" } }, false],
  ["a pipe with NO_COLOR and FORCE_COLOR", [], { env: { NO_COLOR: "1", FORCE_COLOR: "1" } }, false],
  ["--color always over NO_COLOR", ["--color", "always"], { env: { NO_COLOR: "1" } }, true],
  ["--color never over FORCE_COLOR", ["--color", "never"], { terminal: 80, env: { FORCE_COLOR: "1" } }, false],
  ["--color auto at a terminal", ["--color", "auto"], { terminal: 80 }, true],
];

test.each(colors)("%s", async (_, argv, world, colored) => {
  const { stdout } = await plimsoll([...argv, "a.yaml"], { ...world, files });
  expect(stdout.includes("\u001b[")).toBe(colored);
});

const ERASED = "\r\u001b[2K";

test("a long run shows one line of progress on the terminal, and erases it", async () => {
  const { stdout, stderr } = await plimsoll(["--each", "a.yaml", "b.yaml"], { files, terminal: 80, pace: 1200 });
  expect(stderr).toBe(`${["reading 2 of 2", "linting 2 files", ""].map((line) => ERASED + line).join("")}`);
  expect(stdout).not.toContain(ERASED);
});

test.each<[string, World]>([
  ["a short run", { terminal: 80, pace: 1 }],
  ["a run without a terminal", { pace: 5000 }],
  ["a run in CI", { terminal: 80, pace: 5000, env: { CI: "true" } }],
  ["a run at a dumb terminal", { terminal: 80, pace: 5000, env: { TERM: "dumb" } }],
])("%s shows no progress", async (_, world) => {
  expect((await plimsoll(["a.yaml", "b.yaml"], { ...world, files })).stderr).toBe("");
});

test("a terminal that does not know its width, as one of a container, is as wide as a pipe", async () => {
  const wide = { "a.yaml": `apiVersion: v1 # ${"x".repeat(60)}\nkind: Service\nreport: error\n` };
  const at = async (terminal: number) =>
    (await plimsoll(["--color", "never", "a.yaml"], { files: wide, terminal })).stdout;
  expect(await at(0)).toBe(await at(120));
});
