import { basename, dirname, join } from "node:path";
import { nearest } from "../rule/nearest.ts";
import { quote } from "../rule/text.ts";
import type { Complaint } from "./complaint.ts";
import type { Io } from "./io.ts";
import { shownPath } from "./shown-path.ts";

/** What to say of a path at which nothing stands; the help is the nearest name beside it, if one is close. */
export function missingFile(io: Io, written: string, path: string): Complaint {
  const message = `${quote(written)} does not exist`;
  const folder = dirname(path);
  const names = namesIn(io, folder);
  if (!names) return { message, help: `there is no folder ${quote(shownPath(folder, io.cwd))} either` };
  const name = nearest(basename(path), names);
  return name === undefined
    ? { message }
    : { message, help: `did you mean ${quote(shownPath(join(folder, name), io.cwd))}?` };
}

/** Sorted, so that of two equally near names always the same one is offered. */
function namesIn(io: Io, folder: string): readonly string[] | undefined {
  try {
    return Array.from(io.folder(folder), ({ name }) => name).sort();
  } catch {
    return undefined;
  }
}
