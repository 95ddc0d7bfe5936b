import { evaluated, noteMade, settle } from "./builtin.ts";
import type { CallLedger } from "./call-ledger.ts";
import { changeOf } from "./change.ts";
import { readFind, withResults, xargsCommand } from "./find.ts";
import { type Flow, innerFlow, isIgnored, unnoticed } from "./flow.ts";
import { printedBy } from "./printed.ts";
import type { ShellState } from "./shell-state.ts";
import { settleTrap } from "./trap.ts";
import { beginning, commandName, literal, type Output, UNKNOWN, type Value } from "./value.ts";
import { interpreterOf, type ShellCall, shellCall, unwrapped } from "./wrapper.ts";

/** Runs a script's text in the shell that is running now. */
type RunText = (script: Value, flow: Flow) => Output;

/** Does what programs do when they are handed their words: those of the shell itself, and those that start others. */
export class Programs {
  readonly #state: ShellState;
  readonly #ledger: CallLedger;
  readonly #runText: RunText;

  constructor(state: ShellState, ledger: CallLedger, runText: RunText) {
    this.#state = state;
    this.#ledger = ledger;
    this.#runText = runText;
  }

  /** Gives what the program prints. */
  run(given: readonly Value[], flow: Flow): Output {
    const { words, runsAs, replacesShell } = unwrapped(given);
    const own = replacesShell ? { ...flow, counts: flow.exitCounts, exits: false } : flow;
    const output = this.#state.nested(() => this.#state.as(runsAs, () => this.#program(words, own)));
    if (replacesShell) this.#exit(flow, true);
    return output;
  }

  #program(words: readonly Value[], flow: Flow): Output {
    const [program, ...operands] = words;
    if (program === undefined) return undefined;
    const file = beginning(program).includes("/") ? this.#state.file(program) : undefined;
    if (file !== undefined) return this.run([...interpreterOf(file, program), ...operands], flow);
    const name = commandName(program);
    if (name === undefined) return undefined;
    const shell = shellCall(words);
    if (shell !== undefined) return this.#state.as(shell.runsAs, () => this.#shell(shell, flow));
    switch (name) {
      case "find":
        return this.#find(words, flow);
      case "xargs":
        return this.#xargs(words, flow);
      case "eval": {
        const script = evaluated(words);
        return script && this.#runText(script, flow);
      }
      case ".":
      case "source":
        return this.#sourced(words[1], flow);
      case "trap":
        settleTrap(words, this.#state);
        return undefined;
      case "exit":
        this.#exit(flow, !isFailure(words[1]));
        return undefined;
      case "return":
        if (!isFailure(words[1])) this.#state.left = true;
        return undefined;
      case "break":
      case "continue":
        this.#state.left = true;
        return undefined;
      default:
    }
    const change = changeOf(name, words);
    if (!flow.conditional) noteMade(name, words, this.#state);
    if (change !== undefined) {
      const ignored = isIgnored(flow, this.#state);
      this.#ledger.add(change, words, this.#state, { ignored, conditional: flow.conditional });
    }
    settle(name, words, this.#state, flow.input);
    return printedBy(name, words, flow.input, this.#state.directory);
  }

  #exit({ conditional }: Flow, maySucceed: boolean): void {
    if (!conditional) this.#state.exited = "yes";
    else if (maySucceed) this.#state.exited = "perhaps";
  }

  #shell({ form, script: given, positional, errexit, pipefail }: ShellCall, flow: Flow): undefined {
    const script = form === "word" ? given : this.#state.file(given);
    if (script === undefined) return;
    const { exitCounts } = innerFlow(flow, this.#state);
    this.#state.apart(() => {
      Object.assign(this.#state, { errexit, pipefail, positional });
      this.#runText(script, { ...flow, exits: exitCounts, counts: exitCounts, exitCounts });
    });
  }

  /** A return ends the file alone. */
  #sourced(path: Value | undefined, flow: Flow): Output {
    const script = this.#state.file(path);
    const { left } = this.#state;
    const output = script && this.#runText(script, flow);
    this.#state.left = left;
    return output;
  }

  #find(words: readonly Value[], flow: Flow): Output {
    const { results, executions } = readFind(words);
    for (const { words: command, failsFind } of executions) {
      if (!this.#mayFill(command, results)) break;
      this.run(withResults(command, "{}", results), failsFind ? flow : unnoticed(flow));
    }
    return results;
  }

  #xargs(words: readonly Value[], flow: Flow): undefined {
    const origin = words[0]!.origin;
    const results = flow.input ?? [{ pieces: [UNKNOWN], origin }];
    if (this.#mayFill(words, results)) this.run(xargsCommand(words, results), { ...flow, input: undefined });
  }

  #mayFill(words: readonly Value[], results: readonly Value[]): boolean {
    const length = words.reduce((sum, word) => sum + word.pieces.join("").length, 0);
    return this.#state.spend(length * results.length);
  }
}

/** True for the operand of an exit that fails; what nobody knows may as well be 0. */
function isFailure(status: Value | undefined): boolean {
  return Number(literal(status) ?? 0) !== 0;
}
