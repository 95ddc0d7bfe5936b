import { exitsWith, savedStatus } from "./exit-status.ts";
import { readOptions } from "./options.ts";
import { isParameter, nameOf, onlyCommand, plainText } from "./plain-command.ts";
import { readScript } from "./script.ts";
import type { ShellState } from "./shell-state.ts";
import type { Command, CommandList, SimpleCommand } from "./syntax.ts";
import { literal, type Value } from "./value.ts";

/**
 * Notes a trap that may make a success of every failure that comes behind it. A function that is all of the action is
 * looked into. Nothing is unsaid where the trap is taken back.
 */
export function settleTrap(words: readonly Value[], state: ShellState): void {
  const [action, ...signals] = readOptions(words.slice(1), { valued: "" }).operands;
  if (!signals.some((signal) => /^(?:0|EXIT|ERR)$/i.test(literal(signal) ?? "0"))) return;
  const text = literal(action);
  if (text === undefined || !state.spend(text.length)) {
    state.endsWell = true;
    return;
  }
  const commands = readScript(text);
  const called =
    commands.items.length === 1
      ? state.functions.get(nameOf(onlyCommand(commands.items[0])) ?? "")?.command
      : undefined;
  const lists = called === undefined ? [commands] : listsOf(called.body);
  state.endsWell ||= !state.spend(called?.length ?? 0) || lists.some(mayEndWell);
}

/** True where a trap's action may exit with 0; the status that it finds stays the script's where it exits with none. */
function mayEndWell(action: CommandList): boolean {
  const [first] = action.items;
  if (exitsWith(first, "?")) return false;
  const saved = savedStatus(first);
  for (const command of commandsIn(action)) {
    const [, status] = command.words;
    if (nameOf(command) !== "exit" || status === undefined) continue;
    const keeps = saved !== undefined && isParameter(status.parts, saved);
    if (!keeps && Number(plainText(status) ?? 0) === 0) return true;
  }
  return false;
}

function* commandsIn({ items }: CommandList): Generator<SimpleCommand> {
  for (const { first, rest } of items) {
    for (const { commands } of [first, ...rest.map(({ pipeline }) => pipeline)]) {
      for (const command of commands) {
        if (command.kind === "simple") yield command;
        else for (const list of listsOf(command)) yield* commandsIn(list);
      }
    }
  }
}

function listsOf(command: Command): readonly CommandList[] {
  switch (command.kind) {
    case "group":
    case "for":
      return [command.body];
    case "while":
      return [command.test, command.body];
    case "if":
      return [
        ...command.branches.flatMap(({ test, body }) => [test, body]),
        ...(command.otherwise ? [command.otherwise] : []),
      ];
    case "case":
      return command.arms;
    default:
      return [];
  }
}
