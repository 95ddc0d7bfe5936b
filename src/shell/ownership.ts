import { CallLedger } from "./call-ledger.ts";
import type { OwnershipCall } from "./ownership-call.ts";
import { Run } from "./run.ts";
import { ShellState, type Surroundings } from "./shell-state.ts";
import { joined, UNKNOWN, type Value } from "./value.ts";
import { shellCall, unwrapped } from "./wrapper.ts";

export type { OwnershipCall } from "./ownership-call.ts";
export type { PathArgument } from "./path-argument.ts";

/** Code units of a command. etcd takes no object of more than 1.5 MiB, so that a longer one reaches no cluster. */
const LONGEST = 1.5 * 1024 * 1024;

/**
 * The calls of chown, chgrp, chmod, setfacl and install -d that `argv` (a container's command, then its args) makes, itself or
 * in a script: one handed to a shell or to eval, or a file that it runs or sources.
 *
 * `ignored` asks one question: can the call fail, as often as it is tried, while the script still ends with status 0?
 * So it is true behind `|| true`, in a test, behind a pipe without pipefail, under find's -exec ... \;, for every
 * command that is not the last of a script without set -e, and behind a trap that may exit with 0. It is false in front
 * of `|| exit 1` and `exit $?`, and where a loop goes on until the call succeeds.
 *
 * `conditional` is true in the branches of if and case, in loops whose list may be empty, behind ||, behind && after a
 * question, and after an exit under a condition. A search that may find nothing is no condition: `reach` says so.
 */
export function ownershipCalls(argv: readonly string[], surroundings: Surroundings = {}): readonly OwnershipCall[] {
  const length = argv.reduce((sum, text) => sum + text.length, 0);
  if (length > LONGEST) return [];
  const ledger = new CallLedger();
  const written = argv.map(writtenValue);
  // A script keeps its $(NAME): the reader of scripts knows both meanings, and where everything stands.
  const state = new ShellState(surroundings, length);
  const keeps = shellCall(unwrapped(written).words)?.form === "word";
  const words = keeps ? written : written.map((word) => resolved(word, state));
  const run = new Run(state, ledger);
  run.program(words, { conditional: false, exits: true, counts: true, exitCounts: true, input: undefined });
  return ledger.calls();
}

function writtenValue(text: string, argument: number): Value {
  return joined([text], { argument, file: undefined, start: 0, end: text.length, text: 0 });
}

/** What Kubernetes makes of an argument: $(NAME) is a variable, $$ is a dollar sign. */
function resolved({ pieces, origin }: Value, state: ShellState): Value {
  const [text] = pieces;
  if (typeof text !== "string" || !text.includes("$")) return { pieces, origin };
  const split = text.split(/(\$\$|\$\([A-Za-z_][A-Za-z0-9_.-]*\))/);
  const values = split.map((piece, index) => {
    if (index % 2 === 0) return piece;
    return piece === "$$" ? "$" : (state.environment(piece.slice(2, -1)) ?? UNKNOWN);
  });
  return joined(values, { ...origin, text: undefined });
}
