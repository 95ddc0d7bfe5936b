import type { Io } from "../cli/io.ts";
import { shortened } from "../rule/shortened.ts";
import type { Location } from "../yaml/span.ts";
import type { Chart } from "./chart.ts";

/** Why a chart cannot be rendered. Its texts quote what charts and Helm say: escape them wherever they are printed. */
export interface Failure {
  readonly location?: Location;
  /** One sentence, lower case, no final period. */
  readonly message: string;
  readonly help?: string | undefined;
}

/** A chart that Helm has not rendered, and what it was given. */
export interface Failing {
  readonly io: Pick<Io, "status" | "readFile" | "folder" | "realPath">;
  readonly chart: Chart;
  readonly values: readonly ValuesFile[];
  /** KEY=VALUE, which stand in no file. */
  readonly set: readonly string[];
}

export interface ValuesFile {
  /** Absolute. */
  readonly path: string;
  /** As messages name it. */
  readonly shown: string;
}

/** The first character of a file: where nothing is known but the file. */
export const startOf = (file: string): Location => ({ file, start: FIRST, end: FIRST });

const FIRST = { line: 1, column: 1 };

const MOST_TOLD = 500;

/** What Helm says, on one line. */
export const toldOnOneLine = (text: string): string => shortened(text.replace(/\s+/g, " "), MOST_TOLD);
