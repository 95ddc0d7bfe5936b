import type { CallLedger } from "./call-ledger.ts";
import { staysInLoop } from "./exit-status.ts";
import { Expansion } from "./expansion.ts";
import {
  alwaysSucceeds,
  decidingSubstitution,
  type Flow,
  flowInList,
  innerFlow,
  leavesInFailure,
  type Step,
  stepsOf,
  unnoticed,
} from "./flow.ts";
import { Programs } from "./programs.ts";
import { readScript } from "./script.ts";
import type { DefinedFunction, ShellState } from "./shell-state.ts";
import type { AndOr, Command, CommandList, Pipeline, SimpleCommand, Word } from "./syntax.ts";
import { literal, type Origin, type Output, originOf, UNKNOWN, type Value } from "./value.ts";

type Kind<K extends Command["kind"]> = Command & { kind: K };

/** Goes through commands in the order in which a shell runs them, and hands every change of owners to the ledger. */
export class Run {
  readonly #state: ShellState;
  readonly #programs: Programs;
  readonly #expansion: Expansion;
  /** Where the text of the commands stands that run now. */
  #script: Origin = { argument: 0, file: undefined, start: 0, end: 0, text: undefined };
  /** What becomes of the command whose words are expanded now, and the substitution whose status is its own. */
  #expanding: { readonly flow: Flow; readonly deciding?: CommandList | undefined } | undefined;

  constructor(state: ShellState, ledger: CallLedger) {
    this.#state = state;
    this.#programs = new Programs(state, ledger, (script, flow) => this.#text(script, flow));
    this.#expansion = new Expansion(state, (commands) => this.#substituted(commands));
  }

  /** Runs a program with its arguments. */
  program(words: readonly Value[], flow: Flow): Output {
    return this.#programs.run(words, flow);
  }

  #text(script: Value, flow: Flow): Output {
    const text = literal(script);
    if (text === undefined || !this.#state.spend(text.length)) return undefined;
    const outer = this.#script;
    this.#script = script.origin;
    const output = this.#list(readScript(text, { isFile: script.origin.file !== undefined }), flow);
    this.#script = outer;
    return output;
  }

  #list(list: CommandList, flow: Flow): Output {
    let output: Output;
    for (const [index, item] of list.items.entries()) {
      if (this.#state.exited === "yes") return undefined;
      const doubtful = flow.conditional || this.#state.left || this.#state.exited === "perhaps";
      output = this.#andOr(item, { ...flowInList(list.items, index, flow), conditional: doubtful });
    }
    return list.items.length === 1 ? output : undefined;
  }

  #andOr(item: AndOr, flow: Flow): Output {
    if (item.background) return this.#state.apart(() => this.#steps(item, innerFlow(unnoticed(flow), this.#state)));
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
      if (start > 0 && this.#state.exited === "yes") this.#state.exited = "perhaps";
    }
    return steps.length === 1 ? output : undefined;
  }

  #step({ pipeline, flow, fails }: Step): Output {
    const run = () => this.#pipeline(pipeline, flow);
    return fails ? this.#state.apart(run) : run();
  }

  #pipeline({ negated, commands }: Pipeline, given: Flow): Output {
    const flow = negated ? unnoticed(given) : given;
    const [only] = commands;
    if (only !== undefined && commands.length === 1) return this.#command(only, flow);
    let input = flow.input;
    for (const [index, command] of commands.entries()) {
      const noticed = index === commands.length - 1 || this.#state.pipefail;
      const own = innerFlow(noticed ? flow : unnoticed(flow), this.#state);
      input = this.#state.apart(() => this.#command(command, { ...own, input }));
    }
    return input;
  }

  #command(command: Command, flow: Flow): Output {
    return this.#state.nested(() => this.#dispatch(command, flow));
  }

  #dispatch(command: Command, flow: Flow): Output {
    switch (command.kind) {
      case "simple":
        return this.#simple(command, flow);
      case "group":
        if (!command.subshell) return this.#list(command.body, flow);
        return this.#state.apart(() => this.#list(command.body, innerFlow(flow, this.#state)));
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
        this.#state.functions.set(command.name, { command, script: this.#script });
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
    const called = this.#state.functions.get(literal(values[0]) ?? "");
    const run = () => (called ? this.#function(called, values.slice(1), flow) : this.program(values, flow));
    if (assignments.length === 0) return run();
    return this.#state.keeping(
      assignments.map(({ name }) => name),
      () => {
        assign();
        return run();
      },
    );
  }

  #function({ command, script }: DefinedFunction, positional: readonly Value[], flow: Flow): undefined {
    if (!this.#state.spend(command.length)) return;
    const { positional: outer, left } = this.#state;
    const caller = this.#script;
    this.#state.positional = positional;
    this.#script = script;
    this.#command(command.body, flow);
    this.#script = caller;
    this.#state.positional = outer;
    this.#state.left = left;
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
    const left = this.#state.left;
    const endless = staysInLoop(body);
    this.#test(test, flow, endless && !until, endless && until);
    if (!until && alwaysSucceeds(test)) this.#list(body, flow);
    else this.#perhaps(body, flow);
    this.#state.left = left;
  }

  #for({ name, words, body }: Kind<"for">, flow: Flow): undefined {
    this.#expanding = { flow };
    const origin = this.#script;
    const unknown = { pieces: [UNKNOWN], origin };
    let values = words === undefined ? (name && this.#state.positional) || [unknown] : this.#fields(words);
    if (values.length > 1 && !this.#state.spend(body.length * values.length)) values = [unknown];
    const left = this.#state.left;
    for (const [index, value] of values.entries()) {
      if (name !== undefined) this.#state.assign(name, value);
      const round = index === values.length - 1 ? flow : { ...flow, counts: false };
      if (literal(value) === undefined) this.#perhaps(body, round);
      else this.#list(body, round);
      this.#state.left = left;
    }
  }

  #perhaps(list: CommandList, flow: Flow): void {
    this.#state.perhaps(() => this.#list(list, { ...flow, conditional: true }));
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
    const { exitCounts } = innerFlow(counted, this.#state);
    // Whether set -e reaches into a substitution depends on the shell.
    const flow = { ...counted, exits: false, counts: exitCounts, exitCounts, input: undefined };
    const output = this.#state.apart(() => this.#list(commands, flow));
    this.#expanding = outer;
    return output;
  }
}
