import { resolve } from "node:path";
import type { ValuesFile } from "../helm/failure.ts";
import { type Complaint, unreadable } from "./complaint.ts";
import type { Io } from "./io.ts";
import { missingFile } from "./missing-file.ts";
import { shownPath } from "./shown-path.ts";

interface ValuesFiles {
  readonly files: readonly ValuesFile[];
  readonly complaints: readonly Complaint[];
}

/** The files that -f names, and which of them are not there. Helm would take a URL as well, and fetch it. */
export function valuesFiles(io: Io, written: readonly string[]): ValuesFiles {
  const files = written.map((file) => {
    const path = resolve(io.cwd, file);
    return { path, shown: shownPath(path, io.cwd, file) };
  });
  return { files, complaints: files.flatMap((file) => missing(io, file) ?? []) };
}

function missing(io: Io, { path, shown }: ValuesFile): Complaint | undefined {
  try {
    return io.status(path) ? undefined : missingFile(io, shown, path, "name a file of values that is there");
  } catch (error) {
    return unreadable(shown, error);
  }
}
