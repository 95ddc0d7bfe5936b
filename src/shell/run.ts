import { noteMade, settle } from "./builtin.ts";
import type { CallLedger } from "./call-ledger.ts";
import { changeOf } from "./change.ts";
import { Expansion } from "./expansion.ts";
import { readFind, withResults, xargsCommand } from "./find.ts";
import { alwaysSucceeds, type Flow, leavesInFailure, type Step, stepsOf, unnoticed } from "./flow.ts";
import { printedBy } from "./printed.ts";
import { readScript } from "./script.ts";
import type { ShellState } from "./shell-state.ts";
import type { AndOr, Command, CommandList, Pipeline, SimpleCommand, Word } from "./syntax.ts";
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
  #conditional = false;
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
    const output = this.#program(unwrapped(given), flow);
    this.#depth -= 1;
    return output;
  }

  #program(words: readonly Value[], flow: Flow): Output {
    const name = commandName(words[0]);
    if (name === undefined) return undefined;
    const shell = shellCall(words);
    if (shell !== undefined) return this.#shell(shell, flow);
    switch (name) {
      case "find":
        return this.#find(words, flow);
      case "xargs":
        return this.#xargs(words, flow);
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
    return !counts && !(exits && this.#state.errexit);
  }

  #shell({ script, positional, errexit, pipefail }: ShellCall, flow: Flow): undefined {
    const text = literal(script);
    if (text === undefined || !this.#state.spend(text.length)) return;
    const noticed = !this.#isIgnored(flow);
    const outer = this.#script;
    this.#apart(() => {
      Object.assign(this.#state, { errexit, pipefail, positional });
      this.#script = script.origin;
      this.#list(readScript(text), { ...flow, exits: noticed, counts: noticed });
    });
    this.#script = outer;
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
      const counts = flow.counts && index === list.items.length - 1;
      output = this.#andOr(item, { ...flow, conditional: doubtful, counts });
    }
    return list.items.length === 1 ? output : undefined;
  }

  #andOr(item: AndOr, flow: Flow): Output {
    if (item.background) return this.#apart(() => this.#steps(item, unnoticed(flow)));
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
      input = this.#apart(() => this.#command(command, { ...(noticed ? flow : unnoticed(flow)), input }));
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
        return command.subshell ? this.#apart(() => this.#list(command.body, flow)) : this.#list(command.body, flow);
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
    this.#conditional = flow.conditional;
    const values = this.#fields(words);
    const assign = () => {
      for (const { name, value } of assignments) this.#state.assign(name, this.#single(value));
    };
    if (values.length === 0) {
      assign();
      return undefined;
    }
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
      this.#test(test, { ...flow, conditional: flow.conditional || index > 0 }, body, onFailure);
      this.#perhaps(body, flow);
    }
    if (otherwise !== undefined) this.#perhaps(otherwise, flow);
  }

  /** A failure of the test is noticed only where the branch that it leads to leaves the script in failure. */
  #test(test: CommandList, flow: Flow, onSuccess: CommandList, onFailure: CommandList | undefined): void {
    const [item, ...others] = test.items;
    if (item !== undefined && others.length === 0 && item.rest.length === 0) {
      const next = item.first.negated ? onSuccess : onFailure;
      if (next !== undefined && leavesInFailure(next)) {
        this.#pipeline({ ...item.first, negated: false }, { ...flow, counts: true });
        return;
      }
    }
    this.#list(test, unnoticed(flow));
  }

  #while({ test, body }: Kind<"while">, flow: Flow): undefined {
    const left = this.#left;
    this.#list(test, unnoticed(flow));
    if (alwaysSucceeds(test)) this.#list(body, flow);
    else this.#perhaps(body, flow);
    this.#left = left;
  }

  #for({ name, words, body }: Kind<"for">, flow: Flow): undefined {
    this.#conditional = flow.conditional;
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
    const flow = { conditional: this.#conditional, exits: false, counts: false, input: undefined };
    return this.#apart(() => this.#list(commands, flow));
  }
}

/** True for the operand of an exit that fails; what nobody knows may as well be 0. */
function isFailure(status: Value | undefined): boolean {
  return Number(literal(status) ?? 0) !== 0;
}
