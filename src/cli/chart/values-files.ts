import { resolve } from "node:path";
import type { ValuesFile } from "../../helm/failure.ts";
import { quote } from "../../rule/text.ts";
import { type Complaint, unreadable } from "../complaint.ts";
import type { Io } from "../io.ts";
import { missingFile } from "../missing-file.ts";
import { shownPath } from "../shown-path.ts";

interface ValuesFiles {
  readonly files: readonly ValuesFile[];
  readonly complaints: readonly Complaint[];
}

/** The files that -f names, and which of them cannot be used. */
export function valuesFiles(io: Io, written: readonly string[]): ValuesFiles {
  const files = written.map((file) => {
    const path = resolve(io.cwd, file);
    return { path, shown: shownPath(path, io.cwd, file) };
  });
  return { files, complaints: files.flatMap((file, at) => obstacle(io, file, written[at] ?? "") ?? []) };
}

/** What is open to one process alone: standard input, or what a shell puts in the place of <(command). */
const OPEN_HERE = /^\/(?:dev\/(?:stdin$|fd\/)|proc\/(?:self|thread-self)\/fd\/)/;

function obstacle(io: Io, { path, shown }: ValuesFile, written: string): Complaint | undefined {
  // Helm would fetch it.
  if (/^[a-z]+:\/\//i.test(written))
    return {
      message: `values are read from files, and ${quote(written)} is none`,
      help: "fetch it, and name the file",
    };
  if (written === "-" || OPEN_HERE.test(path))
    return {
      message: `values are read from files, and ${quote(written)} is none that Helm could open`,
      help: "write the values into a file, and name that",
    };
  try {
    const kind = io.status(path)?.kind;
    if (kind === "folder")
      return { message: `${quote(shown)} is a folder, and no file of values`, help: "name a file of values in it" };
    return kind ? undefined : missingFile(io, shown, path, "name a file of values that is there");
  } catch (error) {
    return unreadable(shown, error);
  }
}
