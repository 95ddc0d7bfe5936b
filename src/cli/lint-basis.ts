import { dirname, resolve } from "node:path";
import type { Baseline } from "../finding/baseline.ts";
import type { RunRule } from "../rule/rule.ts";
import { complain } from "./complaint.ts";
import { configOf, type LoadedConfig } from "./config-file.ts";
import type { Io } from "./io.ts";
import type { BaselineChoice } from "./lint-call.ts";
import { readBaselineFile } from "./read-baseline-file.ts";
import { shownPath } from "./shown-path.ts";

/** The baseline of a project that names none. */
const BASELINE_NAME = "plimsoll-baseline.json";

/** Where the baseline is, or would be. */
export interface BaselineFile {
  /** Absolute. */
  readonly path: string;
  /** As messages name it. */
  readonly shown: string;
  /** Who has named it; undefined where it is the one that is meant where nobody does. */
  readonly namedBy: "option" | "config" | undefined;
}

/** What a run is held against. */
export interface LintBasis extends LoadedConfig {
  readonly baselineFile: BaselineFile;
  readonly baseline: Baseline | undefined;
}

interface BasisCall {
  readonly config: string | undefined;
  readonly baseline: BaselineChoice;
}

/** The config and the baseline of a run. undefined where one of them cannot be used: that has been told. */
export function basisOf(io: Io, call: BasisCall, rules: readonly RunRule[]): LintBasis | undefined {
  const loaded = configOf(io, call.config, rules, "linted");
  if (!loaded) return undefined;
  const baselineFile = baselineFileOf(io, call.baseline, loaded);
  const { use } = call.baseline;
  if (use === "never" || (use === "where named" && !baselineFile.namedBy))
    return { ...loaded, baselineFile, baseline: undefined };
  const reading = readBaselineFile(io, baselineFile);
  if ("baseline" in reading) return { ...loaded, baselineFile, baseline: reading.baseline };
  for (const complaint of reading.complaints) complain(io, complaint);
  complain(io, { message: "nothing was linted, because the baseline cannot be used" });
  return undefined;
}

function baselineFileOf(io: Io, { file }: BaselineChoice, { config, path: configPath }: LoadedConfig): BaselineFile {
  if (file !== undefined) return fileAt(io, resolve(io.cwd, file), file, "option");
  if (config.baseline === undefined || configPath === undefined)
    return fileAt(io, resolve(io.cwd, BASELINE_NAME), BASELINE_NAME, undefined);
  return fileAt(io, resolve(dirname(configPath), config.baseline), config.baseline, "config");
}

/** What the config names lies beside it, which may be outside the working directory: then it is shown from the root. */
const fileAt = (io: Io, path: string, written: string, namedBy: BaselineFile["namedBy"]): BaselineFile => ({
  path,
  shown: shownPath(path, io.cwd, namedBy === "config" ? path : written),
  namedBy,
});
