import { type CommandName, optionsOf } from "./options.ts";

/** 2 wins over 1: what could not be used says nothing about the rest. */
export type ExitCode = 0 | 1 | 2;

/** As `--help` and docs/cli.md print them. */
interface Meaning {
  readonly code: ExitCode;
  readonly meaning: string;
}

/** Of the commands that judge what they read. */
export const EXIT_CODES: readonly Meaning[] = [
  { code: 0, meaning: "nothing was found at or above --fail-on" },
  { code: 1, meaning: "something was found at or above --fail-on" },
  {
    code: 2,
    meaning:
      "the call, its config or a part of its input could not be used, or Plimsoll has a defect; all else is reported all the same",
  },
];

/** Of the others. */
const WITHOUT_JUDGEMENT: readonly Meaning[] = [
  { code: 0, meaning: "it is done" },
  { code: 2, meaning: "it is not, or not all of it: standard error says why" },
];

export const exitCodesOf = (command: CommandName): readonly Meaning[] =>
  optionsOf(command).some(({ name }) => name === "fail-on") ? EXIT_CODES : WITHOUT_JUDGEMENT;
