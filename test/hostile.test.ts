import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOSTILE_FILES, type HostileFile } from "../scripts/hostile/files.ts";
import { Trials } from "../scripts/hostile/trial.ts";

const command = "dist/cli/plimsoll.cjs";
const trials = new Trials(command);

beforeAll(() => {
  if (!existsSync(command)) throw new Error("dist is missing: run npm run build");
});
afterAll(() => trials.remove());

describe("the command reads within its limits of time and memory, and says so by its exit code", () => {
  test.each<HostileFile>(HOSTILE_FILES)("$name", { timeout: 200_000 }, (file) => {
    expect(trials.of(file).faults).toEqual([]);
  });
});
