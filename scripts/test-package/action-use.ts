import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { actionEntries } from "../release/release-tree.ts";
import { failed, ok, run } from "./outcome.ts";
import type { Use } from "./uses.ts";

const ACTION = "action.yml";
const INCIDENT = "examples/incident";

/** The Action's program as a runner starts it, in a workspace that holds the incident. */
export const runsAction: Use = ({ node, folder }) => {
  const text = readFileSync(ACTION, "utf8");
  const [entry] = actionEntries(text);
  if (entry === undefined) return failed(`${ACTION} starts nothing of dist`);
  const program = join(folder, "node_modules/plimsoll", entry);
  if (!existsSync(program)) return failed(`${ACTION} starts ${entry}, which the package does not hold`);

  const workspace = join(folder, "workspace");
  mkdirSync(join(workspace, "rendered"), { recursive: true });
  for (const file of readdirSync(INCIDENT)) copyFileSync(join(INCIDENT, file), join(workspace, "rendered", file));
  const { status, stdout, stderr } = run(node.program, [program], {
    cwd: workspace,
    env: { ...runnerFiles(folder), ...inputs(text), PATH: process.env["PATH"], GITHUB_WORKSPACE: workspace },
  });
  // A finding fails the step, and stands at its line on the pull request.
  const annotation = /^::error [^\n]*file=rendered\/prometheus\.yaml[^\n]*volume-mount-not-found/m;
  if (status === 1 && annotation.test(stdout)) return ok();
  return failed(`expected exit code 1 and an annotation; got exit code ${status}\n${stdout}${stderr}`.trimEnd());
};

/** What a runner tells a step: its defaults, under the names that it gives to inputs. */
function inputs(text: string): Readonly<Record<string, string>> {
  const { inputs = {} } = parse(text) as { inputs?: Record<string, { default?: unknown }> };
  const given = { ...Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default ?? ""])) };
  const filled = Object.entries({ ...given, manifests: "rendered" });
  return Object.fromEntries(
    filled.map(([name, value]) => [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, String(value)]),
  );
}

/** The files by which a step talks with its runner. */
function runnerFiles(folder: string): Readonly<Record<string, string>> {
  const files = { GITHUB_OUTPUT: "output", GITHUB_STEP_SUMMARY: "summary.md", GITHUB_EVENT_PATH: "event.json" };
  const paths = Object.entries(files).map(([name, file]) => [name, join(folder, file)] as const);
  for (const [name, path] of paths) writeFileSync(path, name === "GITHUB_EVENT_PATH" ? "{}" : "");
  return {
    ...Object.fromEntries(paths),
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: "push",
    GITHUB_REPOSITORY: "example/shop",
    GITHUB_SHA: "0".repeat(40),
    RUNNER_TEMP: folder,
  };
}
