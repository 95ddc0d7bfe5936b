import type { BaselineEntry } from "../../finding/baseline.ts";
import { forTerminal } from "../../report/escape.ts";
import { count, quote } from "../../rule/text.ts";
import { conclude } from "../conclude.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { Linting } from "../lint-run.ts";
import { baselineFileOf } from "./baseline-file.ts";

/** Reports what is new as lint does, and tells on standard error which entries match nothing any more. */
export async function checkBaseline(io: Io, { call, lint }: Linting): Promise<ExitCode> {
  const run = await lint("always");
  if (!run) return 2;
  const code = await conclude(io, call, run);
  // Of what could not be read nobody knows whether entries match it.
  if (code === 2 || !run.report?.unmatched) return code;
  const { stale, absent } = run.report.unmatched;
  const idle = stale.length + absent.length;
  if (idle === 0) return code;
  const { shown } = baselineFileOf(io, call.baseline, run);
  const lines = [
    `plimsoll: ${count(idle, "entry", "entries")} of ${quote(shown)} ${idle === 1 ? "matches" : "match"} nothing`,
    ...stale.map((entry) => `  ${named(entry)}: not found any more`),
    ...absent.map((entry) => `  ${named(entry)}: the input holds no ${entry.resource}`),
    `  help: ${absent.length === 0 ? "" : "where these arguments are all that the baseline is of, "}plimsoll baseline write, with the same arguments, drops them`,
  ];
  io.stderr.write(`${lines.map(forTerminal).join("\n")}\n`);
  return 1;
}

const named = ({ rule, resource, path }: BaselineEntry): string =>
  [rule, resource, ...(path === undefined ? [] : [path])].join(" ");
