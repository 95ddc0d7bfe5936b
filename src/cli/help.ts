import { EXIT_CODES } from "./exit-code.ts";
import { columns, indented } from "./layout.ts";
import { COMMANDS, EXAMPLE, OPTIONS, optionSummary, optionUsage, TAGLINE } from "./options.ts";

const WIDTH = 110;

/** What --help prints. */
export const helpText = (): string =>
  [
    TAGLINE,
    ...section(
      "Usage",
      COMMANDS.flatMap(({ usage, summary }) => [usage, ...indented([summary])]),
    ),
    ...section(
      "Options",
      columns(
        OPTIONS.map((option) => [optionUsage(option), optionSummary(option)]),
        WIDTH,
      ),
    ),
    ...section("Examples", [EXAMPLE, ...OPTIONS.flatMap(({ example }) => example ?? [])]),
    ...section(
      "Exit codes",
      columns(
        EXIT_CODES.map(({ code, meaning }) => [String(code), meaning]),
        WIDTH,
      ),
    ),
    "",
  ].join("\n");

const section = (title: string, lines: readonly string[]): readonly string[] => ["", `${title}:`, ...indented(lines)];
