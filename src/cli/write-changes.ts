import type { FixInput, FixOutcome } from "../index.ts";
import { forTerminal } from "../report/escape.ts";
import { quote } from "../rule/text.ts";
import type { Complaint } from "./complaint.ts";
import type { Io } from "./io.ts";
import { shellWord } from "./shell-word.ts";
import { obstacleOf } from "./system-error.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** An input with the absolute path that it was read from. */
export interface ReadFile extends FixInput {
  readonly path: string;
}

interface Written {
  /** Files that should have changed and stand as they were. */
  readonly unwritten: ReadonlySet<string>;
  readonly complaints: readonly Complaint[];
}

/** Writes the files that have changed; one that cannot be written keeps none of the others back. */
export async function writeChanges(io: Io, inputs: readonly ReadFile[], { changed }: FixOutcome): Promise<Written> {
  const unwritten = new Set<string>();
  const complaints: Complaint[] = [];
  const byFile = new Map(inputs.map((input) => [input.file, input]));
  for (const { file, bytes } of changed) {
    const input = byFile.get(file);
    const complaint = input && (await complaintOf(io, input, bytes));
    if (!complaint) continue;
    unwritten.add(file);
    complaints.push(complaint);
  }
  return { unwritten, complaints };
}

/** Throws whatever is no error of the system. */
async function complaintOf(io: Io, { path, file, bytes }: ReadFile, after: Uint8Array): Promise<Complaint | undefined> {
  try {
    // What somebody else has written meanwhile is not lost. A file with two names was written under the other.
    const now = io.readFile(path);
    if (Buffer.compare(now, after) === 0) return undefined;
    if (Buffer.compare(now, bytes) !== 0)
      return {
        message: `${quote(file)} has changed since it was read, and was not written`,
        help: "run it again",
      };
    await io.replaceFile(path, after);
    return undefined;
  } catch (error) {
    return {
      message: `${quote(file)} cannot be written, and stands as it was: ${obstacleOf(error).reason}`,
      help: `see that the file and its folder are writable: chmod u+w ${shellWord(file)}; or take the change from plimsoll fix --dry-run`,
    };
  }
}

/** The changes as one text that git apply takes. On a terminal it is shown, and not obeyed. */
export function diffs(inputs: readonly ReadFile[], { changed }: FixOutcome, isShown: boolean): string {
  const before = new Map(inputs.map(({ file, bytes }) => [file, bytes]));
  const text = changed
    .map(({ file, bytes }) => unifiedDiff(file, textOf(before.get(file) ?? new Uint8Array()), textOf(bytes)))
    .join("");
  return isShown ? text.split("\n").map(forTerminal).join("\n") : text;
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
