/** 2 wins over 1: what could not be used says nothing about the rest. */
export type ExitCode = 0 | 1 | 2;

/** As `--help` and docs/cli.md print them. */
export const EXIT_CODES: readonly { readonly code: ExitCode; readonly meaning: string }[] = [
  { code: 0, meaning: "nothing was found at or above --fail-on" },
  { code: 1, meaning: "something was found at or above --fail-on" },
  {
    code: 2,
    meaning:
      "the call, its config or a part of its input could not be used; what could be read is reported all the same",
  },
];
