import { expect } from "vitest";
import { callsOf, isOn } from "../../src/cli/action/calls.ts";
import { environmentName, INPUT_NAMES, type InputName, inputsFrom } from "../../src/cli/action/inputs.ts";
import { OUTPUTS } from "../../src/cli/action/outputs.ts";
import { parseArguments } from "../../src/cli/args.ts";
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

/** A whole workflow, or the steps of one. */
export function tryWorkflow(read: unknown, text: string, place: Place): void {
  const steps = Array.isArray(read) ? (read as readonly Step[]) : stepsOf(read as Workflow);
  for (const step of steps) {
    if (step.uses === OWN) tryAction(step.with ?? {}, place);
    else if (step.uses !== undefined) {
      expect(Object.keys(OTHERS)).toContain(step.uses);
      for (const name of Object.keys(step.with ?? {})) expect(OTHERS[step.uses]).toContain(name);
    } else tryRun(step, place);
  }
  const ids = steps.flatMap(({ id }) => id ?? []);
  for (const [, id, output] of text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
    expect(ids).toContain(id);
    expect(Object.keys(OUTPUTS)).toContain(output);
  }
}

function stepsOf({ on, permissions, jobs }: Workflow): readonly Step[] {
  expect(on).toHaveProperty("pull_request");
  expect(permissions).toHaveProperty("contents", "read");
  return Object.values(jobs).flatMap((job) => {
    expect(job["runs-on"]).toBe("ubuntu-latest");
    return job.steps;
  });
}

/** The calls that the Action makes of its inputs are made in the repository of the pages. */
function tryAction(given: Readonly<Record<string, unknown>>, place: Place): void {
  for (const name of Object.keys(given)) expect(INPUT_NAMES).toContain(name);
  const entries = Object.entries(given) as readonly (readonly [InputName, unknown])[];
  const inputs = inputsFrom(Object.fromEntries(entries.map(([name, value]) => [environmentName(name), String(value)])));
  for (const name of ["only-changed", "annotations", "summary"] as const) isOn(inputs, name);
  const { chart, lint } = callsOf(inputs, undefined);
  for (const call of [chart, lint]) {
    if (!call) continue;
    expect(() => parseArguments(call)).not.toThrow();
    tryScripts([["plimsoll", ...call].map((word) => `'${word}'`).join(" ")], place);
  }
}

/** What people write reaches a script by the environment: an expression in it would be a script of theirs. */
function tryRun({ run, env = {} }: Step, place: Place): void {
  expect(run).toBeTypeOf("string");
  expect(run).not.toContain("${{");
  tryScripts([run ?? ""], place, env);
}
