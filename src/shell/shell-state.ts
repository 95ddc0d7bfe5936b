import type { RunsAs } from "./ownership-call.ts";
import { absolutePath } from "./path.ts";
import type { FunctionCommand } from "./syntax.ts";
import { joined, literal, type Origin, UNKNOWN, type Value } from "./value.ts";

/** What a script finds where it runs; undefined stands for what nobody knows. */
export interface Surroundings {
  /** Where it starts, an absolute path. */
  readonly directory?: string | undefined;
  /** The literal value of an environment variable. */
  variable?(name: string): string | undefined;
  /** The text of the file that a clean, absolute path leads to. */
  file?(path: string): string | undefined;
}

/** More than any script needs, little enough that no text keeps the reader busy. */
const ALLOWANCE = 1_000_000;
const MOST_PARAMETERS = 1000;
/** Blocks, functions and nested scripts together; the reader of a text bounds only what nests in that text. */
const DEEPEST = 120;

export interface DefinedFunction {
  readonly command: FunctionCommand;
  /** Where the text stands that defines it. */
  readonly script: Origin;
}

interface Assigned {
  readonly name: string;
  readonly before: Value | undefined;
}

/** What a script has settled by the command that is read now. */
export class ShellState {
  /** Where relative paths begin; undefined where nobody knows. */
  directory: string | undefined;
  errexit = false;
  pipefail = false;
  /** True behind a trap that may end the script with status 0, whatever has failed. */
  endsWell = false;
  /** Directories that the script has surely made. */
  readonly made = new Set<string>();
  /** The names that stand for something else from here on. */
  readonly aliases = new Set<string>();
  readonly functions = new Map<string, DefinedFunction>();
  /** "perhaps" behind an exit under a condition, which makes all that follows conditional. */
  exited: "no" | "perhaps" | "yes" = "no";
  /** True behind a break, continue or return, until the loop or function ends. */
  left = false;

  #runsAs: RunsAs = "container";
  #positional: readonly Value[] | undefined = [];
  readonly #surroundings: Surroundings;
  readonly #variables = new Map<string, Value>();
  readonly #journal: Assigned[] = [];
  #allowance: number;
  #depth = 0;

  /** `length` is that of all the text that is read in any case. */
  constructor(surroundings: Surroundings, length: number) {
    this.#allowance = ALLOWANCE + length;
    this.#surroundings = surroundings;
    this.directory = surroundings.directory;
  }

  /** $1 and what follows; undefined where nobody knows. */
  get positional(): readonly Value[] | undefined {
    return this.#positional;
  }

  set positional(values: readonly Value[] | undefined) {
    this.#positional = values && values.length <= MOST_PARAMETERS ? values : undefined;
  }

  get runsAs(): RunsAs {
    return this.#runsAs;
  }

  /** A value that refers to other variables is known only where those are. */
  environment(name: string): string | undefined {
    const text = this.#surroundings.variable?.(name);
    return text?.includes("$(") ? undefined : text;
  }

  /** The script in the file that the word leads to. */
  file(word: Value | undefined): Value | undefined {
    const path = absolutePath(literal(word) ?? "", this.directory);
    const text = path === undefined ? undefined : this.#surroundings.file?.(path);
    if (word === undefined || text === undefined) return undefined;
    return joined([text], { argument: word.origin.argument, file: path, start: 0, end: text.length, text: 0 });
  }

  variable(name: string, origin: Origin): Value | undefined {
    const assigned = this.#variables.get(name);
    if (assigned !== undefined) return assigned;
    const text = this.environment(name);
    return text === undefined ? undefined : joined([text], origin);
  }

  assign(name: string, value: Value): void {
    this.#journal.push({ name, before: this.#variables.get(name) });
    this.#variables.set(name, value);
  }

  /**
   * Takes from the allowance for what a script can multiply: loops, calls, repeated values. False where not so much is
   * left; then whoever asks goes on without.
   */
  spend(amount: number): boolean {
    if (amount > this.#allowance) return false;
    this.#allowance -= amount;
    return true;
  }

  /** Runs what may hold its like; not at all where that goes too deep. */
  nested<T>(run: () => T): T | undefined {
    if (this.#depth >= DEEPEST) return undefined;
    this.#depth += 1;
    const result = run();
    this.#depth -= 1;
    return result;
  }

  /** Runs what cannot change this shell, and what an exit ends instead of it: a subshell, a substitution, a pipeline's part. */
  apart<T>(run: () => T): T {
    const { directory, errexit, pipefail, endsWell, positional, exited, left } = this;
    const mark = this.#journal.length;
    const result = run();
    Object.assign(this, { directory, errexit, pipefail, endsWell, positional, exited, left });
    for (const change of this.#journal.splice(mark).reverse()) this.#restore(change);
    return result;
  }

  /** Runs what another user starts; undefined stands for the same user as before. */
  as<T>(runsAs: RunsAs | undefined, run: () => T): T {
    const before = this.#runsAs;
    this.#runsAs = runsAs ?? before;
    const result = run();
    this.#runsAs = before;
    return result;
  }

  /** Runs a command that is given variables of its own: NAME=value command. */
  keeping<T>(names: readonly string[], run: () => T): T {
    const before = names.map((name) => ({ name, before: this.#variables.get(name) }));
    const result = run();
    for (const each of before) this.#restore(each);
    return result;
  }

  /** Runs what may not run at all: what it settles is unsettled afterwards. */
  perhaps<T>(run: () => T): T {
    const { directory, errexit, pipefail, positional } = this;
    const mark = this.#journal.length;
    const result = run();
    if (this.directory !== directory) this.directory = undefined;
    if (this.positional !== positional) this.positional = undefined;
    Object.assign(this, { errexit, pipefail });
    for (const { name } of this.#journal.slice(mark)) {
      const value = this.#variables.get(name);
      if (value !== undefined) this.#variables.set(name, { pieces: [UNKNOWN], origin: value.origin });
    }
    return result;
  }

  #restore({ name, before }: Assigned): void {
    if (before === undefined) this.#variables.delete(name);
    else this.#variables.set(name, before);
  }
}
