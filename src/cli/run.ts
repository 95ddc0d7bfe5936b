import { resolve } from "node:path";
import { RULES } from "../index.ts";
import { VERSION } from "../tool-version.ts";
import { type Call, parseCall } from "./args.ts";
import { wantsColor } from "./color.ts";
import { lintCommand } from "./commands/lint.ts";
import { complain } from "./complaint.ts";
import { describedRules } from "./described-rules.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the command that `io.argv` names. All but `lint` are loaded only where they are asked for. */
export async function run(io: Io): Promise<ExitCode> {
  try {
    return await perform(io, wordCall(io) ?? parseCall(io.argv));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(io, error);
    return 2;
  }
}

/** help and version without their dashes, unless they name something that can be linted. */
function wordCall(io: Io): Call | undefined {
  const [word, ...rest] = io.argv;
  if (rest.length > 0 || (word !== "help" && word !== "version")) return undefined;
  return isNothing(io, resolve(io.cwd, word)) ? { command: word } : undefined;
}

function isNothing(io: Io, path: string): boolean {
  try {
    return io.status(path) === undefined;
  } catch {
    return false;
  }
}

async function perform(io: Io, call: Call): Promise<ExitCode> {
  switch (call.command) {
    case "lint": {
      if (call.paths.length > 0 || !io.stdin.isTerminal) return lintCommand(io, call, RULES);
      if (io.argv.length > 0) throw unnamed("linted");
      // A gate whose list of files came out empty must not look like one that passed.
      io.stderr.write((await import("./help.ts")).helpText());
      return 2;
    }
    case "fix": {
      if (call.paths.length === 0 && io.stdin.isTerminal) throw unnamed("fixed");
      return (await import("./commands/fix.ts")).fixCommand(io, call, RULES);
    }
    case "explain": {
      const { explainCommand } = await import("./commands/explain.ts");
      return explainCommand(io, call.rule, await describedRules(), wantsColor(call.color, io));
    }
    case "rules": {
      const { rulesCommand } = await import("./commands/rules.ts");
      return rulesCommand(io, await describedRules(), wantsColor(call.color, io));
    }
    case "help":
      io.stdout.write((await import("./help.ts")).helpText());
      return 0;
    case "version":
      io.stdout.write(`plimsoll ${VERSION}\n`);
      return 0;
    default:
      return call satisfies never;
  }
}

const unnamed = (what: string): UsageError =>
  new UsageError(`nothing was named to be ${what}`, "name a file, a folder, a glob, or - for standard input");
