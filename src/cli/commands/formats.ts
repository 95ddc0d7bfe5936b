import { FORMAT_PROSE } from "../../report/format-prose.ts";
import { FORMAT_NAMES } from "../../report/formats.ts";
import { paletteFor } from "../../report/palette.ts";
import type { Args } from "../args.ts";
import { wantsColor } from "../color.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { namedLines } from "../named-lines.ts";
import { colorChoice } from "../option-values.ts";

/** One line a format: name, what it is for. */
export function formatsCommand(io: Io, args: Args): ExitCode {
  const { strong } = paletteFor(wantsColor(colorChoice(args.last("color")), io));
  io.stdout.write(
    namedLines(
      FORMAT_NAMES.map((name) => [name, FORMAT_PROSE[name]]),
      strong,
    ),
  );
  return 0;
}
