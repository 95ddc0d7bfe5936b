import { basename, dirname, join } from "node:path";
import { nearest } from "../rule/nearest.ts";
import { quote } from "../rule/text.ts";
import type { Complaint } from "./complaint.ts";
import type { FolderEntry, Io } from "./io.ts";
import { shownPath } from "./shown-path.ts";
import { codeOf } from "./system-error.ts";

/**
 * What to say of a path at which nothing stands; the help is the nearest name beside it that `fits`, if one is close, or
 * else `otherwise`.
 */
export function missingFile(
  io: Io,
  written: string,
  path: string,
  otherwise: string,
  fits: (name: string) => boolean = isNoOption,
): Complaint {
  const message = `${quote(written)} does not exist`;
  const [folder, name] = [dirname(path), basename(path)];
  const entries = entriesIn(io, folder, shownPath(folder, io.cwd, dirname(written)));
  if (typeof entries === "string") return { message, help: entries };
  if (entries.some((entry) => entry.name === name && entry.kind === "link"))
    return {
      message: `${quote(written)} is a link that leads to nothing`,
      help: "mend the link, or name the file that it should lead to",
    };
  // Sorted, so that of two equally near names always the same one is offered.
  const names = entries.map((entry) => entry.name).filter((other) => other !== name && fits(other));
  const meant = nearest(name, names.sort());
  if (meant === undefined) return { message, help: otherwise };
  const offered = shownPath(join(folder, meant), io.cwd, join(dirname(written), meant));
  return { message, help: `did you mean ${quote(offered)}?` };
}

/** Standard input, or an option, where it is written as an argument. */
const isNoOption = (name: string): boolean => !name.startsWith("-");

/** What stands in the folder, or what is the matter with it. */
function entriesIn(io: Io, folder: string, shown: string): readonly FolderEntry[] | string {
  try {
    return io.folder(folder);
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return `there is no folder ${quote(shown)} either`;
    return code === "ENOTDIR" ? `${quote(shown)} is no folder` : `what is in the folder ${quote(shown)} cannot be seen`;
  }
}
