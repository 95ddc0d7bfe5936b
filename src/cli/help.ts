import { COMMAND_PROSE, EXAMPLE, TAGLINE } from "./command-prose.ts";
import { exitCodesOf } from "./exit-code.ts";
import { columns, indented, wrapped } from "./layout.ts";
import { optionProse, optionSummary } from "./option-prose.ts";
import { COMMANDS, type Command, type CommandName, type Option, optionsOf, optionUsage } from "./options.ts";

const WIDTH = 110;

/** What --help prints: about all commands. */
export const helpText = (): string =>
  page([
    [TAGLINE],
    section(
      "Usage",
      COMMANDS.flatMap(({ name }) => [
        COMMAND_PROSE[name].usage,
        ...indented(wrapped(COMMAND_PROSE[name].summary, WIDTH)),
      ]),
    ),
    section("Options of plimsoll lint", optionLines(LINT_OPTIONS)),
    section("Examples", [EXAMPLE, ...LINT_OPTIONS.flatMap(({ name }) => optionProse(name).example ?? [])]),
    exits("lint"),
    ["plimsoll COMMAND --help tells about one command and its options."],
  ]);

/** What --help prints behind the name of a command. */
export function commandHelp({ name }: Command): string {
  const { usage, summary, examples } = COMMAND_PROSE[name];
  return page([
    wrapped(summary, WIDTH),
    section("Usage", [usage]),
    section("Options", optionLines(optionsOf(name))),
    section("Examples", examples),
    exits(name),
  ]);
}

const LINT_OPTIONS = optionsOf("lint");

const optionLines = (options: readonly Option[]): readonly string[] =>
  columns(
    options.map((option) => [optionUsage(option), optionSummary(option)]),
    WIDTH,
  );

const section = (title: string, lines: readonly string[]): readonly string[] => [`${title}:`, ...indented(lines)];

const exits = (command: CommandName): readonly string[] =>
  section(
    "Exit codes",
    columns(
      exitCodesOf(command).map(({ code, meaning }) => [String(code), meaning]),
      WIDTH,
    ),
  );

const page = (sections: readonly (readonly string[])[]): string =>
  `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
