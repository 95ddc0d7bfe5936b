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

test("a device named plimsoll.yaml is not waited for, but --config may name a pipe", async () => {
  const files = { "plimsoll.yaml": { pipe: "namespace: near\n" }, "a.yaml": OBJECT };
  expect(await plimsoll(["a.yaml"], { files })).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^plimsoll: "plimsoll\.yaml" is a pipe or a device, and no file\n/),
  });
  expect(await plimsoll(["--config", "plimsoll.yaml", "a.yaml"], { files })).toMatchObject({ code: 0, stderr: "" });
});

test("a config of megabytes is not read", async () => {
  const files = { "plimsoll.yaml": { size: 5e6 }, "a.yaml": OBJECT };
  expect(await plimsoll(["a.yaml"], { files })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^plimsoll: "plimsoll\.yaml" is larger than 4 MB/),
  });
});

test("a folder named plimsoll.yaml stops everything", async () => {
  const files = { "plimsoll.yaml/a.txt": "", "../plimsoll.yaml": "namespace: far\n", "a.yaml": OBJECT };
  expect(await plimsoll(["a.yaml"], { files })).toMatchObject({
    code: 2,
    stdout: "",
    stderr:
      'plimsoll: "plimsoll.yaml" is a folder, and no config\n  help: name a file with --config, or rename the folder\n' +
      "plimsoll: nothing was linted, because the config cannot be used\n",
  });
});

test.each(["plimsoll.yml", "../plimsoll.yml"])("%s is not read, which is said, and changes nothing", async (path) => {
  const files = { [path]: "namespace: shop\n", "a.yaml": OBJECT };
  expect(await plimsoll(["a.yaml"], { files })).toMatchObject({
    code: 0,
    stdout: "nothing found in 1 object of 1 file\n",
    stderr:
      `plimsoll: "${path}" is not read: only a config named plimsoll.yaml is\n` +
      "  help: rename it to plimsoll.yaml, or name it with --config\n",
  });
  expect(calls[0]?.options.config?.namespace).toBeUndefined();
});

test("a plimsoll.yml nearer than the plimsoll.yaml that counts is named", async () => {
  const files = { "plimsoll.yml": "", "../plimsoll.yaml": "namespace: far\n", "a.yaml": OBJECT };
  expect((await plimsoll(["a.yaml"], { files })).stderr).toContain('"plimsoll.yml" is not read');
  expect(calls[0]?.options.config?.namespace).toBe("far");
});

test.each([
  ["beside plimsoll.yaml", [], { "plimsoll.yaml": "namespace: shop\n", "plimsoll.yml": "" }],
  ["above plimsoll.yaml", [], { "plimsoll.yaml": "namespace: shop\n", "../plimsoll.yml": "" }],
  ["that --config names", ["--config", "plimsoll.yml"], { "plimsoll.yml": "namespace: shop\n" }],
])("nothing is said of a plimsoll.yml %s", async (_, argv, files) => {
  expect(await namespaceWith(argv, files)).toBe("shop");
});

test("a config outside the working directory is shown as it was named", async () => {
  const files = { "/etc/lint.yaml": "namspace: shop\n", "a.yaml": OBJECT };
  expect((await plimsoll(["--config", "/etc/lint.yaml", "a.yaml"], { files })).stderr).toMatch(
    /^plimsoll: \/etc\/lint\.yaml:1:1: /,
  );
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
  [
    "missing where only a manifest has a name like it",
    "nope.yaml",
    { "nop.yaml": "" },
    'plimsoll: "nope.yaml" does not exist\n' +
      "  help: name the config, or leave --config out: then the nearest plimsoll.yaml counts\n",
  ],
  [
    "a link to nothing",
    "plimsoll.yaml",
    { "plimsoll.yaml": { link: "gone.yaml" } },
    'plimsoll: "plimsoll.yaml" is a link that leads to nothing\n' +
      "  help: mend the link, or name the file that it should lead to\n",
  ],
  [
    "a folder",
    "ci",
    { "ci/plimsoll.yaml": "" },
    'plimsoll: "ci" is a folder, and no config\n  help: name a file with --config, or rename the folder\n',
  ],
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
