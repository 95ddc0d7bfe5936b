import type { ConfigurableRule } from "../../config/config-shape.ts";
import type { Args } from "../args.ts";
import { bashCompletion } from "../completion/bash.ts";
import { fishCompletion } from "../completion/fish.ts";
import { completionTable } from "../completion/table.ts";
import { zshCompletion } from "../completion/zsh.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";

const SHELLS: Readonly<Record<string, (table: ReturnType<typeof completionTable>) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** Prints the completions for a shell, made of the tables that the parser reads. */
export function completionCommand(io: Io, args: Args, rules: readonly ConfigurableRule[]): ExitCode {
  const script = SHELLS[args.operands[0] ?? ""];
  if (script) io.stdout.write(script(completionTable(rules.map(({ id }) => id))));
  return 0;
}
