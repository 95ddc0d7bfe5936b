import { evaluated, noteMade, settle } from "./builtin.ts";
import type { CallLedger } from "./call-ledger.ts";
import { changeOf } from "./change.ts";
import { staysInLoop } from "./exit-status.ts";
import { Expansion } from "./expansion.ts";
import { readFind, withResults, xargsCommand } from "./find.ts";
import {
  alwaysSucceeds,
  decidingSubstitution,
  type Flow,
  flowInList,
  leavesInFailure,
  type Step,
  stepsOf,
  unnoticed,
} from "./flow.ts";
import { printedBy } from "./printed.ts";
import { readScript } from "./script.ts";
import type { ShellState } from "./shell-state.ts";
import type { AndOr, Command, CommandList, Pipeline, SimpleCommand, Word } from "./syntax.ts";
import { settleTrap } from "./trap.ts";
import { commandName, literal, type Origin, type Output, originOf, UNKNOWN, type Value } from "./value.ts";
import { type ShellCall, shellCall, unwrapped } from "./wrapper.ts";

type Kind<K extends Command["kind"]> = Command & { kind: K };

/** Blocks, functions and nested scripts together; the reader of a text bounds only what nests in that text. */
const DEEPEST = 120;

/** Goes through commands in the order in which a shell runs them, and hands every change of owners to the ledger. */
export class Run {
  readonly #state: ShellState;
  readonly #ledger: CallLedger;
  readonly #expansion: Expansion;
  readonly #functions = new Map<string, Kind<"function">>();
  #depth = 0;
  /** Where the text of the commands stands that run now. */
  #script: Origin = { argument: 0, start: 0, end: 0, text: undefined };
  /** What becomes of the command whose words are expanded now, and the substitution whose status is its own. */
  #expanding: { readonly flow: Flow; readonly deciding?: CommandList | undefined } | undefined;
  /** "perhaps" behind an exit under a condition, which makes all that follows conditional. */
  #exited: "no" | "perhaps" | "yes" = "no";
  /** True behind a break, continue or return, until the loop or function ends. */
  #left = false;

  constructor(state: ShellState, ledger: CallLedger) {
    this.#state = state;
    this.#ledger = ledger;
    this.#expansion = new Expansion(state, (commands) => this.#substituted(commands));
  }

  /** Runs a program with its arguments. */
  words(given: readonly Value[], flow: Flow): Output {
    if (this.#depth >= DEEPEST) return undefined;
    this.#depth += 1;
    const { words, runsAs } = unwrapped(given);
    const output = this.#state.as(runsAs, () => this.#program(words, flow));
    this.#depth -= 1;
    return output;
  }

  #program(words: readonly Value[], flow: Flow): Output {
    const name = commandName(words[0]);
    if (name === undefined) return undefined;
    const shell = shellCall(words);
    if (shell !== undefined) return this.#state.as(shell.runsAs, () => this.#shell(shell, flow));
    switch (name) {
      case "find":
        return this.#find(words, flow);
      case "xargs":
        return this.#xargs(words, flow);
      case "eval":
        return this.#text(evaluated(words), flow);
      case "trap":
        settleTrap(words, this.#functions, this.#state);
        return undefined;
      case "exit":
        if (!flow.conditional) this.#exited = "yes";
        else if (!isFailure(words[1])) this.#exited = "perhaps";
        return undefined;
      case "return":
        if (!isFailure(words[1])) this.#left = true;
        return undefined;
      case "break":
      case "continue":
        this.#left = true;
        return undefined;
      default:
    }
    const change = changeOf(name, words);
    if (!flow.conditional) noteMade(name, words, this.#state);
    if (change !== undefined) {
      this.#ledger.add(change, words, this.#state, { ignored: this.#isIgnored(flow), conditional: flow.conditional });
    }
    settle(name, words, this.#state, flow.input);
    return printedBy(name, words, flow.input, this.#state.directory);
  }

  #isIgnored({ exits, counts }: Flow): boolean {
    return this.#state.endsWell || (!counts && !(exits && this.#state.errexit));
  }

  /** For what runs in a shell of its own. */
  #inner(flow: Flow): Flow {
    return { ...flow, exitCounts: !this.#isIgnored(flow) };
  }

  #shell({ script, positional, errexit, pipefail }: ShellCall, flow: Flow): undefined {
    const { exitCounts } = this.#inner(flow);
    this.#apart(() => {
      Object.assign(this.#state, { errexit, pipefail, positional });
      this.#text(script, { ...flow, exits: exitCounts, counts: exitCounts, exitCounts });
    });
  }

  #text(script: Value | undefined, flow: Flow): Output {
    const text = literal(script);
    if (script === undefined || text === undefined || !this.#state.spend(text.length)) return undefined;
    const outer = this.#script;
    this.#script = script.origin;
    const output = this.#list(readScript(text), flow);
    this.#script = outer;
    return output;
  }

  #find(words: readonly Value[], flow: Flow): Output {
    const { results, executions } = readFind(words);
    for (const { words: command, failsFind } of executions) {
      if (!this.#mayFill(command, results)) break;
      this.words(withResults(command, "{}", results), failsFind ? flow : unnoticed(flow));
    }
    return results;
  }

  #xargs(words: readonly Value[], flow: Flow): undefined {
    const origin = words[0]!.origin;
    const results = flow.input ?? [{ pieces: [UNKNOWN], origin }];
    if (this.#mayFill(words, results)) this.words(xargsCommand(words, results), { ...flow, input: undefined });
  }

  #mayFill(words: readonly Value[], results: readonly Value[]): boolean {
    const length = words.reduce((sum, word) => sum + word.pieces.join("").length, 0);
    return this.#state.spend(length * results.length);
  }

  #list(list: CommandList, flow: Flow): Output {
    let output: Output;
    for (const [index, item] of list.items.entries()) {
      if (this.#exited === "yes") return undefined;
      const doubtful = flow.conditional || this.#left || this.#exited === "perhaps";
      output = this.#andOr(item, { ...flowInList(list.items, index, flow), conditional: doubtful });
    }
    return list.items.length === 1 ? output : undefined;
  }

  #andOr(item: AndOr, flow: Flow): Output {
    if (item.background) return this.#apart(() => this.#steps(item, this.#inner(unnoticed(flow))));
    return this.#steps(item, flow);
  }

  #steps(item: AndOr, flow: Flow): Output {
    const steps = stepsOf(item, flow);
    let output: Output;
    for (let start = 0, end = 0; start < steps.length; start = end) {
      end = start + 1;
      while (steps[end]?.runs === "along") end += 1;
      const run = () => {
        for (const step of steps.slice(start, end)) output = this.#step(step);
      };
      if (steps[start]?.runs === "perhaps") this.#state.perhaps(run);
      else run();
      if (start > 0 && this.#exited === "yes") this.#exited = "perhaps";
    }
    return steps.length === 1 ? output : undefined;
  }

  #step({ pipeline, flow, fails }: Step): Output {
    const run = () => this.#pipeline(pipeline, flow);
    return fails ? this.#apart(run) : run();
  }

  #pipeline({ negated, commands }: Pipeline, given: Flow): Output {
    const flow = negated ? unnoticed(given) : given;
    const [only] = commands;
    if (only !== undefined && commands.length === 1) return this.#command(only, flow);
    let input = flow.input;
    for (const [index, command] of commands.entries()) {
      const noticed = index === commands.length - 1 || this.#state.pipefail;
      const own = this.#inner(noticed ? flow : unnoticed(flow));
      input = this.#apart(() => this.#command(command, { ...own, input }));
    }
    return input;
  }

  #command(command: Command, flow: Flow): Output {
    if (this.#depth >= DEEPEST) return undefined;
    this.#depth += 1;
    const output = this.#dispatch(command, flow);
    this.#depth -= 1;
    return output;
  }

  #dispatch(command: Command, flow: Flow): Output {
    switch (command.kind) {
      case "simple":
        return this.#simple(command, flow);
      case "group":
        if (!command.subshell) return this.#list(command.body, flow);
        return this.#apart(() => this.#list(command.body, this.#inner(flow)));
      case "if":
        return this.#if(command, flow);
      case "while":
        return this.#while(command, flow);
      case "for":
        return this.#for(command, flow);
      case "case":
        for (const arm of command.arms) this.#perhaps(arm, flow);
        return undefined;
      case "function":
        this.#functions.set(command.name, command);
        return undefined;
      case "test":
        return undefined;
    }
  }

  #simple({ assignments, words }: SimpleCommand, flow: Flow): Output {
    this.#expanding = { flow };
    const values = this.#fields(words);
    const assign = () => {
      for (const { name, value } of assignments) this.#state.assign(name, this.#single(value));
    };
    if (values.length === 0) {
      this.#expanding = { flow, deciding: decidingSubstitution(assignments) };
      assign();
      return undefined;
    }
    if (this.#state.aliases.has(literal(values[0]) ?? "")) return undefined;
    const called = this.#functions.get(literal(values[0]) ?? "");
    const run = () => (called ? this.#function(called, values.slice(1), flow) : this.words(values, flow));
    if (assignments.length === 0) return run();
    return this.#state.keeping(
      assignments.map(({ name }) => name),
      () => {
        assign();
        return run();
      },
    );
  }

  #function({ body, length }: Kind<"function">, positional: readonly Value[], flow: Flow): undefined {
    if (!this.#state.spend(length)) return;
    const { positional: outer } = this.#state;
    const left = this.#left;
    this.#state.positional = positional;
    this.#command(body, flow);
    this.#state.positional = outer;
    this.#left = left;
  }

  #if({ branches, otherwise }: Kind<"if">, flow: Flow): undefined {
    for (const [index, { test, body }] of branches.entries()) {
      const onFailure = index === branches.length - 1 ? otherwise : undefined;
      const asked = { ...flow, conditional: flow.conditional || index > 0 };
      this.#test(test, asked, leavesInFailure(body), leavesInFailure(onFailure));
      this.#perhaps(body, flow);
    }
    if (otherwise !== undefined) this.#perhaps(otherwise, flow);
  }

  /** A failure of the test is noticed only where what it leads to never ends with 0, as the last two say. */
  #test(test: CommandList, flow: Flow, successFails: boolean, failureFails: boolean): void {
    const [item, ...others] = test.items;
    if (item !== undefined && others.length === 0 && item.rest.length === 0) {
      if (item.first.negated ? successFails : failureFails) {
        this.#pipeline({ ...item.first, negated: false }, { ...flow, counts: flow.exitCounts });
        return;
      }
    }
    this.#list(test, unnoticed(flow));
  }

  #while({ until, test, body }: Kind<"while">, flow: Flow): undefined {
    const left = this.#left;
    const endless = staysInLoop(body);
    this.#test(test, flow, endless && !until, endless && until);
    if (!until && alwaysSucceeds(test)) this.#list(body, flow);
    else this.#perhaps(body, flow);
    this.#left = left;
  }

  #for({ name, words, body }: Kind<"for">, flow: Flow): undefined {
    this.#expanding = { flow };
    const origin = this.#script;
    const unknown = { pieces: [UNKNOWN], origin };
    let values = words === undefined ? (name && this.#state.positional) || [unknown] : this.#fields(words);
    if (values.length > 1 && !this.#state.spend(body.length * values.length)) values = [unknown];
    const left = this.#left;
    for (const [index, value] of values.entries()) {
      if (name !== undefined) this.#state.assign(name, value);
      const round = index === values.length - 1 ? flow : { ...flow, counts: false };
      if (literal(value) === undefined) this.#perhaps(body, round);
      else this.#list(body, round);
      this.#left = left;
    }
  }

  #perhaps(list: CommandList, flow: Flow): void {
    this.#state.perhaps(() => this.#list(list, { ...flow, conditional: true }));
  }

  /** Runs what has a shell of its own, which an exit ends instead of this one. */
  #apart<T>(run: () => T): T {
    const exited = this.#exited;
    const left = this.#left;
    const result = this.#state.apart(run);
    this.#exited = exited;
    this.#left = left;
    return result;
  }

  #fields(words: readonly Word[]): Value[] {
    return words.flatMap((word) => this.#expansion.fields(word, originOf(word, this.#script)));
  }

  #single(word: Word | undefined): Value {
    if (word === undefined) return { pieces: [UNKNOWN], origin: this.#script };
    return this.#expansion.single(word.parts, this.#script);
  }

  #substituted(commands: CommandList): Output {
    const outer = this.#expanding;
    if (outer === undefined) return undefined;
    const counted = commands === outer.deciding ? outer.flow : unnoticed(outer.flow);
    const { exitCounts } = this.#inner(counted);
    // Whether set -e reaches into a substitution depends on the shell.
    const flow = { ...counted, exits: false, counts: exitCounts, exitCounts, input: undefined };
    const output = this.#apart(() => this.#list(commands, flow));
    this.#expanding = outer;
    return output;
  }
}

/** True for the operand of an exit that fails; what nobody knows may as well be 0. */
function isFailure(status: Value | undefined): boolean {
  return Number(literal(status) ?? 0) !== 0;
}
