import type { Finding } from "../finding/finding.ts";
import { resourceText } from "../finding/resource-text.ts";

/** What is said about a finding beside its message, under the words that `pretty` uses. Not escaped yet. */
export interface Note {
  readonly name: "help" | "then" | "from";
  readonly text: string;
}

export function* notesOf({ help, then, origin }: Finding): Iterable<Note> {
  if (help !== undefined) yield { name: "help", text: help };
  if (then !== undefined) yield { name: "then", text: then };
  // Where the template is at hand the finding points into it already.
  if (origin?.template && !origin.place) yield { name: "from", text: origin.template.file };
}

/** undefined where the finding is about no object. */
export const nameOfResource = ({ resource }: Finding): string | undefined => resource && resourceText(resource);
