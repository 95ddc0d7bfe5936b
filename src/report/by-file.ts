import type { Finding, Report } from "../finding/finding.ts";
import type { FormatContext } from "./format.ts";
import { type Pointed, pointed } from "./pointed.ts";

/** A finding, and what is told of it where its file is looked at. */
export interface Entry extends Pointed {
  readonly finding: Finding;
}

export interface FileEntries {
  /** The rendered file, or the template of a chart that was rendered here. */
  readonly file: string;
  readonly entries: readonly Entry[];
}

/** Findings by the file that they point into, everything in the report's order. */
export function byFile(
  { findings }: Pick<Report, "findings">,
  context: Pick<FormatContext, "line">,
): readonly FileEntries[] {
  const files = new Map<string, Entry[]>();
  for (const finding of findings) {
    const entry = { finding, ...pointed(finding, context) };
    const entries = files.get(entry.location.file);
    if (entries) entries.push(entry);
    else files.set(entry.location.file, [entry]);
  }
  return Array.from(files, ([file, entries]) => ({ file, entries }));
}
