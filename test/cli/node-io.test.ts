import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ran } from "../../src/cli/io.ts";
import { nodeIo } from "../../src/cli/node-io.ts";
import { codeOf } from "../../src/cli/system-error.ts";

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "plimsoll-"));
  for (const folder of ["out", "node_modules", ".git"]) mkdirSync(join(root, folder));
  for (const file of ["a.yaml", "out/b.yaml", "node_modules/c.yaml", ".git/d.yaml"])
    writeFileSync(join(root, file), "a: 1\n");
  symlinkSync("a.yaml", join(root, "link.yaml"));
  symlinkSync("out", join(root, "linked"));
  symlinkSync("nowhere", join(root, "dangling"));
  symlinkSync("circle", join(root, "circle"));
});

afterAll(() => rmSync(root, { recursive: true }));

test("a folder's entries tell files, folders and links apart", () => {
  const entries = nodeIo.folder(root).map(({ name, kind }) => `${kind} ${name}`);
  expect(entries.sort()).toEqual([
    "file a.yaml",
    "folder .git",
    "folder node_modules",
    "folder out",
    "link circle",
    "link dangling",
    "link link.yaml",
    "link linked",
  ]);
});

test.each([
  ["a.yaml", { kind: "file", size: 5 }],
  ["link.yaml", { kind: "file", size: 5 }],
  ["linked", expect.objectContaining({ kind: "folder" })],
  ["dangling", undefined],
  ["nothing", undefined],
  ["a.yaml/b", undefined],
])("the status of %s", (path, status) => {
  expect(nodeIo.status(join(root, path))).toEqual(status);
});

test("links in a circle are an error of the system", () => {
  expect(codeOf(thrownBy(() => nodeIo.status(join(root, "circle"))))).toBe("ELOOP");
});

test("the real path has no link in it", () => {
  expect(nodeIo.realPath(join(root, "linked/../link.yaml"))).toBe(nodeIo.realPath(join(root, "a.yaml")));
  expect(codeOf(thrownBy(() => nodeIo.realPath(join(root, "dangling"))))).toBe("ENOENT");
});

test("files are written and read", () => {
  nodeIo.writeFile(join(root, "report.txt"), "é\n");
  expect([...nodeIo.readFile(join(root, "report.txt"))]).toEqual([0xc3, 0xa9, 0x0a]);
  expect(codeOf(thrownBy(() => nodeIo.writeFile(join(root, "no/report.txt"), "")))).toBe("ENOENT");
  expect(codeOf(thrownBy(() => nodeIo.readFile(root)))).toBe("EISDIR");
});

test.each([
  ["**/*.yaml", ["a.yaml", "out/b.yaml"]],
  ["{a,b}.yaml", ["a.yaml"]],
  ["node_modules/*.yaml", ["node_modules/c.yaml"]],
  [".git/*", [".git/d.yaml"]],
  ["*.json", []],
])("the glob %s follows no link and enters hidden folders and node_modules only by name", async (glob, matched) => {
  const base = relative(nodeIo.cwd, root);
  const files = await nodeIo.filesMatching(`${base}/${glob}`, process.cwd());
  expect([...files].sort()).toEqual(matched.map((file) => `${base}/${file}`));
});

test("today is an ISO date", () => {
  expect(nodeIo.today()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

test("a file is replaced with its mode, and through a link, which stays", async () => {
  const file = join(root, "out/mode.yaml");
  writeFileSync(file, "a: 1\n");
  chmodSync(file, 0o640);
  symlinkSync("out/mode.yaml", join(root, "to-mode.yaml"));
  await nodeIo.replaceFile(join(root, "to-mode.yaml"), Buffer.from("a: 2\n"));
  expect(readFileSync(file, "utf8")).toBe("a: 2\n");
  expect(lstatSync(join(root, "to-mode.yaml")).isSymbolicLink()).toBe(true);
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(join(root, "out"))).toEqual(["b.yaml", "mode.yaml"]);
});

test("a file that is read-only stays, even for root, who may write everywhere", async () => {
  const file = join(root, "out/only.yaml");
  writeFileSync(file, "a: 1\n");
  chmodSync(file, 0o444);
  await expect(nodeIo.replaceFile(file, Buffer.from("a: 2\n"))).rejects.toMatchObject({ code: "EACCES" });
  expect(readFileSync(file, "utf8")).toBe("a: 1\n");
  chmodSync(file, 0o600);
  rmSync(file);
  expect(readdirSync(join(root, "out"))).toEqual(["b.yaml", "mode.yaml"]);
});

test.skipIf(process.getuid?.() === 0 || process.platform === "win32")(
  "a file in a folder that is read-only stays",
  async () => {
    const file = join(root, "out/only.yaml");
    writeFileSync(file, "a: 1\n");
    chmodSync(join(root, "out"), 0o500);
    await expect(nodeIo.replaceFile(file, Buffer.from("a: 2\n"))).rejects.toMatchObject({ code: "EACCES" });
    chmodSync(join(root, "out"), 0o700);
    expect(readFileSync(file, "utf8")).toBe("a: 1\n");
    rmSync(file);
  },
);

test.skipIf(process.platform === "win32")("a file whose name is as long as may be is replaced", async () => {
  const file = join(root, "out", "n".repeat(255));
  writeFileSync(file, "a: 1\n");
  await nodeIo.replaceFile(file, Buffer.from("a: 2\n"));
  expect(readFileSync(file, "utf8")).toBe("a: 2\n");
  rmSync(file);
  expect(readdirSync(join(root, "out"))).toEqual(["b.yaml", "mode.yaml"]);
});

test("what a run that was killed has left behind is in nobody's way", async () => {
  const file = join(root, "out/mode.yaml");
  const leftover = `${file}.plimsoll-${process.pid}`;
  writeFileSync(leftover, "");
  await nodeIo.replaceFile(file, Buffer.from("a: 3\n"));
  expect(readFileSync(file, "utf8")).toBe("a: 3\n");
  rmSync(leftover);
});

test("a text is put behind what a file holds, which is made where there is none", () => {
  const file = join(root, "out/appended.txt");
  nodeIo.appendFile(file, "one\n");
  nodeIo.appendFile(file, "two\n");
  expect(readFileSync(file, "utf8")).toBe("one\ntwo\n");
  rmSync(file);
  expect(codeOf(thrownBy(() => nodeIo.appendFile(join(root, "no/file.txt"), "")))).toBe("ENOENT");
});

describe("a program", () => {
  const LIMITS = { seconds: 60, most: 1 << 20 };
  const script = (code: string, args: readonly string[] = [], options = {}) =>
    nodeIo.run(process.execPath, ["-e", code, "--", ...args], { ...LIMITS, ...options });
  const texts = ({ stdout, stderr, ...rest }: Ran) => ({
    ...rest,
    stdout: Buffer.from(stdout).toString("utf8"),
    stderr: Buffer.from(stderr).toString("utf8"),
  });

  test("is given its words as they are, by no shell", async () => {
    const words = ["a b", "$HOME", "`id`", "; exit 3", '"', "'", "*", "", "--", "é\n"];
    const { stdout, status } = texts(
      await script("process.stdout.write(JSON.stringify(process.argv.slice(1)))", words),
    );
    expect(JSON.parse(stdout)).toEqual(words);
    expect(status).toBe(0);
  });
  test("answers with its status and with both streams apart", async () => {
    const answer = await script("process.stdout.write('out'); process.stderr.write('err'); process.exitCode = 7");
    expect(texts(answer)).toEqual({ status: 7, stdout: "out", stderr: "err" });
  });
  test("gives bytes that are no text unchanged", async () => {
    const { stdout } = await script("process.stdout.write(Buffer.from([0, 255, 13, 10]))");
    expect([...stdout]).toEqual([0, 255, 13, 10]);
  });
  test("finds its standard input at its end", async () => {
    const { stdout } = await script("process.stdin.on('end', () => console.log('ended')).resume()");
    expect(Buffer.from(stdout).toString()).toBe("ended\n");
  });
  test("sees the environment that it is given, and no other, and stands in the folder that it is given", async () => {
    const code = "console.log(process.env.PLIMSOLL_TEST, process.env.HOME, process.cwd())";
    const { stdout } = await script(code, [], { env: { PLIMSOLL_TEST: "here" }, cwd: root });
    expect(Buffer.from(stdout).toString()).toBe(`here undefined ${nodeIo.realPath(root)}\n`);
  });
  test("is killed when its time is over, also where its children go on", async () => {
    const code =
      "require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { stdio: 'inherit' });" +
      "console.log('begun'); setInterval(() => {}, 1000)";
    const begun = Date.now();
    const answer = await script(code, [], { seconds: 2 });
    expect(texts(answer)).toMatchObject({ status: undefined, stopped: "time", stdout: "begun\n" });
    expect(Date.now() - begun).toBeLessThan(15_000);
  });
  test.each(["stdout", "stderr"])("is killed when its %s is larger than there is room for", async (stream) => {
    const answer = await script(`const more = () => process.${stream}.write('x'.repeat(100000), more); more()`, [], {
      most: 250_000,
    });
    expect(answer).toMatchObject({ status: undefined, stopped: "room" });
    expect(answer[stream === "stdout" ? "stdout" : "stderr"].length).toBe(250_000);
  });
  test("may fill its room to the last byte", async () => {
    const answer = await script("process.stdout.write('x'.repeat(1000))", [], { most: 1000 });
    expect(answer.status).toBe(0);
    expect(answer.stdout.length).toBe(1000);
  });
  test.each([
    ["that does not exist", "no-such-program-anywhere", "ENOENT"],
    ["that is a folder", tmpdir(), "EACCES"],
    ["whose name the system would cut", "a\0b", "EINVAL"],
  ])("%s is an error of the system", async (_, program, code) => {
    await expect(nodeIo.run(program, [], LIMITS)).rejects.toMatchObject({ code });
  });
  test.skipIf(process.platform === "win32")("that somebody else kills has no status", async () => {
    expect(await script("process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)")).toMatchObject({
      status: undefined,
    });
  });
});

test("a temporary path is another one each time, and nothing stands there", () => {
  const path = nodeIo.temporaryPath();
  expect(isAbsolute(path)).toBe(true);
  expect(nodeIo.status(path)).toBeUndefined();
  expect(nodeIo.temporaryPath()).not.toBe(path);
});
