import type { Options } from "./options.ts";
import type { RunsAs } from "./ownership-call.ts";
import type { Value } from "./value.ts";

/** The user that a program's options and operands switch to; undefined where it stays with the user that starts it. */
export type SwitchedUser = (options: Options) => RunsAs | undefined;

const ROOT: RunsAs = { user: "0" };

/** The value of the last of these options. */
export function userOption(...names: readonly string[]): SwitchedUser {
  return ({ given }) => {
    const option = given.findLast(({ name }) => names.includes(name));
    return option && userOf(option.value);
  };
}

/** USER or USER:GROUP as the first operand. */
export function userOperand({ operands }: Options): RunsAs | undefined {
  return userOf(operands[0]);
}

/** sudo and doas: -u USER, otherwise root; a group alone leaves the user as it is. */
export function userOrRoot(options: Options): RunsAs | undefined {
  const namesGroup = options.given.some(({ name }) => name === "g" || name === "group");
  return userOption("u", "user")(options) ?? (namesGroup ? undefined : ROOT);
}

/** su [options] [-] [USER]: root where nobody is named. */
export function loginUser({ operands }: Options): RunsAs | undefined {
  const user = operands.find(({ pieces }) => pieces[0] !== "-");
  return user === undefined ? ROOT : userOf(user);
}

/** USER, USER:GROUP, and #1000 as sudo writes a number; undefined for :GROUP alone. */
function userOf(value: Value | undefined): RunsAs | undefined {
  const text = value?.pieces.map((piece) => (typeof piece === "string" ? piece : "\0")).join("");
  const user = text?.split(":", 1)[0]?.replace(/^#/, "");
  if (user === "") return undefined;
  return user === undefined || user.includes("\0") ? "unknown" : { user };
}
