import { type ParseArgsConfig, parseArgs } from "node:util";
import { list, quote } from "../rule/text.ts";
import { didYouMean } from "./did-you-mean.ts";
import { optionProse } from "./option-prose.ts";
import { takes } from "./option-values.ts";
import { belongsTo, COMMANDS, type Command, OPTIONS, type Option } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** What was typed, checked against the tables of commands and options. What the values mean is the command's business. */
export interface Args {
  /** The first of the table where none is named. */
  readonly command: Command;
  /** False where it is the one that is meant when none is named. */
  readonly isCommandNamed: boolean;
  /** As they were written. */
  readonly operands: readonly string[];
  has(option: string): boolean;
  /** The last value counts where an option may be given once. */
  last(option: string): string | undefined;
  /** In their order. */
  all(option: string): readonly string[];
}

const SEE_HELP = "plimsoll --help lists the options";

/** Throws a UsageError. With --help or --version nothing else is checked. */
export function parseArguments(argv: readonly string[]): Args {
  const { values, named, operands } = split(argv);
  const command = named ?? COMMANDS[0]!;
  if (!values.has("help") && !values.has("version")) {
    for (const name of values.keys()) checkBelongs(name, command);
    checkOperands(operands, command);
  }
  return {
    command,
    isCommandNamed: named !== undefined,
    operands,
    has: (option) => values.has(option),
    last: (option) => values.get(option)?.at(-1),
    all: (option) => values.get(option) ?? [],
  };
}

interface Split {
  /** Of each option that was given, in order; an option without value has an empty one. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly named: Command | undefined;
  readonly operands: readonly string[];
}

function split(argv: readonly string[]): Split {
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  let named: Command | undefined;
  let onlyOperands = false;
  for (const token of parseArgs({ args: [...argv], options: PARSED, strict: false, tokens: true }).tokens) {
    if (token.kind === "option-terminator") onlyOperands = true;
    else if (token.kind === "option") {
      const value = checkedValue(token);
      const known = values.get(token.name);
      if (known) known.push(value);
      else values.set(token.name, [value]);
    } else {
      const command =
        named || onlyOperands || operands.length > 0 ? undefined : COMMANDS.find(({ name }) => name === token.value);
      if (command) named = command;
      else operands.push(token.value);
    }
  }
  return { values, named, operands };
}

const PARSED: NonNullable<ParseArgsConfig["options"]> = Object.fromEntries(
  OPTIONS.map(({ name, short, value }) => [name, { type: value ? "string" : "boolean", ...(short && { short }) }]),
);

interface OptionToken {
  readonly name: string;
  /** With its dashes. */
  readonly rawName: string;
  readonly value: string | undefined;
  /** True for --name=value. */
  readonly inlineValue: boolean | undefined;
}

function checkedValue({ name, rawName, value, inlineValue }: OptionToken): string {
  const option = OPTIONS.find((known) => known.name === name);
  if (!option) throw new UsageError(`option ${rawName} is not known`, meantOption(name));
  if (!option.value) {
    if (inlineValue) throw new UsageError(`option ${rawName} takes no value`, `write ${rawName} alone`);
    return "";
  }
  // Without "=", the next argument is the value, even where it is clearly the next option.
  if (!value || (!inlineValue && value.length > 1 && value.startsWith("-")))
    throw new UsageError(`option ${rawName} needs a value`, choices(option));
  return value;
}

function checkBelongs(name: string, command: Command): void {
  const option = OPTIONS.find((known) => known.name === name);
  if (!option || belongsTo(option, command.name)) return;
  const owners = COMMANDS.map((known) => known.name).filter((owner) => belongsTo(option, owner));
  const help = `it belongs to ${list(owners.map((owner) => `plimsoll ${owner}`))}`;
  throw new UsageError(`plimsoll ${command.name} has no option --${name}`, help);
}

function checkOperands(operands: readonly string[], { name, operands: wanted, words }: Command): void {
  const help = `plimsoll ${name} --help tells how it is called`;
  if (wanted === "none" && operands.length > 0)
    throw new UsageError(`plimsoll ${name} takes no argument, but is given ${quote(operands[0]!)}`, help);
  if (wanted === "one" && operands.length !== 1)
    throw new UsageError(
      `plimsoll ${name} takes one ${words ? "word" : "rule"}, but is given ${operands.length}`,
      words ? takes(words) : "plimsoll rules lists them",
    );
  if (operands.includes(""))
    throw new UsageError(
      `plimsoll ${name} is given an empty argument`,
      "write the argument out, or see that the shell's variable that stands for it is set",
    );
  const [first] = operands;
  if (words && (first === undefined || !words.includes(first)))
    throw new UsageError(
      first === undefined
        ? `plimsoll ${name} is not told what to do`
        : `plimsoll ${name} does not know ${quote(first)}`,
      (first !== undefined && didYouMean(first, words)) || takes(words),
    );
}

const OPTION_NAMES = OPTIONS.map(({ name }) => name);

const meantOption = (typed: string): string =>
  didYouMean(typed, OPTION_NAMES, (name) => quote(`--${name}`)) ?? SEE_HELP;

function choices({ words, name }: Option): string {
  if (words) return takes(words);
  const { example } = optionProse(name);
  return example ? `for example: ${example}` : SEE_HELP;
}
