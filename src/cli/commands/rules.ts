import { paletteFor } from "../../report/palette.ts";
import type { AnyRule } from "../../rule/rule.ts";
import type { Args } from "../args.ts";
import { wantsColor } from "../color.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { namedLines } from "../named-lines.ts";
import { colorChoice } from "../option-values.ts";

/** One line a rule: id, severity, profile, summary. */
export function rulesCommand(io: Io, args: Args, rules: readonly AnyRule[]): ExitCode {
  const { strong } = paletteFor(wantsColor(colorChoice(args.last("color")), io));
  io.stdout.write(
    namedLines(
      rules.map(({ id, severity, profile, summary }) => [id, severity, profile, summary]),
      strong,
    ),
  );
  return 0;
}
