import { resolve } from "node:path";
import { RULES } from "../index.ts";
import { VERSION } from "../tool-version.ts";
import { type Args, parseArguments } from "./args.ts";
import { lintCommand } from "./commands/lint.ts";
import { complain } from "./complaint.ts";
import { defectOf } from "./defect.ts";
import { describedRules } from "./described-rules.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { lintCall } from "./lint-call.ts";
import { COMMANDS, type CommandName } from "./options.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the command that `io.argv` names. All but `lint` are loaded only where they are asked for. */
export async function run(io: Io): Promise<ExitCode> {
  try {
    return await perform(io, parseArguments(spelledOut(io)));
  } catch (error) {
    complain(io, error instanceof UsageError ? error : defectOf(io, error));
    return 2;
  }
}

async function perform(io: Io, args: Args): Promise<ExitCode> {
  if (args.has("help")) return help(io, args);
  if (args.has("version")) {
    io.stdout.write(`plimsoll ${VERSION}\n`);
    return 0;
  }
  const { name } = args.command;
  return name === "lint" ? lintOrHelp(io, args) : LATE_COMMANDS[name](io, args);
}

async function lintOrHelp(io: Io, args: Args): Promise<ExitCode> {
  if (args.operands.length > 0 || !io.stdin.isTerminal) return lintCommand(io, lintCall(args), RULES);
  if (io.argv.length > 0) throw unnamed("linted");
  // A gate whose list of files came out empty must not look like one that passed.
  io.stderr.write((await import("./help.ts")).helpText());
  return 2;
}

const LATE_COMMANDS: Readonly<Record<Exclude<CommandName, "lint">, (io: Io, args: Args) => Promise<ExitCode>>> = {
  chart: async (io, args) => (await import("./commands/chart.ts")).chartCommand(io, args, RULES),
  fix: async (io, args) => {
    if (args.operands.length === 0 && io.stdin.isTerminal) throw unnamed("fixed");
    return (await import("./commands/fix.ts")).fixCommand(io, args, RULES);
  },
  baseline: async (io, args) => {
    if (args.operands.length === 1 && io.stdin.isTerminal) throw unnamed("linted");
    return (await import("./commands/baseline.ts")).baselineCommand(io, args, RULES);
  },
  explain: async (io, args) => (await import("./commands/explain.ts")).explainCommand(io, args, await describedRules()),
  rules: async (io, args) => (await import("./commands/rules.ts")).rulesCommand(io, args, await describedRules()),
  matcher: async (io, args) => (await import("./commands/matcher.ts")).matcherCommand(io, args),
  action: async (io) => (await import("./commands/action.ts")).actionCommand(io, RULES),
  init: async (io, args) => (await import("./commands/init.ts")).initCommand(io, args, RULES),
  completion: async (io, args) => (await import("./commands/completion.ts")).completionCommand(io, args, RULES),
  formats: async (io, args) => (await import("./commands/formats.ts")).formatsCommand(io, args),
};

async function help(io: Io, { command, isCommandNamed }: Args): Promise<ExitCode> {
  const { commandHelp, helpText } = await import("./help.ts");
  io.stdout.write(isCommandNamed ? commandHelp(command) : helpText());
  return 0;
}

/** help and version may stand without their dashes, unless they name something that can be linted. */
function spelledOut({ argv, cwd, status }: Io): readonly string[] {
  const [word, ...rest] = argv;
  const isAsked =
    (word === "help" && rest.length <= 1 && rest.every(isCommand)) || (word === "version" && rest.length === 0);
  return isAsked && isNothing(status, resolve(cwd, word)) ? [...rest, `--${word}`] : argv;
}

const isCommand = (word: string): boolean => COMMANDS.some(({ name }) => name === word);

function isNothing(status: Io["status"], path: string): boolean {
  try {
    return status(path) === undefined;
  } catch {
    return false;
  }
}

const unnamed = (what: string): UsageError =>
  new UsageError(`nothing was named to be ${what}`, "name a file, a folder, a glob, or - for standard input");
