import { paletteFor } from "../../report/palette.ts";
import type { AnyRule } from "../../rule/rule.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { columns } from "../layout.ts";

/** One line a rule, so that it can be searched: id, severity, profile, summary. */
export function rulesCommand(io: Io, rules: readonly AnyRule[], color: boolean): ExitCode {
  const palette = paletteFor(color);
  const lines = columns(rules.map(({ id, severity, profile, summary }) => [id, severity, profile, summary]));
  const painted = lines.map((line, at) => {
    const id = rules[at]?.id ?? "";
    return palette.strong(id) + line.slice(id.length);
  });
  io.stdout.write(`${painted.join("\n")}\n`);
  return 0;
}
