import type { AndOr, Command, SimpleCommand, Word, WordPart } from "./syntax.ts";

/** The text of a word that needs no expansion. */
export function plainText(word: Word | undefined): string | undefined {
  if (word === undefined) return undefined;
  let text = "";
  for (const part of word.parts) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}

/** The last part of the path of a simple command's program, where it needs no expansion. */
export function nameOf(command: Command | undefined): string | undefined {
  const text = command?.kind === "simple" ? plainText(command.words[0]) : undefined;
  return text?.slice(text.lastIndexOf("/") + 1);
}

/** The simple command that is all of an item. */
export function onlyCommand(item: AndOr | undefined): SimpleCommand | undefined {
  if (item === undefined || item.background || item.rest.length > 0 || item.first.negated) return undefined;
  const [command, ...others] = item.first.commands;
  return command?.kind === "simple" && others.length === 0 ? command : undefined;
}

/** True for $NAME and ${NAME} alone. */
export function isParameter(parts: readonly WordPart[], name: string): boolean {
  const [part, ...others] = parts;
  return others.length === 0 && part?.kind === "parameter" && part.name === name && part.alternative === undefined;
}
