import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { tryScripts } from "./commands.ts";
import type { Place } from "./workshop.ts";

/** The scripts run, and leave the reports that the CI is told to take. */
function tryJob(scripts: readonly string[], reports: readonly string[], place: Place): void {
  expect(scripts.join("\n")).toContain("plimsoll");
  expect(reports).not.toEqual([]);
  tryScripts(scripts, place);
  for (const report of reports) expect(existsSync(join(place.folder, report)), report).toBe(true);
}

export function tryGitlab(read: unknown, place: Place): void {
  const { plimsoll } = read as {
    plimsoll: {
      before_script: readonly string[];
      script: readonly string[];
      artifacts: { reports: { codequality: string } };
    };
  };
  tryJob([...plimsoll.before_script, ...plimsoll.script], [plimsoll.artifacts.reports.codequality], place);
}

export function tryAzure(read: unknown, place: Place): void {
  const { steps } = read as {
    steps: readonly { script?: string; task?: string; inputs?: { testResultsFiles: string } }[];
  };
  tryJob(
    steps.flatMap(({ script }) => script ?? []),
    steps.flatMap(({ inputs }) => inputs?.testResultsFiles ?? []),
    place,
  );
}

export function tryCircle(read: unknown, place: Place): void {
  const { jobs } = read as {
    jobs: Readonly<
      Record<string, { steps: readonly ("checkout" | { run?: string; store_test_results?: { path: string } })[] }>
    >;
  };
  const steps = Object.values(jobs).flatMap((job) => job.steps.filter((step) => step !== "checkout"));
  tryJob(
    steps.flatMap(({ run }) => run ?? []),
    steps.flatMap(({ store_test_results }) => store_test_results?.path ?? []),
    place,
  );
}

/** Of a Jenkinsfile, what it starts and what it collects. */
export function tryJenkins(text: string, place: Place): void {
  const quoted = (expression: RegExp): readonly string[] =>
    [...text.matchAll(expression)].map(([, found]) => found ?? "");
  tryJob(quoted(/^\s*sh '([^']*)'$/gm), quoted(/pattern: '([^']*)'/g), place);
}
