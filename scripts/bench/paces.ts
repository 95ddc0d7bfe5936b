import { median, node } from "./processes.ts";
import type { Workshop } from "./workshop.ts";

/** Milliseconds of a call: in a fresh process, and once V8 has compiled what is hot. */
export interface Pace {
  readonly first: number;
  readonly steady: number;
}

/** Milliseconds by stage and by rule. */
export interface Laps {
  readonly stages: Readonly<Record<string, number>>;
  readonly rules: Readonly<Record<string, number>>;
}

const ROUNDS = 3;

/** Medians of a few processes for each parser, in turn. */
export function pacesOf<Name extends string>(
  workshop: Workshop,
  parsers: readonly Name[],
  file: string,
): Readonly<Record<Name, Pace>> {
  const rounds = Array.from({ length: workshop.runs(ROUNDS) }, () =>
    parsers.map((parser) => measured<Pace>(workshop, parser, file)),
  );
  const paces = parsers.map((parser, index) => {
    const own = rounds.map((round) => round[index]!);
    return [parser, { first: median(own.map(({ first }) => first)), steady: median(own.map(({ steady }) => steady)) }];
  });
  return Object.fromEntries(paces) as Record<Name, Pace>;
}

export const steadyLaps = (workshop: Workshop, file: string): Laps => measured<Laps>(workshop, "lint", file);

function measured<T>(workshop: Workshop, work: string, file: string): T {
  const { stdout } = node([workshop.program("in-process.ts"), work, file], ["pipe", "pipe"]);
  return JSON.parse(stdout) as T;
}
