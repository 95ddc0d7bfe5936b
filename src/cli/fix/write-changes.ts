import type { FixInput, FixOutcome } from "../../index.ts";
import { forTerminal } from "../../report/escape.ts";
import { shellWord } from "../../rule/shell-word.ts";
import { quote } from "../../rule/text.ts";
import type { Complaint } from "../complaint.ts";
import type { Io } from "../io.ts";
import { codeOf, obstacleOf } from "../system-error.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** An input with the absolute path that it was read from. */
export interface ReadFile extends FixInput {
  readonly path: string;
}

interface Written {
  /** Files that should have changed and did not, with what they hold. */
  readonly unwritten: ReadonlyMap<string, Uint8Array>;
  readonly complaints: readonly Complaint[];
}

/** Writes the files that have changed; one that cannot be written keeps none of the others back. */
export async function writeChanges(io: Io, inputs: readonly ReadFile[], { changed }: FixOutcome): Promise<Written> {
  const unwritten = new Map<string, Uint8Array>();
  const complaints: Complaint[] = [];
  const byFile = new Map(inputs.map((input) => [input.file, input]));
  for (const { file, bytes } of changed) {
    const input = byFile.get(file);
    const failure = input && (await failureOf(io, input, bytes));
    if (!failure) continue;
    unwritten.set(file, failure.held);
    complaints.push(failure.complaint);
  }
  return { unwritten, complaints };
}

interface Failure {
  readonly complaint: Complaint;
  /** What the file holds, as far as that can be told. */
  readonly held: Uint8Array;
}

/** Throws whatever is no error of the system. */
async function failureOf(io: Io, { path, file, bytes }: ReadFile, after: Uint8Array): Promise<Failure | undefined> {
  try {
    // What somebody else has written meanwhile is not lost. A file with two names was written under the other.
    const now = io.readFile(path);
    if (Buffer.compare(now, after) === 0) return undefined;
    if (Buffer.compare(now, bytes) !== 0) return { complaint: changedMeanwhile(file), held: now };
    await io.replaceFile(path, after);
    return undefined;
  } catch (error) {
    return { complaint: unwritable(file, error), held: bytes };
  }
}

const changedMeanwhile = (file: string): Complaint => ({
  message: `${quote(file)} has changed since it was read, and was not written`,
  help: "run it again",
});

const TAKE_IT = "take the change from the same call with --dry-run";

function unwritable(file: string, error: unknown): Complaint {
  const { reason, remedy } = obstacleOf(error);
  const isDenied = ["EACCES", "EPERM"].includes(codeOf(error) ?? "");
  const first = isDenied ? `see that the file and its folder are writable: chmod u+w ${shellWord(file)}` : remedy;
  return {
    message: `${quote(file)} cannot be written, and stands as it was: ${reason}`,
    help: first === undefined ? TAKE_IT : `${first}; or ${TAKE_IT}`,
  };
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
