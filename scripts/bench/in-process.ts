// Measured in a process of its own: in-process.ts WORK FILE prints the milliseconds of the first call and of a later one.
import { readFileSync } from "node:fs";
import { loadAll } from "js-yaml";
import { parseAllDocuments } from "yaml";
import { lint, readManifests, readSource, Stopwatch } from "../../src/index.ts";
import type { Laps, Pace } from "./paces.ts";
import { median } from "./processes.ts";

/** Repeats go on for so many milliseconds, and for so many calls at least. */
const LONG_ENOUGH = 2000;
const CALLS = 5;

const [work, file = ""] = process.argv.slice(2);
const bytes = readFileSync(file);
process.stdout.write(JSON.stringify(work === "lint" ? laps() : pace(callOf(work))));

/** All read the same documents; `yaml` is spared turning its nodes into values. */
function callOf(parser: string | undefined): () => unknown {
  switch (parser) {
    case "plimsoll":
      return () => readSource(file, bytes);
    case "js-yaml":
      return () => loadAll(bytes.toString());
    case "yaml":
      return () => parseAllDocuments(bytes.toString());
    case "JSON.parse": {
      const texts = readSource(file, bytes).documents.map(({ value }) => JSON.stringify(value));
      return () => texts.map((text) => JSON.parse(text));
    }
    default:
      throw new Error(`${parser} is none of the parsers`);
  }
}

function pace(call: () => unknown): Pace {
  const first = timeOf(call);
  const later: number[] = [];
  const start = performance.now();
  while (performance.now() - start < LONG_ENOUGH || later.length < CALLS) later.push(timeOf(call));
  return { first, steady: median(later) };
}

function timeOf(call: () => unknown): number {
  const start = performance.now();
  call();
  return performance.now() - start;
}

/** Each stage and rule of a later call; what precedes the first stage is no part of it. */
function laps(): Laps {
  const rounds: Stopwatch[] = [];
  pace(() => {
    const stopwatch = new Stopwatch(() => performance.now());
    rounds.push(stopwatch);
    stopwatch.lap("parse");
    lint([readManifests(file, bytes)], { stopwatch });
    stopwatch.stop();
  });
  const [, ...later] = rounds;
  for (const { stages } of later) stages.delete("start");
  return { stages: medians(later, ({ stages }) => stages), rules: medians(later, ({ rules }) => rules) };
}

function medians(
  rounds: readonly Stopwatch[],
  of: (stopwatch: Stopwatch) => ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  const names = [...of(rounds[0]!).keys()];
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => of(round).get(name) ?? 0))]));
}
