import type { Finding } from "../finding/finding.ts";
import { templateElsewhere } from "../finding/primary.ts";
import { resourceText } from "../finding/resource-text.ts";

/** What is said about a finding beside its message, under the words that `pretty` uses. Not escaped yet. */
export interface Note {
  readonly name: "help" | "then" | "from";
  readonly text: string;
}

export function* notesOf(finding: Finding): Iterable<Note> {
  const { help, then } = finding;
  if (help !== undefined) yield { name: "help", text: help };
  if (then !== undefined) yield { name: "then", text: then };
  const template = templateElsewhere(finding);
  if (template) yield { name: "from", text: template.file };
}

/** undefined where the finding is about no object. */
export const nameOfResource = ({ resource }: Finding): string | undefined => resource && resourceText(resource);
