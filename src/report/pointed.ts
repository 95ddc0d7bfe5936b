import type { Finding } from "../finding/finding.ts";
import { isLineKnown, primaryOf } from "../finding/primary.ts";
import { shortened } from "../rule/shortened.ts";
import type { Location } from "../yaml/span.ts";
import type { FormatContext } from "./format.ts";

/** A finding as formats tell it that point into files. */
export interface Pointed {
  readonly location: Location;
  /** Not escaped yet. Where the line in the template is not known, it quotes what Helm has printed. */
  readonly message: string;
}

export function pointed(finding: Finding, { line }: Pick<FormatContext, "line">): Pointed {
  const { location, message } = finding;
  if (isLineKnown(finding)) return { location: primaryOf(finding), message };
  const text = line(location.file, location.start.line)?.trim();
  const rendered = `line ${location.start.line} of what Helm prints${text ? `: ${shortened(text, MOST_LETTERS)}` : ""}`;
  return { location: primaryOf(finding), message: `${message} (${rendered})` };
}

const MOST_LETTERS = 120;
