import { beforeEach, expect, test, vi } from "vitest";
import { plimsoll } from "./fake-io.ts";
import { calls } from "./scripted-lint.ts";

vi.mock("../../src/index.ts", () => import("./scripted-lint.ts"));

beforeEach(() => {
  calls.length = 0;
});

const OBJECT = "apiVersion: v1\nkind: Service\n";

/** The namespace of the config that lint was given. */
async function namespaceWith(argv: readonly string[], files: Readonly<Record<string, string>>) {
  expect(await plimsoll([...argv, "a.yaml"], { files: { ...files, "a.yaml": OBJECT } })).toMatchObject({
    code: 0,
    stderr: "",
  });
  return calls[0]?.options.config?.namespace;
}

test("without a config there are no settings", async () => {
  expect(await namespaceWith([], {})).toBeUndefined();
});

test.each(["plimsoll.yaml", "../plimsoll.yaml", "/plimsoll.yaml"])("the config is found at %s", async (path) => {
  expect(await namespaceWith([], { [path]: "namespace: found\n" })).toBe("found");
});

test("the nearest config counts, alone", async () => {
  expect(
    await namespaceWith([], { "plimsoll.yaml": "namespace: near\n", "../plimsoll.yaml": "namespace: far\n" }),
  ).toBe("near");
});

test("a folder named plimsoll.yaml is no config", async () => {
  const files = { "plimsoll.yaml/a.txt": "", "../plimsoll.yaml": "namespace: far\n" };
  expect(await namespaceWith([], files)).toBe("far");
});

test("--config takes the place of the config that would be found", async () => {
  const files = { "plimsoll.yaml": "namespace: found\n", "ci/strict.yaml": "namespace: named\n" };
  expect(await namespaceWith(["--config", "ci/strict.yaml"], files)).toBe("named");
});

test("a finding in the config shows the config's line", async () => {
  const ignore = "ignore:\n  - rule: hull-leaking\n    reason: it is a barge\n";
  const { code, stdout } = await plimsoll(["a.yaml"], { files: { "plimsoll.yaml": ignore, "a.yaml": OBJECT } });
  expect(code).toBe(0);
  expect(stdout).toMatch(/--> plimsoll\.yaml:2:\d+\n/);
  expect(stdout).toContain("2 |   - rule: hull-leaking\n");
});

test("under a config that cannot be used nothing is linted, and every problem has its place", async () => {
  const files = { "../plimsoll.yaml": "rules:\n  hull-leakin: off\nnamspace: shop\n", "a.yaml": OBJECT };
  const { code, stdout, stderr } = await plimsoll(["a.yaml"], { files });
  expect({ code, stdout, linted: calls }).toEqual({ code: 2, stdout: "", linted: [] });
  expect(stderr).toMatch(/^plimsoll: \.\.\/plimsoll\.yaml:2:3: .*"hull-leakin".*\n {2}help: .*hull-leaking/);
  expect(stderr).toMatch(/^plimsoll: \.\.\/plimsoll\.yaml:3:1: .*"namspace".*\n {2}help: .*namespace/m);
  expect(stderr).toMatch(/\nplimsoll: nothing was linted, because the config cannot be used\n$/);
});

test.each([
  [
    "missing",
    "plimsol.yaml",
    { "plimsoll.yaml": "" },
    'plimsoll: "plimsol.yaml" does not exist\n  help: did you mean "plimsoll.yaml"?\n',
  ],
  ["a folder", "ci", { "ci/plimsoll.yaml": "" }, 'plimsoll: "ci" cannot be read: it is a folder\n'],
  [
    "not permitted",
    "plimsoll.yaml",
    { "plimsoll.yaml": { fault: "EACCES" } },
    'plimsoll: "plimsoll.yaml" cannot be read: permission denied\n  help: make it readable for this user, or leave it out\n',
  ],
])("a named config that is %s stops everything", async (_, config, files, stderr) => {
  expect(await plimsoll(["--config", config, "a.yaml"], { files: { ...files, "a.yaml": OBJECT } })).toMatchObject({
    code: 2,
    stdout: "",
    stderr: `${stderr}plimsoll: nothing was linted, because the config cannot be used\n`,
  });
});
