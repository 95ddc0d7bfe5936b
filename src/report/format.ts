import type { Report } from "../finding/finding.ts";
import type { AnyRule } from "../rule/rule.ts";

/** What a formatter may ask for beside the report. */
export interface FormatContext {
  /** Metadata of every rule, in order of id. */
  readonly rules: readonly AnyRule[];
  /** Text of a line, 1-based, without its break; undefined where the file is not at hand. */
  line(file: string, number: number): string | undefined;
  readonly color: boolean;
  /** Columns of the terminal; lines beyond are cut around the caret. */
  readonly width: number;
  /** True prints findings of severity info too (pretty alone asks). */
  readonly verbose: boolean;
}

/** Pure: a report in, text out, ended by a line break. */
export type Formatter = (report: Report, context: FormatContext) => string;

export interface Format {
  readonly summary: string;
  /** Loaded when it is used: start-up pays for one format at most. */
  load(): Promise<Formatter>;
}
