import type { Io } from "./io.ts";
import type { ColorChoice } from "./option-values.ts";

/** Whether what goes to stdout may hold colours: the option, then NO_COLOR, then FORCE_COLOR, then what stdout is. */
export function wantsColor(choice: ColorChoice, { env, stdout }: Io): boolean {
  if (choice !== "auto") return choice === "always";
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return stdout.isTerminal && env["TERM"] !== "dumb";
}
