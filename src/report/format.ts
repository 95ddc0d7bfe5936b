import type { Report } from "../finding/finding.ts";
import type { AnyRule } from "../rule/rule.ts";
import type { Location } from "../yaml/span.ts";
import type { Shortfall } from "./shortfall.ts";

/** What a formatter may ask for beside the report. */
export interface FormatContext {
  /** Every rule, in order of id; none where the format does not tell of them. */
  readonly rules: readonly AnyRule[];
  /** True where what stands above on the same stream has told what was read and what became of it. */
  readonly isClosed?: boolean;
  /** What a machine may take for the whole truth tells of them, where the format has a place; standard error does in any case. */
  readonly shortfalls?: readonly Shortfall[];
  /** Text of a line, 1-based, without its break; undefined where the file is not at hand. */
  line(file: string, number: number): string | undefined;
  /** Where a browser shows the place, for people who read the report there; undefined where nobody knows. */
  link?(location: Location): string | undefined;
  /**
   * Where the working directory lies in the repository, with "/": charts/shop. Empty where it is the root, behind ".." where
   * it lies outside, undefined where nobody knows.
   */
  folder?(): string | undefined;
  /** What tells this run's results from those of others in code scanning; "plimsoll" where nobody says. */
  readonly category?: string | undefined;
  readonly color: boolean;
  /** Columns of the terminal; lines beyond are cut around the caret. */
  readonly width: number;
  /** True prints findings of severity info too (pretty alone asks). */
  readonly verbose: boolean;
}

/** Pure: a report in, text out, ended by a line break. */
export type Formatter = (report: Report, context: FormatContext) => string;

export interface Format {
  /** True where it says what the rules are about. */
  readonly tellsOfRules?: true;
  /** True where it links places to where a browser shows them. */
  readonly linksPlaces?: true;
  /** Loaded when it is used, and for what there is to say: start-up pays for one format at most. */
  load(report: Report): Promise<Formatter>;
}
