import { type CommandName, optionsOf } from "./options.ts";

/** 2 wins over 1: what could not be used says nothing about the rest. */
export type ExitCode = 0 | 1 | 2;

/** As `--help` and docs/cli.md print them. */
interface Meaning {
  readonly code: ExitCode;
  readonly meaning: string;
}

/** Of the commands that judge what they read; what the Action is told stands in inputs of the same names. */
export const EXIT_CODES: readonly Meaning[] = [
  { code: 0, meaning: "nothing was found at or above --fail-on" },
  { code: 1, meaning: "something was found at or above --fail-on" },
  {
    code: 2,
    meaning:
      "the call, its config or a part of its input could not be used, or Plimsoll has a defect; all else is reported all the same",
  },
];

/** The baseline itself is judged as well. */
const OF_BASELINE: readonly Meaning[] = [
  { code: 0, meaning: "the baseline is written; or nothing is new, at or above --fail-on, and no entry is left over" },
  { code: 1, meaning: "something is new, at or above --fail-on, or an entry matches nothing" },
  { code: 2, meaning: "the call, its config or a part of its input could not be used: then nothing is written" },
];

/** Of the others. */
const WITHOUT_JUDGEMENT: readonly Meaning[] = [
  { code: 0, meaning: "it is done" },
  { code: 2, meaning: "it is not, or not all of it: standard error says why" },
];

export const exitCodesOf = (command: CommandName): readonly Meaning[] =>
  command === "baseline"
    ? OF_BASELINE
    : command === "action" || optionsOf(command).some(({ name }) => name === "fail-on")
      ? EXIT_CODES
      : WITHOUT_JUDGEMENT;
