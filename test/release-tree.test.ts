import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actionEntries, writeReleaseTree } from "../scripts/release/release-tree.ts";
import { VERSION } from "../src/tool-version.ts";

const root = mkdtempSync(join(tmpdir(), "plimsoll-release-"));
const tree = join(root, "tree");
const TAG = `v${VERSION}`;

/** Whatever the machine's own settings are; no network. */
const ENV = {
  PATH: process.env["PATH"],
  HOME: root,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "release",
  GIT_AUTHOR_EMAIL: "release@example.org",
  GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
  GIT_COMMITTER_NAME: "release",
  GIT_COMMITTER_EMAIL: "release@example.org",
  GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
  npm_config_offline: "true",
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_update_notifier: "false",
};
const run = (folder: string, program: string, ...args: string[]) =>
  execFileSync(program, args, { cwd: folder, encoding: "utf8", env: ENV, stdio: ["ignore", "pipe", "pipe"] }).trim();

/** Commits and tags the tree, and gives the commit. */
function release(folder: string): string {
  run(folder, "git", "init", "--quiet", "--initial-branch", "release");
  run(folder, "git", "add", "--all", "--force");
  run(folder, "git", "commit", "--quiet", "--message", TAG);
  run(folder, "git", "tag", TAG);
  return run(folder, "git", "rev-parse", "HEAD");
}

let commit: string;
beforeAll(() => {
  writeReleaseTree(tree);
  commit = release(tree);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

const versionOf = (prefix: string): string => run(root, join(prefix, "bin", "plimsoll"), "--version");

describe("what a release's tag holds", () => {
  test("is the same bytes and modes whenever it is written", () => {
    const again = join(root, "again");
    writeReleaseTree(again);
    expect(release(again)).toBe(commit);
  });
  test("asks for no other package and runs no script when it is installed", () => {
    const manifest = JSON.parse(readFileSync(join(tree, "package.json"), "utf8")) as Record<string, unknown>;
    expect(manifest).toMatchObject({ name: "plimsoll", version: VERSION, dependencies: {} });
    for (const key of ["scripts", "devDependencies", "files"]) expect(manifest).not.toHaveProperty(key);
  });
  test("has the command, the library, schemas and docs, and no sources", () => {
    const files = run(tree, "git", "ls-files").split("\n");
    for (const file of ["dist/cli/plimsoll.cjs", "dist/lib/index.d.ts", "schemas/config.schema.json", "docs/cli.md"])
      expect(files).toContain(file);
    for (const file of ["README.md", "LICENSE", "CHANGELOG.md"]) expect(files).toContain(file);
    expect(files.filter((file) => /^(?:src|test|scripts|node_modules)\//.test(file))).toEqual([]);
    expect(run(tree, "git", "ls-files", "--stage", "dist/cli/plimsoll.cjs")).toMatch(/^100755 /);
  });
  test.each(["action.yml", ".pre-commit-hooks.yaml"])("has %s where there is one", (file) => {
    expect(existsSync(join(tree, file))).toBe(existsSync(file));
  });
  test("is not written where something is missing that the release promises, and all of that is named", () => {
    const bare = join(root, "bare");
    mkdirSync(join(bare, "docs"), { recursive: true });
    writeFileSync(
      join(bare, "package.json"),
      JSON.stringify({ name: "plimsoll", bin: { plimsoll: "dist/cli/a.cjs" } }),
    );
    writeFileSync(join(bare, "action.yml"), "runs: {using: node24, main: dist/action/a.cjs}\n");
    writeFileSync(join(bare, "docs/pre-commit.md"), "Use it.\n");
    const script = ["node_modules/tsx/dist/cli.mjs", "scripts/release-tree.ts"].map((path) => resolve(path));
    const { status, stderr } = spawnSync(process.execPath, [...script, "tree"], { cwd: bare, encoding: "utf8" });
    expect(stderr.trim().split("\n")).toEqual([
      'dist/cli/a.cjs is missing: run "npm run build"',
      ".pre-commit-hooks.yaml is missing, and docs/pre-commit.md tells people to use it from a release's tag",
      'dist/action/a.cjs is missing, which action.yml starts: run "npm run build"',
    ]);
    expect(status).toBe(1);
    expect(existsSync(join(bare, "tree"))).toBe(false);
  });
  test("is written over nothing", () => {
    expect(() => writeReleaseTree(tree)).toThrow(`${tree} is not empty: name a new folder`);
  });
});

test.each([
  ["runs:\n  using: node24\n  main: dist/action/plimsoll-action.cjs\n", ["dist/action/plimsoll-action.cjs"]],
  [
    'runs:\n  using: composite\n  steps:\n    - run: node "$GITHUB_ACTION_PATH/dist/action/a.cjs"\n      shell: bash\n',
    ["dist/action/a.cjs"],
  ],
  ["name: none\n", []],
])("the programs that an action starts are found: %j", (text, entries) => {
  expect(actionEntries(text)).toEqual(entries);
});

describe("the command, installed from the tag as pre-commit does, without a network", () => {
  test("by version 4: npm takes it from git", () => {
    const prefix = join(root, "four");
    const url = `git+${pathToFileURL(tree).href}#${TAG}`;
    run(root, "npm", "install", "--allow-git=root", "--install-links", "--global", "--prefix", prefix, url);
    expect(versionOf(prefix)).toContain(VERSION);
  }, 60_000);
  test("by version 3: it packs a clone, and takes all that is printed for the name of a file", () => {
    const [prefix, clone] = [join(root, "three"), join(root, "clone")];
    run(root, "git", "clone", "--quiet", "--branch", TAG, tree, clone);
    run(clone, "npm", "install", "--dev", "--prod", "--ignore-prepublish", "--no-progress", "--no-save");
    const printed = run(clone, "npm", "pack");
    expect(printed).toBe(`plimsoll-${VERSION}.tgz`);
    run(clone, "npm", "install", "--global", "--prefix", prefix, join(clone, printed));
    expect(versionOf(prefix)).toContain(VERSION);
    const incident = spawnSync(join(prefix, "bin", "plimsoll"), ["--format", "unix", "examples/incident"], {
      encoding: "utf8",
    });
    expect(incident).toMatchObject({
      status: 1,
      stderr: "",
      stdout: expect.stringContaining("volume-mount-not-found"),
    });
  }, 60_000);
});
