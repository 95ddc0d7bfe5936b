import { dirname, resolve } from "node:path";
import { shellWord } from "../rule/shell-word.ts";
import { quote } from "../rule/text.ts";
import type { Complaint } from "./complaint.ts";
import type { Io } from "./io.ts";
import { codeOf, obstacleOf } from "./system-error.ts";

/** Why a report is not in its file. Throws whatever is no error of the system. */
export function unwritable(io: Io, file: string, error: unknown): Complaint {
  const { reason, writing } = obstacleOf(error);
  const folder = dirname(file);
  if (codeOf(error) === "ENOENT" && !io.status(resolve(io.cwd, folder)))
    return {
      message: `${quote(file)} cannot be written: there is no folder ${quote(folder)}`,
      help: `make it first: mkdir -p ${shellWord(folder)}`,
    };
  return { message: `${quote(file)} cannot be written: ${reason}`, help: writing };
}
