import type { Baseline } from "../../finding/baseline.ts";
import { complain } from "../complaint.ts";
import type { LoadedConfig } from "../config-file.ts";
import type { Io } from "../io.ts";
import type { BaselineChoice } from "../lint-call.ts";
import { baselineFileOf } from "./baseline-file.ts";
import { readBaselineFile } from "./read-baseline-file.ts";

interface UsableBaseline {
  readonly baseline: Baseline;
  /** Absolute. */
  readonly baselinePath: string;
}

/** undefined where it cannot be used: then it has been told why. */
export function usableBaseline(
  io: Io,
  choice: BaselineChoice,
  { config, path: configPath }: LoadedConfig,
): UsableBaseline | undefined {
  const file = baselineFileOf(io, choice, { config, configPath });
  const reading = readBaselineFile(io, file);
  if ("baseline" in reading) return { baseline: reading.baseline, baselinePath: file.path };
  for (const complaint of reading.complaints) complain(io, complaint);
  complain(io, { message: "nothing was linted, because the baseline cannot be used" });
  return undefined;
}
