import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { writeReleaseTree } from "../scripts/release/release-tree.ts";
import { parseArguments } from "../src/cli/args.ts";
import { chartCall } from "../src/cli/chart/chart-call.ts";
import { fixCall } from "../src/cli/fix/fix-call.ts";
import { lintCall } from "../src/cli/lint-call.ts";
import { VERSION } from "../src/tool-version.ts";

const TAG = `v${VERSION}`;

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files?: string;
  readonly pass_filenames?: boolean;
  readonly require_serial?: boolean;
}

const HOOKS = parse(readFileSync(".pre-commit-hooks.yaml", "utf8")) as readonly Hook[];

describe("the hooks that pre-commit is offered", () => {
  test("have ids of their own", () => {
    const ids = HOOKS.map(({ id }) => id);
    expect(ids).toContain("plimsoll");
    expect(new Set(ids).size).toBe(ids.length);
  });
  test.each(HOOKS.map((hook) => [hook.id, hook] as const))("%s is a call that Plimsoll understands", (_, hook) => {
    const [program, ...words] = hook.entry.split(" ");
    expect(program).toBe("plimsoll");
    expect(hook.language).toBe("node");
    const args = parseArguments([...words, ...(hook.pass_filenames === false ? [] : ["a.yaml", "b/c.yaml"])]);
    const { command } = args;
    expect(command.operands).toBe("any");
    const callOf = { lint: lintCall, chart: chartCall, fix: fixCall }[command.name as "lint" | "chart" | "fix"];
    expect(callOf(args).paths).not.toEqual([]);
  });
  test.each(
    HOOKS.filter(({ pass_filenames }) => pass_filenames !== false).map(({ id, require_serial }) => [
      id,
      require_serial,
    ]),
  )("%s is given the files of a commit at once", (_, isSerial) => {
    expect(isSerial).toBe(true);
  });

  // pre-commit searches with Python's re, which reads this expression as JavaScript does.
  const files = new RegExp(HOOKS.find(({ id }) => id === "plimsoll")?.files ?? "^$");
  test.each([
    "Chart.yaml",
    "Chart.lock",
    "values.yaml",
    "values.schema.json",
    ".helmignore",
    "requirements.yaml",
    "requirements.lock",
    "values-prod.yaml",
    "prod-values.yml",
    "db/values/prod.yaml",
    "deploy/db/Chart.yaml",
    "deploy/db/templates/a.yaml",
    "deploy/db/templates/_helpers.tpl",
    "deploy/db/templates/NOTES.txt",
    "deploy/db/templates/tests/reach.yaml",
    "deploy/db/crds/a.json",
    "deploy/db/files/my.cnf",
    "deploy/db/ci/small-values.yaml",
    "deploy/db/charts/part/templates/a.yaml",
    "deploy/db/charts/part-1.2.3.tgz",
    "charts/db/dashboards/a.json",
  ])("charts touched by a commit that touches %s are linted", (path) => {
    expect(files.test(path)).toBe(true);
  });
  test.each([
    "README.md",
    "package.json",
    "src/index.ts",
    "src/charts.ts",
    "src/template.yaml",
    "manifests/deployment.yaml",
    "values.txt",
    "my-Chart.yaml",
    "Chart.yaml.orig",
    "templates",
    "profiles/a.yaml",
    ".github/workflows/ci.yaml",
  ])("no chart is looked for where a commit touches %s alone", (path) => {
    expect(files.test(path)).toBe(false);
  });
});

/** Charts whose templates hold no action need no more of a helm than this. */
const FAKE_HELM = `#!/usr/bin/env node
const { readFileSync } = require("node:fs");
const { basename, join } = require("node:path");
const chart = process.argv.at(-1);
const name = basename(chart);
process.stdout.write("---\\n# Source: " + name + "/templates/pod.yaml\\n");
process.stdout.write(readFileSync(join(chart, "templates/pod.yaml")));
`;

const BROKEN_POD = `apiVersion: v1
kind: Pod
metadata:
  name: buoy
spec:
  containers:
    - name: lamp
      image: example/lamp:1.4.0
      volumeMounts:
        - name: oil
          mountPath: /oil
  volumes:
    - name: oill
      emptyDir: {}
`;

const answers = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
// On Windows pre-commit starts programs in another way, and the fake helm is none.
const canRun = process.platform !== "win32" && answers("pre-commit", "--version") && answers("git", "--version");

describe.skipIf(!canRun)("a commit, with pre-commit (skipped where it is not on the PATH)", () => {
  const root = mkdtempSync(join(tmpdir(), "plimsoll-pre-commit-"));
  const repository = join(root, "repository");
  const programs = join(root, "programs");
  const pod = "charts/buoy/templates/pod.yaml";

  /** Whatever the machine's own settings are; no network. */
  const env = {
    PATH: [...(answers("helm", "version") ? [] : [programs]), process.env["PATH"]].join(delimiter),
    HOME: root,
    PRE_COMMIT_HOME: join(root, "pre-commit"),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "ada",
    GIT_AUTHOR_EMAIL: "ada@example.org",
    GIT_COMMITTER_NAME: "ada",
    GIT_COMMITTER_EMAIL: "ada@example.org",
    npm_config_offline: "true",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
  };
  const run = (folder: string, program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: folder, encoding: "utf8", env, stdio: ["ignore", "pipe", "pipe"] });
  const write = (path: string, text: string): void => {
    const file = join(repository, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  /** Stages everything and commits it; the hook's output is on stderr. */
  const commit = (message: string) => {
    run(repository, "git", "add", "--all");
    const { status, stderr } = spawnSync("git", ["commit", "--message", message], {
      cwd: repository,
      encoding: "utf8",
      env,
    });
    return { status, stderr };
  };

  beforeAll(() => {
    const tree = join(root, "tree");
    writeReleaseTree(tree);
    run(tree, "git", "init", "--quiet", "--initial-branch", "release");
    run(tree, "git", "add", "--all", "--force");
    run(tree, "git", "commit", "--quiet", "--message", "release");
    run(tree, "git", "tag", TAG);

    mkdirSync(programs);
    writeFileSync(join(programs, "helm"), FAKE_HELM, { mode: 0o755 });
    mkdirSync(repository);
    run(repository, "git", "init", "--quiet", "--initial-branch", "main");
    write(".pre-commit-config.yaml", `repos:\n  - repo: ${tree}\n    rev: ${TAG}\n    hooks:\n      - id: plimsoll\n`);
    run(repository, "pre-commit", "install");
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test("is refused for a chart that will not run, and the finding is printed", () => {
    write("charts/buoy/Chart.yaml", "apiVersion: v2\nname: buoy\nversion: 0.1.0\n");
    write(pod, BROKEN_POD);
    const { status, stderr } = commit("a lamp");
    expect(stderr).toContain('mounts volume "oil", but Pod/buoy has no such volume');
    expect(stderr).toContain(`--> ${pod}:10:17`);
    expect(stderr).toContain("exit code: 1");
    expect(status).toBe(1);
    expect(run(repository, "git", "status", "--porcelain")).toContain(`A  ${pod}`);
  }, 60_000);
  test("is made once the chart is mended", () => {
    write(pod, BROKEN_POD.replace("oill", "oil"));
    const { status, stderr } = commit("a lamp with oil");
    expect(stderr).toMatch(/^plimsoll \(charts\)\.+Passed$/m);
    expect(status).toBe(0);
  }, 60_000);
  test("of no chart does not wait for Plimsoll", () => {
    write("README.md", "A buoy.\n");
    const { status, stderr } = commit("a word");
    expect(stderr).toMatch(/^plimsoll \(charts\)\.+\(no files to check\)Skipped$/m);
    expect(status).toBe(0);
  }, 60_000);
});
