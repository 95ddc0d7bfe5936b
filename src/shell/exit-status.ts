import { isParameter, nameOf, onlyCommand, plainText } from "./plain-command.ts";
import type { AndOr, CommandList } from "./syntax.ts";

/** Commands that neither leave the script nor set a variable. */
const REMARK = /^(?::|chgrp|chmod|chown|date|echo|ls|mkdir|printf|rm|sleep|sync|touch|true)$/;
/** How many of them may stand between a saved status and the exit; more would make long scripts slow to read. */
const MOST_REMARKS = 16;
const DECLARING = /^(?:local|declare|typeset)$/;

/** True where `exit $?` follows on the item at `index`, or `NAME=$?` and soon `exit $NAME`: its status is the script's. */
export function handsStatusOn(items: readonly AndOr[], index: number): boolean {
  const next = items[index + 1];
  if (exitsWith(next, "?")) return true;
  const name = savedStatus(next);
  if (name === undefined) return false;
  const exit = items.slice(index + 2, index + 2 + MOST_REMARKS).find((item) => !isRemark(item));
  return exitsWith(exit, name);
}

/** True for `exit $NAME`; an exit without a status is an exit with $?. */
export function exitsWith(item: AndOr | undefined, name: string): boolean {
  const command = onlyCommand(item);
  if (nameOf(command) !== "exit") return false;
  const status = command?.words[1];
  return status === undefined ? name === "?" : isParameter(status.parts, name);
}

/** NAME of `NAME=$?` and `local NAME=$?`. */
export function savedStatus(item: AndOr | undefined): string | undefined {
  const command = onlyCommand(item);
  if (command === undefined) return undefined;
  const [assignment] = command.assignments;
  const [declaring, declared] = command.words;
  if (declaring === undefined) {
    return isParameter(assignment?.value?.parts ?? [], "?") ? assignment?.name : undefined;
  }
  const [name, ...value] = declared?.parts ?? [];
  const declares = DECLARING.test(plainText(declaring) ?? "") && name?.kind === "text" && name.text.endsWith("=");
  return declares && isParameter(value, "?") ? name.text.slice(0, -1) : undefined;
}

/** True for the body of a loop that nothing but its test can end. */
export function staysInLoop(body: CommandList): boolean {
  return body.items.every(isRemark);
}

function isRemark(item: AndOr): boolean {
  return REMARK.test(nameOf(onlyCommand(item)) ?? "");
}
