import type { RuleFailure } from "../finding/finding.ts";
import { count, quote, shortList } from "../rule/text.ts";
import { VERSION } from "../tool-version.ts";
import type { Complaint } from "./complaint.ts";
import type { Io } from "./io.ts";
import { codeOf } from "./system-error.ts";
import { firstLine, thrown } from "./thrown.ts";
import { UsageError } from "./usage-error.ts";

type Teller = Pick<Io, "argv" | "runtime">;

/** An error that nobody expected, and what went on when it came. */
class Interruption extends Error {
  constructor(
    /** Completes "while": linting "a.yaml". */
    readonly activity: string,
    override readonly cause: unknown,
  ) {
    super(activity);
  }
}

/** The error with what went on when it came; one that is expected, or has that already, as it is. */
export const interruption = (activity: string, error: unknown): unknown =>
  error instanceof UsageError || error instanceof Interruption ? error : new Interruption(activity, error);

/** What is told where an error that nobody expected ends a call. */
export function defectOf(io: Teller, error: unknown): Complaint {
  const [activity, cause] = error instanceof Interruption ? [` while ${error.activity}`, error.cause] : ["", error];
  return defect(io, `stopped it${activity}`, cause, "what was reported, if anything, is not all");
}

/** What is told where a file cannot be read for a defect. */
export const readingDefect = (io: Teller, shown: string, error: unknown): Complaint =>
  defect(io, `kept it from reading ${quote(shown)}`, error, "the rest is reported");

/** What is told where a format cannot be made for a defect. */
export const formatDefect = (io: Teller, format: string, error: unknown): Complaint =>
  defect(io, `kept it from making the report in the format ${format}`, error, "the findings have not been shown there");

/** One complaint for rules that met the same error at the same place: they share what they ask. */
export function ruleDefects(
  io: Teller,
  failures: readonly RuleFailure[],
  inputs: readonly { readonly file: string }[],
): readonly Complaint[] {
  const alike = new Map<string, RuleFailure[]>();
  for (const failure of failures) {
    const { resource, file, error } = failure;
    const key = JSON.stringify([thrown(error).summary, resource, file]);
    const known = alike.get(key);
    if (known) known.push(failure);
    else alike.set(key, [failure]);
  }
  return Array.from(alike.values(), (group) => ruleDefect(io, group, inputs));
}

function ruleDefect(
  io: Teller,
  failures: readonly RuleFailure[],
  inputs: readonly { readonly file: string }[],
): Complaint {
  const { resource, file, error } = failures[0]!;
  const isOne = failures.length === 1;
  const rules = `the ${isOne ? "rule" : "rules"} ${shortList(failures, ({ rule }) => rule)}`;
  const where =
    file === undefined
      ? `the release of ${shortList(inputs, (input) => quote(input.file))}`
      : `${firstLine(resource ?? "a document")} in ${quote(file)}`;
  const more = Math.max(...failures.map(({ times }) => times)) - 1;
  const others = more > 0 ? ` and at ${count(more, "more place")}` : "";
  const remedy = `${isOne ? `${failures[0]!.rule}: off` : "off for each"}, under "rules" in plimsoll.yaml, leaves ${isOne ? "it" : "them"} out`;
  return defect(
    io,
    `kept ${rules} from looking at ${where}${others}`,
    error,
    `everything else is reported; until this is mended, ${remedy}`,
  );
}

/** `effect` completes "a defect of Plimsoll"; `rest` says what became of the rest. */
function defect(io: Teller, effect: string, error: unknown, rest: string): Complaint {
  // A file that is read late may be gone by then, as in the middle of an update.
  if (codeOf(error) === "MODULE_NOT_FOUND")
    return {
      message: `a file of Plimsoll ${VERSION} cannot be found, which ${effect}`,
      help: `${rest}; install Plimsoll again`,
    };
  const { summary, frames } = thrown(error);
  const message = `a defect of Plimsoll ${VERSION} (${io.runtime}), and no fault of the input, ${effect}: ${summary}`;
  if (!io.argv.includes("--debug"))
    return {
      message,
      help: `${rest}; run the same again with --debug, which prints what a report of the defect needs: the stack trace and the versions, no manifest`,
    };
  const details = [
    `plimsoll ${VERSION}, ${io.runtime}`,
    `arguments: ${withoutValues(io.argv)
      .map((argument) => quote(firstLine(argument)))
      .join(" ")}`,
    summary,
    ...frames,
  ];
  return {
    message,
    help: `${rest}; a report of the defect needs these lines, which name files: read them first`,
    details,
  };
}

/** Values for charts, which may hold passwords, are left out; whole manifests, which the shell may have put there, are cut. */
const withoutValues = (argv: readonly string[]): readonly string[] =>
  argv.map((argument, at) => {
    if (/^--set(-\w+)?=/.test(argument)) return argument.replace(/=.*$/s, "=...");
    return /^--set(-\w+)?$/.test(argv[at - 1] ?? "") ? "..." : argument;
  });
