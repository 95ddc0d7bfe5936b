import { beforeEach, expect, test, vi } from "vitest";
import { plimsoll, type World } from "./fake-io.ts";
import { calls } from "./scripted-lint.ts";

vi.mock("../../src/index.ts", () => import("./scripted-lint.ts"));

beforeEach(() => {
  calls.length = 0;
});

const OBJECT = "apiVersion: v1\nkind: Service\n";

/** The names under which the files of one call were read, in order. */
async function read(argv: readonly string[], paths: readonly string[], world: World = {}): Promise<readonly string[]> {
  await plimsoll(argv, {
    ...world,
    files: { ...Object.fromEntries(paths.map((path) => [path, OBJECT])), ...world.files },
  });
  return calls.flatMap(({ files }) => files);
}

test("files keep the order of the arguments", async () => {
  expect(await read(["b.yaml", "a.yaml"], ["a.yaml", "b.yaml"])).toEqual(["b.yaml", "a.yaml"]);
});

test("a folder is read in the order of its paths, by code units", async () => {
  const files = ["a/z.yaml", "a.yaml", "B.yaml", "a/b/c.json", "é.yml", "a-b/x.yaml"];
  expect(await read(["."], files)).toEqual(["B.yaml", "a-b/x.yaml", "a.yaml", "a/b/c.json", "a/z.yaml", "é.yml"]);
});

test("a folder is read without other files, hidden folders and node_modules", async () => {
  const files = [
    "a.yaml",
    "a.txt",
    "a.yaml.bak",
    "yaml",
    ".git/a.yaml",
    "node_modules/x/a.yaml",
    "out/node_modules/b.yaml",
  ];
  expect(await read(["."], files)).toEqual(["a.yaml"]);
});

test("a hidden folder is read where it is named", async () => {
  expect(await read([".ci"], [".ci/a.yaml", ".ci/.cache/b.yaml"])).toEqual([".ci/a.yaml"]);
});

test("a file is read whatever its ending, where it is named", async () => {
  expect(await read(["manifest.txt"], ["manifest.txt"])).toEqual(["manifest.txt"]);
});

test("no link is followed below a folder, and a folder of links says so", async () => {
  const files = { "all/a.yaml": { link: "../a.yaml" }, "all/more": { link: "../out" } };
  const { code, stderr } = await plimsoll(["all"], { files: { ...files, "a.yaml": OBJECT, "out/b.yaml": OBJECT } });
  expect(code).toBe(2);
  expect(calls).toEqual([]);
  expect(stderr).toBe(
    'plimsoll: "all" holds no .yaml, .yml or .json file\n' +
      "  help: links in a folder are not followed: name the files that they lead to\n",
  );
});

test("a link is followed where it is named", async () => {
  const files = { "now.yaml": { link: "a.yaml" }, now: { link: "out" } };
  expect(await read(["now.yaml"], ["a.yaml"], { files })).toEqual(["now.yaml"]);
});

test.each([
  [["a.yaml", "a.yaml"]],
  [["a.yaml", "./a.yaml", "out/../a.yaml", "/home/ada/shop/a.yaml"]],
  [["a.yaml", "."]],
  [[".", "a.yaml"]],
  [["a.yaml", "*.yaml"]],
])("%j names one file, which is read once", async (argv) => {
  expect(await read(argv, ["a.yaml"], { globs: { "*.yaml": ["a.yaml"] } })).toEqual(["a.yaml"]);
});

test("standard input is read once", async () => {
  expect(await read(["-", "-"], [], { stdin: OBJECT })).toEqual(["<stdin>"]);
});

test.each([
  ["/home/ada/shop/out/a.yaml", "out/a.yaml"],
  ["../a.yaml", "../a.yaml"],
  [".././a.yaml", ".././a.yaml"],
  ["/srv/a.yaml", "/srv/a.yaml"],
  ["..a.yaml", "..a.yaml"],
])("%s is shown as %s", async (argument, shown) => {
  expect(await read([argument], [argument])).toEqual([shown]);
});

test.each([
  [["/srv"], ["/srv/a.yaml", "/srv/b/c.yaml"]],
  [["../../../srv/"], ["../../../srv/a.yaml", "../../../srv/b/c.yaml"]],
  [
    ["../../../srv/b/c.yaml", "/srv"],
    ["../../../srv/b/c.yaml", "/srv/a.yaml"],
  ],
  [["/srv/*.yaml"], ["/srv/a.yaml"]],
])("files that %j leads to outside the working directory are shown as it was written", async (argv, shown) => {
  const globs = { "/srv/*.yaml": ["/srv/a.yaml"] };
  expect(await read(argv, ["/srv/a.yaml", "/srv/b/c.yaml"], { globs })).toEqual(shown);
});

test("a folder above the working directory shows what lies in it relative to it", async () => {
  expect(await read([".."], ["a.yaml", "../b.yaml"])).toEqual(["../b.yaml", "a.yaml"]);
});

test("a glob that the shell left alone is expanded, in the order of code units", async () => {
  const globs = { "out/*.yaml": ["out/b.yaml", "out/B.yaml", "out/a.yaml"] };
  expect(await read(["out/*.yaml"], globs["out/*.yaml"], { globs })).toEqual([
    "out/B.yaml",
    "out/a.yaml",
    "out/b.yaml",
  ]);
});

test("a file whose name looks like a glob is that file", async () => {
  const globs = { "a[1].yaml": ["a1.yaml"] };
  expect(await read(["a[1].yaml"], ["a[1].yaml", "a1.yaml"], { globs })).toEqual(["a[1].yaml"]);
});

test("a file that vanishes between the listing and the reading is named", async () => {
  const files = { "a.yaml": OBJECT, "b.yaml": { fault: "ENOENT" } };
  expect(await plimsoll(["."], { files })).toMatchObject({
    code: 2,
    stderr:
      'plimsoll: "b.yaml" cannot be read: there is no such file or folder\n' +
      "  help: it was there a moment ago: try again\n",
  });
});

test("what is no error of the system is not taken for one, but for a defect", async () => {
  const globs = {
    get "*.yaml"(): readonly string[] {
      throw new TypeError("a defect");
    },
  };
  expect(await plimsoll(["*.yaml"], { globs })).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("and no fault of the input, stopped it: TypeError: a defect\n"),
  });
});
