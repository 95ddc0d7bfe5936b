import { resolve, sep } from "node:path";
import type { Stopwatch } from "../engine/stopwatch.ts";
import { nearest } from "../rule/nearest.ts";
import { quote } from "../rule/text.ts";
import { type Complaint, unreadable } from "./complaint.ts";
import { readingDefect } from "./defect.ts";
import type { Io } from "./io.ts";
import { isGlob } from "./is-glob.ts";
import type { JudgingCall } from "./lint-call.ts";
import { type Found, type InputFile, manifestsBelow } from "./manifests-below.ts";
import { missingFile } from "./missing-file.ts";
import { COMMANDS, MEGABYTE, MOST_MEGABYTES } from "./options.ts";
import type { Progress } from "./progress.ts";
import { shownPath } from "./shown-path.ts";

export const STDIN_ARGUMENT = "-";
/** How findings name standard input. */
export const STDIN = "<stdin>";

/** What there is to read, in the order of the arguments, and why some of them lead to nothing. */
export interface FoundInputs {
  readonly files: readonly InputFile[];
  readonly complaints: readonly Complaint[];
}

/**
 * A file that is named twice, or lies in a folder that is named too, is found once. Standard input has STDIN for its path.
 * `own` are absolute paths of the config and its like, which nobody means who names a folder that they lie in.
 */
export async function findInputs(
  io: Io,
  args: readonly string[],
  own: readonly (string | undefined)[],
): Promise<FoundInputs> {
  const files = new Map<string, InputFile>();
  const complaints: Complaint[] = [];
  for (const argument of args)
    for (const found of await lookUp(io, argument, own)) {
      if ("complaint" in found) complaints.push(found.complaint);
      else if (!files.has(found.path)) files.set(found.path, found);
    }
  return { files: [...files.values()], complaints };
}

/** What could be read, in the given order, and why the rest could not. */
export interface Inputs<T> {
  readonly inputs: readonly T[];
  readonly complaints: readonly Complaint[];
}

/** Who follows the reading. */
interface Observers {
  readonly progress: Progress;
  readonly stopwatch?: Stopwatch | undefined;
}

/** `make` is given the bytes of each. */
export async function readInputs<T>(
  io: Io,
  { mostBytes }: Pick<JudgingCall, "mostBytes">,
  files: readonly InputFile[],
  { progress, stopwatch }: Observers,
  make: (file: InputFile, bytes: Uint8Array) => T,
): Promise<Inputs<T>> {
  const inputs: T[] = [];
  const complaints: Complaint[] = [];
  for (const [index, file] of files.entries()) {
    progress.show(`reading ${index + 1} of ${files.length}`);
    stopwatch?.lap("read files");
    const bytes = await bytesOf(io, file, mostBytes);
    stopwatch?.lap("parse");
    if ("message" in bytes) {
      complaints.push(bytes);
      continue;
    }
    try {
      inputs.push(make(file, bytes));
    } catch (error) {
      complaints.push(readingDefect(io, file.shown, error));
    }
  }
  return { inputs, complaints };
}

async function lookUp(io: Io, argument: string, own: readonly (string | undefined)[]): Promise<Iterable<Found>> {
  if (argument === STDIN_ARGUMENT) return [{ path: STDIN, shown: STDIN, isStream: true }];
  const file = inputFile(io, argument);
  try {
    const kind = io.status(file.path)?.kind;
    if (kind === "folder") return manifestsBelow(io, { path: file.path, written: argument, own });
    if (kind !== undefined) return [{ ...file, isStream: kind === "other" }];
    if (!isGlob(argument)) return [{ complaint: missing(io, argument, file.path) }];
    const files = await io.filesMatching(argument.replaceAll(sep, "/"), io.cwd);
    if (files.length === 0) return [{ complaint: matchesNothing(argument) }];
    return [...files].sort().map((match) => inputFile(io, match));
  } catch (error) {
    return [{ complaint: unreadable(argument, error) }];
  }
}

function inputFile(io: Io, written: string): InputFile {
  const path = resolve(io.cwd, written);
  return { path, shown: shownPath(path, io.cwd, written) };
}

const COMMAND_NAMES = COMMANDS.map(({ name }) => name);

function missing(io: Io, argument: string, path: string): Complaint {
  const command = nearest(argument, COMMAND_NAMES);
  const otherwise = command
    ? `did you mean plimsoll ${command}?`
    : "name a file, a folder, a glob in quotes, or - for standard input";
  return missingFile(io, argument, path, otherwise);
}

const matchesNothing = (glob: string): Complaint => ({
  message: `no file matches ${quote(glob)}`,
  help: "links are not followed and node_modules is left out: name the files, or a folder",
});

/** All of an input, or why it cannot be had. */
async function bytesOf(io: Io, { path, shown }: InputFile, most: number): Promise<Uint8Array | Complaint> {
  try {
    const size = path === STDIN ? 0 : (io.status(path)?.size ?? 0);
    if (size > most) return tooLarge(shown, most);
    const bytes = path === STDIN ? await io.stdin.read(most) : io.readFile(path);
    return bytes.length > most ? tooLarge(shown, most) : bytes;
  } catch (error) {
    return unreadable(shown, error);
  }
}

const tooLarge = (shown: string, most: number): Complaint => ({
  message: `${quote(shown)} is larger than ${most / MEGABYTE} MB, the most that is read of one input`,
  help:
    most < MOST_MEGABYTES * MEGABYTE
      ? "raise the limit with --max-size MB, or split the input at a line that holds only ---"
      : "split it at a line that holds only ---",
});
