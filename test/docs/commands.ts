import { expect } from "vitest";
import type { Fence } from "./fences.ts";
import type { Place, Ran } from "./workshop.ts";

/** Lines of a shell: each ends as its comment says or, where there is none, with 0 or 1, which is a linter's answer. */
export function tryCommands({ text, shows }: Fence, place: Place): void {
  const lines = text.trimEnd().split("\n");
  const ran = place.run(lines);
  for (const one of ran) {
    const told = /# (?:.*; )?exit code (\d+)$/.exec(one.command)?.[1];
    expect(told === undefined ? [0, 1] : [Number(told)], describeRun(one)).toContain(one.code);
  }
  if (shows !== undefined) expect(ran.at(-1)?.shown).toBe(shows);
}

/** Scripts of a job, one after the other in one place: each is left by its first failing line, as CI does. */
export function tryScripts(
  scripts: readonly string[],
  place: Place,
  env: Readonly<Record<string, string>> = {},
): readonly Ran[] {
  return scripts.map((script) => {
    const [ran] = place.run([`( set -e\n${script}\n)`], env);
    expect([0, 1], describeRun(ran!)).toContain(ran!.code);
    return ran!;
  });
}

const describeRun = ({ command, code, shown }: Ran): string => `${command}\nended with ${code} and said:\n${shown}`;
