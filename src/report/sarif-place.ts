import type { Finding } from "../finding/finding.ts";
import type { Location } from "../yaml/span.ts";
import type { FormatContext } from "./format.ts";
import { placeInFile } from "./place-in-file.ts";
import { uriOf } from "./uri.ts";

/** One line at most: a pull request shows an alert only where all its lines are in the diff. */
export function physicalLocation({ file, start, end }: Location, { line, folder }: FormatContext) {
  const endOfLine = Math.max(start.column, (line(file, start.line)?.length ?? 0) + 1);
  // An empty region marks nothing that a reader could see: it is the rest of its line.
  const isWithin = end.line === start.line && end.column > start.column;
  return {
    artifactLocation: { uri: uriOf(file, folder?.()) },
    region: {
      startLine: start.line,
      startColumn: start.column,
      endLine: start.line,
      endColumn: isWithin ? end.column : endOfLine,
    },
  };
}

/** A place beside the primary one. */
export interface Beside {
  readonly label: string;
  /** undefined where it lies in text that is in no file: a link would lead nowhere. */
  readonly location: Location | undefined;
  /** The same in words. */
  readonly words: string;
}

/** Code scanning keeps so many locations of a result, and refuses a file with ten times as many. */
const MOST_BESIDES = 100;

/** The related places, as links where they are in a file: the first ones. */
export const besidesOf = (finding: Finding): readonly Beside[] =>
  finding.related.slice(0, MOST_BESIDES).map((related) => ({
    label: related.label,
    location: placeInFile(related, finding),
    words: wordsFor(related.location, finding.origin?.place !== undefined),
  }));

/** Where text stands that is in no file. */
export const wordsFor = ({ start }: Location, isPrinted: boolean): string =>
  `line ${start.line} of ${isPrinted ? "what Helm prints" : "the standard input"}`;
