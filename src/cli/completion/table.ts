import { COMMAND_PROSE } from "../command-prose.ts";
import { optionProse } from "../option-prose.ts";
import { COMMANDS, OPTIONS, type Option, optionsOf } from "../options.ts";

/** What stands behind an option or a command: one of the words, a file, or something that nobody can list. */
export type Completed = readonly string[] | "file" | "nothing";

export interface CompletedOption {
  /** --format, and -f where it has a short form. */
  readonly flags: readonly string[];
  readonly summary: string;
  /** undefined where it takes no value. */
  readonly value: Completed | undefined;
}

interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  /** Behind its name. */
  readonly operands: Completed;
  /** Behind the first of them. */
  readonly others: Completed;
  readonly options: readonly CompletedOption[];
}

/** What a completion offers, from the tables that the parser reads. The first command is meant where none is named. */
export interface CompletionTable {
  readonly commands: readonly CompletedCommand[];
  /** Those of all commands that take a value. */
  readonly valued: readonly CompletedOption[];
}

export function completionTable(rules: readonly string[]): CompletionTable {
  const completed = (option: Option): CompletedOption => ({
    flags: [`--${option.name}`, ...(option.short ? [`-${option.short}`] : [])],
    summary: firstSentence(optionProse(option.name).summary),
    value: option.value === undefined ? undefined : completedValue(option, rules),
  });
  return {
    commands: COMMANDS.map(({ name, operands, words }) => ({
      name,
      summary: firstSentence(COMMAND_PROSE[name].summary),
      operands: words ?? (operands === "any" ? "file" : operands === "one" ? rules : "nothing"),
      others: operands === "any" ? "file" : "nothing",
      options: optionsOf(name).map(completed),
    })),
    valued: OPTIONS.filter(({ value }) => value !== undefined).map(completed),
  };
}

/** By what the help calls the value. */
function completedValue({ value, words }: Option, rules: readonly string[]): Completed {
  if (words) return words;
  if (value === "RULE") return rules;
  return value === "FILE" || value === "PATH" || value === "DIR" ? "file" : "nothing";
}

/** Without its period. */
const firstSentence = (text: string): string => /^.*?(?=\.(?: |$)|: |$)/.exec(text)?.[0] ?? text;
