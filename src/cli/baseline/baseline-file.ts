import { dirname, resolve } from "node:path";
import type { Io } from "../io.ts";
import type { BaselineChoice } from "../lint-call.ts";
import type { LintRun } from "../lint-run.ts";
import { shownPath } from "../shown-path.ts";

/** Where the baseline is, or would be. */
export interface BaselineFile {
  /** Absolute. */
  readonly path: string;
  /** As messages name it. */
  readonly shown: string;
  /** Who has named it; undefined where it is the one that is meant where nobody does. */
  readonly namedBy: "option" | "config" | undefined;
}

/** The option's wins over the config's, which lies beside the config. */
export function baselineFileOf(
  io: Io,
  { file }: BaselineChoice,
  { config, configPath }: Pick<LintRun, "config" | "configPath">,
): BaselineFile {
  if (file !== undefined) return fileAt(io, resolve(io.cwd, file), file, "option");
  if (config.baseline === undefined || configPath === undefined)
    return fileAt(io, resolve(io.cwd, BASELINE_NAME), BASELINE_NAME, undefined);
  const path = resolve(dirname(configPath), config.baseline);
  // What is written there is relative to another folder than this one.
  return fileAt(io, path, path, "config");
}

const BASELINE_NAME = "plimsoll-baseline.json";

const fileAt = (io: Io, path: string, written: string, namedBy: BaselineFile["namedBy"]): BaselineFile => ({
  path,
  shown: shownPath(path, io.cwd, written),
  namedBy,
});
