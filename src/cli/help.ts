import { EXIT_CODES } from "./exit-code.ts";
import { columns, indented } from "./layout.ts";
import { optionProse, optionSummary } from "./option-prose.ts";
import { COMMANDS, EXAMPLE, OPTIONS, optionUsage, TAGLINE } from "./options.ts";

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
    ...section("Examples", [EXAMPLE, ...OPTIONS.flatMap(({ name }) => optionProse(name).example ?? [])]),
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
