import { installed } from "./change.ts";
import { readOptions } from "./options.ts";
import { absolutePath } from "./path.ts";
import { pathArgument } from "./path-argument.ts";
import type { ShellState } from "./shell-state.ts";
import { beginning, joined, literal, UNKNOWN, type Value } from "./value.ts";

const MKDIR = { valued: "m", valuedLong: ["mode"], anywhere: true };
const READ = { valued: "adinNptu" };

/** Does to the shell what its own commands do to it; `input` is what a read would read. */
export function settle(
  name: string,
  words: readonly Value[],
  state: ShellState,
  input: readonly Value[] | undefined,
): void {
  switch (name) {
    case "cd":
    case "pushd":
      changeDirectory(words, state);
      return;
    case "popd":
      state.directory = undefined;
      return;
    case "alias":
      for (const word of words.slice(1)) state.aliases.add(beginning(word).split("=", 1)[0] ?? "");
      return;
    case "set":
      set(words.slice(1), state);
      return;
    case "shift":
      state.positional = words.length === 1 ? state.positional?.slice(1) : undefined;
      return;
    case "export":
    case "readonly":
    case "local":
    case "declare":
    case "typeset":
      for (const word of words.slice(1)) declare(word, state);
      return;
    case "unset":
      for (const word of words.slice(1)) forget(word, state);
      return;
    case "read":
      read(words, state, input);
      return;
    default:
  }
}

/** The one script that eval makes of its words; undefined where it is given none. */
export function evaluated(words: readonly Value[]): Value | undefined {
  const [first, ...others] = words.slice(1);
  const last = others.at(-1);
  if (first === undefined || last === undefined) return first;
  const pieces = others.flatMap((word) => [" ", ...word.pieces]);
  return joined([...first.pieces, ...pieces], { ...first.origin, end: last.origin.end, text: undefined });
}

/** Notes the directories that mkdir and install -d make. */
export function noteMade(name: string, words: readonly Value[], state: ShellState): void {
  const directories =
    name === "mkdir"
      ? readOptions(words.slice(1), MKDIR).operands
      : name === "install"
        ? installed(words).directories
        : [];
  for (const operand of directories) {
    const { path, reach } = pathArgument(operand, state.directory, state.made);
    if (reach === "exact") state.made.add(path);
  }
}

/** cd -, pushd +1 and the like go back to where nobody has looked. */
function changeDirectory(words: readonly Value[], state: ShellState): void {
  const target = literal(readOptions(words.slice(1), { valued: "" }).operands[0]);
  const isKnown = target !== undefined && !/^(?:-$|\+)/.test(target);
  state.directory = isKnown ? absolutePath(target, state.directory) : undefined;
}

function set(words: readonly Value[], state: ShellState): void {
  for (const [index, word] of words.entries()) {
    const text = literal(word);
    const before = literal(words[index - 1]);
    if (before !== undefined && /^[-+][a-zA-Z]*o$/.test(before)) {
      if (text === "errexit" || text === "pipefail") state[text] = before.startsWith("-");
    } else if (text !== undefined && /^[-+][a-zA-Z]+$/.test(text)) {
      if (text.includes("e")) state.errexit = text.startsWith("-");
    } else {
      state.positional = words.slice(text === "--" ? index + 1 : index);
      return;
    }
  }
}

/** NAME=value as an argument; NAME alone leaves the value as it is. */
function declare(word: Value, state: ShellState): void {
  const match = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(beginning(word));
  if (match?.[1] === undefined) return;
  const [, ...rest] = word.pieces;
  state.assign(match[1], joined([beginning(word).slice(match[0].length), ...rest], word.origin));
}

function forget(word: Value, state: ShellState): void {
  const name = literal(word);
  if (name !== undefined) state.assign(name, { pieces: [UNKNOWN], origin: word.origin });
}

function read(words: readonly Value[], state: ShellState, input: readonly Value[] | undefined): void {
  const [line] = input ?? [];
  for (const [index, operand] of readOptions(words.slice(1), READ).operands.entries()) {
    const name = literal(operand);
    const known = index === 0 && line !== undefined && input?.length === 1;
    if (name !== undefined) state.assign(name, { pieces: known ? line.pieces : [UNKNOWN], origin: operand.origin });
  }
}
