import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACTION_MAIN } from "../scripts/generate/action-file.ts";
import { recorded } from "./helm/fixtures.ts";
import { runnerLog } from "./report/workflow-commands.ts";

const root = mkdtempSync(join(tmpdir(), "plimsoll-action-"));
const [workspace, bin] = [join(root, "work"), join(root, "bin")];
const files = { output: join(root, "output"), summary: join(root, "summary.md"), event: join(root, "event.json") };

const git = (...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], {
    cwd: workspace,
    encoding: "utf8",
  }).trim();

const pod = (volume: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${volume}}
spec:
  containers:
    - name: app
      image: shop:1
      volumeMounts:
        - {name: ${volume}, mountPath: /data}
`;

/** The Action as a runner starts it: nothing but the environment tells it what to do. */
function action(inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  for (const file of [files.output, files.summary]) writeFileSync(file, "");
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(ACTION_MAIN)], {
    cwd: root,
    encoding: "utf8",
    env: {
      PATH: `${bin}:${process.env["PATH"]}`,
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_EVENT_PATH: files.event,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "ada/shop",
      GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
      ...Object.fromEntries(given),
      ...env,
    },
  });
  return { status, stderr, commands: runnerLog(stdout).commands };
}

const annotated = ({ commands }: ReturnType<typeof action>): readonly string[] =>
  commands.map(({ name, properties }) => `${name} ${properties["file"] ?? "-"}:${properties["line"] ?? "-"}`);

beforeAll(() => {
  if (!existsSync(ACTION_MAIN)) throw new Error(`${ACTION_MAIN} is missing: run npm run build`);
  mkdirSync(join(workspace, "rendered"), { recursive: true });
  mkdirSync(bin);
  // Prints what Helm 4 printed of the chart once.
  writeFileSync(join(bin, "helm"), `#!/bin/sh\ncat <<'END'\n${recorded("helm4", "basic")}\nEND\n`);
  chmodSync(join(bin, "helm"), 0o755);
  cpSync("test/fixtures/charts/basic", join(workspace, "charts/tide"), { recursive: true });
  writeFileSync(join(workspace, "rendered/old.yaml"), pod("old"));
  writeFileSync(files.event, "{}");
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "--message=Begin");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  writeFileSync(join(workspace, "rendered/new.yaml"), pod("new"));
  git("add", ".");
  git("commit", "--quiet", "--message=Go on");
}, 30_000);
afterAll(() => rmSync(root, { recursive: true }));

describe("the Action's program, in a repository", () => {
  test("marks findings on their lines, links them in the summary and writes SARIF for upload", () => {
    const ran = action({ manifests: "rendered", "sarif-file": "plimsoll.sarif" });
    expect([ran.status, ran.stderr]).toEqual([1, ""]);
    expect(annotated(ran)).toEqual(["error rendered/new.yaml:9", "error rendered/old.yaml:9"]);
    expect(readFileSync(files.summary, "utf8")).toContain(
      "(https://github.com/ada/shop/blob/0123456789abcdef0123456789abcdef01234567/rendered/new.yaml#L9)",
    );
    expect(readFileSync(files.output, "utf8")).toContain("errors<<END\n2\nEND\n");
    const sarif = JSON.parse(readFileSync(join(workspace, "plimsoll.sarif"), "utf8")) as {
      runs: [{ results: readonly unknown[] }];
    };
    expect(sarif.runs[0].results).toHaveLength(2);
    rmSync(join(workspace, "plimsoll.sarif"));
  });
  test("renders the charts that it finds, and marks their templates", () => {
    const ran = action({});
    expect([ran.status, ran.stderr]).toEqual([1, ""]);
    expect(new Set(annotated(ran).map((place) => place.replace(/:\d+$/, "")))).toEqual(
      new Set(["error charts/tide/templates/statefulset.yaml"]),
    );
    expect(readFileSync(files.output, "utf8")).toContain("charts<<END\ncharts/tide\nEND\n");
  });
  test("reports with only-changed what a pull request changes", () => {
    const ran = action({ manifests: "rendered", "only-changed": "true" }, { GITHUB_BASE_REF: "main" });
    expect(ran.status).toBe(1);
    expect(annotated(ran)).toEqual(["error rendered/new.yaml:9"]);
  });
  test("reports with only-changed what a push changes", () => {
    writeFileSync(files.event, JSON.stringify({ before: git("rev-parse", "HEAD^") }));
    const ran = action({ manifests: "rendered", "only-changed": "true" });
    writeFileSync(files.event, "{}");
    expect(annotated(ran)).toEqual(["error rendered/new.yaml:9"]);
  });
  test("reports everything where the history is not there, and says so", () => {
    const ran = action({ manifests: "rendered", "only-changed": "true" }, { GITHUB_BASE_REF: "gone" });
    expect(ran.status).toBe(1);
    expect(annotated(ran)).toEqual(["notice -:-", "error rendered/new.yaml:9", "error rendered/old.yaml:9"]);
    expect(ran.commands[0]?.data).toMatch(/^only-changed has no effect: .*fetch-depth: 0/);
  });
  test("runs nothing of what a workflow hands over", () => {
    const proof = join(root, "proof");
    for (const name of ["charts", "manifests", "values", "set", "helm", "only-changed", "working-directory", "args"])
      action({ manifests: "rendered", [name]: `$(touch ${proof}); touch ${proof} \`touch ${proof}\`` });
    action({ manifests: "rendered", "only-changed": "true" }, { GITHUB_BASE_REF: `x;touch ${proof}` });
    expect(existsSync(proof)).toBe(false);
  });
});
