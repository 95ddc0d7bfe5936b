import { jsonText } from "../../report/escape.ts";
import { GITHUB_MATCHER, VSCODE_MATCHER } from "../../report/matchers.ts";
import type { Args } from "../args.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";

const MATCHERS: Readonly<Record<string, unknown>> = { github: GITHUB_MATCHER, vscode: VSCODE_MATCHER };

/** Prints what reads the format unix elsewhere. */
export function matcherCommand(io: Io, args: Args): ExitCode {
  io.stdout.write(jsonText(MATCHERS[args.operands[0] ?? ""]));
  return 0;
}
