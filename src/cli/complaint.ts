import { forTerminal } from "../report/escape.ts";
import type { Shortfall } from "../report/shortfall.ts";
import { quote } from "../rule/text.ts";
import type { Io } from "./io.ts";
import { obstacleOf } from "./system-error.ts";

/** What keeps Plimsoll from doing what was asked: a call, a file or a config that cannot be used. Never a finding. */
export interface Complaint extends Shortfall {
  /** True where findings of the report tell of it already. */
  readonly isFound?: true;
  /** What a report of it has to hold, a line each. */
  readonly details?: readonly string[] | undefined;
}

/** Tells on stderr what is wrong and what to do about it. */
export function complain(io: Io, { location, message, help, details = [] }: Complaint): void {
  const at = location ? `${location.file}:${location.start.line}:${location.start.column}: ` : "";
  io.stderr.write(`plimsoll: ${forTerminal(at + message)}\n`);
  if (help !== undefined) io.stderr.write(`  help: ${forTerminal(help)}\n`);
  for (const line of details) io.stderr.write(`    ${forTerminal(line)}\n`);
}

/** A whole manifest may stand where a name should: plimsoll "$(cat a.yaml)". */
const MOST_LETTERS = 200;

/** Throws whatever is no error of the system. */
export function unreadable(shown: string, error: unknown): Complaint {
  const { reason, reading } = obstacleOf(error);
  const name = shown.length > MOST_LETTERS ? `${shown.slice(0, MOST_LETTERS)}...` : shown;
  return { message: `${quote(name)} cannot be read: ${reason}`, help: reading };
}
