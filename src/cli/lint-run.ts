import type { Config } from "../config/config.ts";
import type { Stopwatch } from "../engine/stopwatch.ts";
import type { Report } from "../finding/finding.ts";
import type { Complaint } from "./complaint.ts";
import type { BaselineChoice, JudgingCall, ReportCall } from "./lint-call.ts";

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
  /** Absolute path of the config, where it is a file. */
  readonly configPath: string | undefined;
  readonly stopwatch: Stopwatch | undefined;
}

export interface ChartRun extends LintRun {
  /** Paths of the charts that were rendered, as messages name them. */
  readonly charts: readonly string[];
}

/** A run that is still to be made, the baseline to be used or not. */
export interface Linting<Call extends JudgingCall & ReportCall = JudgingCall & ReportCall> {
  readonly call: Call;
  lint(use: BaselineChoice["use"]): Promise<LintRun | undefined>;
}
