import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { ACTION_MAIN } from "../../scripts/generate/action-file.ts";
import { environmentName, INPUT_NAMES, INPUTS } from "../../src/cli/action/inputs.ts";
import { VERSION } from "../../src/tool-version.ts";
import { tryScripts } from "./commands.ts";
import { PLACEHOLDER, type Place } from "./workshop.ts";

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

interface Workflow {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, { readonly "runs-on": string; readonly steps: readonly Step[] }>>;
}

const OWN = `${PLACEHOLDER}@v${VERSION}`;
/** What else the pages use, and the inputs of it that they give. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  "actions/checkout@v4": ["fetch-depth"],
  "azure/setup-helm@v4": ["version"],
  "github/codeql-action/upload-sarif@v4": ["sarif_file"],
};

type Outputs = ReadonlyMap<string, string>;

/** A whole workflow, or the steps of one. */
export function tryWorkflow(read: unknown, text: string, place: Place): void {
  const steps = Array.isArray(read) ? (read as readonly Step[]) : stepsOf(read as Workflow);
  const outputs = new Map<string, Outputs>();
  for (const step of steps) {
    if (step.uses === OWN) outputs.set(step.id ?? "", tryAction(step.with ?? {}, place));
    else if (step.uses !== undefined) {
      expect(Object.keys(OTHERS)).toContain(step.uses);
      for (const name of Object.keys(step.with ?? {})) expect(OTHERS[step.uses]).toContain(name);
      const file = step.with?.["sarif_file"];
      if (file !== undefined) expect(existsSync(join(place.folder, evaluated(String(file), outputs)))).toBe(true);
    } else tryRun(step, outputs, place);
  }
  for (const [expression] of text.matchAll(OUTPUT)) evaluated(`\${{ ${expression} }}`, outputs);
}

const OUTPUT = /steps\.([\w-]+)\.outputs\.([\w-]+)/g;

/** An expression that is an output of a step before. */
function evaluated(text: string, outputs: ReadonlyMap<string, Outputs>): string {
  const [, id = "", name = ""] = /^\$\{\{ steps\.([\w-]+)\.outputs\.([\w-]+) \}\}$/.exec(text) ?? [];
  const value = outputs.get(id)?.get(name);
  expect(value, text).toBeDefined();
  return value ?? "";
}

function stepsOf({ on, permissions, jobs }: Workflow): readonly Step[] {
  expect(on).toHaveProperty("pull_request");
  expect(permissions).toHaveProperty("contents", "read");
  return Object.values(jobs).flatMap((job) => {
    expect(job["runs-on"]).toBe("ubuntu-latest");
    return job.steps;
  });
}

/** The Action runs, as GitHub starts it on a pull request, in the repository of the pages; what it tells later steps. */
function tryAction(given: Readonly<Record<string, unknown>>, { folder, env }: Place): Outputs {
  for (const name of Object.keys(given)) expect(INPUT_NAMES).toContain(name);
  const entries = INPUT_NAMES.map((name) => [environmentName(name), String(given[name] ?? INPUTS[name].fallback)]);
  const file = join(folder, "..", "outputs");
  writeFileSync(file, "");
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(ACTION_MAIN)], {
    cwd: folder,
    env: {
      ...env,
      ...Object.fromEntries(entries),
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: folder,
      GITHUB_BASE_REF: "main",
      GITHUB_OUTPUT: file,
    },
    encoding: "utf8",
  });
  expect([0, 1], `${stdout}${stderr}`).toContain(status);
  expect(stdout).not.toContain("only-changed has no effect");
  const told = [...readFileSync(file, "utf8").matchAll(/^([\w-]+)<<(\w+)\n([\s\S]*?)\n\2$/gm)];
  return new Map(told.map(([, name = "", , value = ""]) => [name, value]));
}

/** What people write reaches a script by the environment: an expression in it would be a script of theirs. */
function tryRun({ run, env = {} }: Step, outputs: ReadonlyMap<string, Outputs>, place: Place): void {
  expect(run).toBeTypeOf("string");
  expect(run).not.toContain("${{");
  const values = Object.entries(env).map(([name, value]) => [name, evaluated(value, outputs)]);
  tryScripts([run ?? ""], place, Object.fromEntries(values));
}
