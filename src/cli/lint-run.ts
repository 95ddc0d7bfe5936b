import type { Config } from "../config/config.ts";
import type { Stopwatch } from "../engine/stopwatch.ts";
import type { Report } from "../finding/finding.ts";
import type { Complaint } from "./complaint.ts";

/** A text that reports may quote. */
export interface Text {
  /** As findings name it. */
  readonly file: string;
  /** 1-based, without its break. */
  line(number: number): string | undefined;
}

/** What was read, as far as it matters where it holds nothing. */
export interface Input extends Pick<Text, "file"> {
  /** What to do then. */
  readonly ifEmpty?: string;
}

/** What a run has found, before anybody is told. */
export interface LintRun {
  /** undefined where nothing could be read: an empty report would look like that of a clean input. */
  readonly report: Report | undefined;
  /** What was read. */
  readonly inputs: readonly Input[];
  /** The inputs, and whatever else findings point into. */
  readonly texts: readonly Text[];
  /** What could not be used. */
  readonly complaints: readonly Complaint[];
  readonly config: Config;
  readonly stopwatch: Stopwatch | undefined;
}
