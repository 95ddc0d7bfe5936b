import { forTerminal } from "../../report/escape.ts";
import { quote } from "../../rule/text.ts";
import { changedFiles } from "../changes/changed-files.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { annotate } from "./annotate.ts";
import { baseCommit } from "./base-commit.ts";

/** The commit since which findings are new; undefined where everything has to be reported, which is said. */
export async function comparedWith(io: Io): Promise<string | undefined> {
  const base = baseCommit(io);
  if (base === undefined) return everything(io, "this event names no commit to compare with");
  try {
    const { paths } = await changedFiles(io, base);
    // As on pull_request_target, which checks out the base itself: that must not look like a change without a fault.
    if (paths.length === 0)
      annotate(
        io,
        "notice",
        "Plimsoll reports nothing",
        forTerminal(`only-changed: no file differs from ${quote(base)}`),
      );
    return base;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return everything(io, `${error.message} (${error.help})`);
  }
}

function everything(io: Io, why: string): undefined {
  annotate(io, "notice", "Plimsoll reports everything", `only-changed has no effect: ${forTerminal(why)}`);
}
