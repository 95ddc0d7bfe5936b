import type { Location } from "../yaml/span.ts";

/** The last line that holds a character of the location; where it is empty, the one that it stands on. */
export const lastLine = ({ start, end }: Location): number =>
  end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
