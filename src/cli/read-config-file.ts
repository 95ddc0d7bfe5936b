import { relative } from "node:path";
import type { Config } from "../config/config.ts";
import { readConfig } from "../config/read-config.ts";
import type { RunRule } from "../rule/rule.ts";
import { quote } from "../rule/text.ts";
import type { Source } from "../yaml/document.ts";
import { readSource } from "../yaml/source.ts";
import { type Complaint, unreadable } from "./complaint.ts";
import type { Io } from "./io.ts";
import { missingFile } from "./missing-file.ts";
import { MEGABYTE } from "./options.ts";
import { shownPath } from "./shown-path.ts";

/** Nobody writes as much. */
const MOST_MEGABYTES = 4;

type Reading =
  | { readonly config: Config; readonly source: Source; readonly path: string }
  | { readonly complaints: readonly Complaint[] };

/** `named` is --config, where it was given; `name` is what a config is called that nobody names. */
export function readConfigFile(
  io: Io,
  { path, named, name }: { readonly path: string; readonly named: string | undefined; readonly name: string },
  rules: readonly RunRule[],
): Reading {
  const shown = shownPath(path, io.cwd, named ?? relative(io.cwd, path));
  try {
    const status = io.status(path);
    const otherwise = `name the config, or leave --config out: then the nearest ${name} counts`;
    if (!status) return { complaints: [missingFile(io, shown, path, otherwise, looksLikeConfig)] };
    if (status.kind === "folder") return { complaints: [folderFor(shown)] };
    // Who names one himself may read a pipe. What stands in a repository may be a device, which gives bytes for ever.
    if (status.kind === "other" && named === undefined) return { complaints: [noFile(shown)] };
    const bytes = status.size > MOST_MEGABYTES * MEGABYTE ? undefined : io.readFile(path);
    if (!bytes || bytes.length > MOST_MEGABYTES * MEGABYTE) return { complaints: [tooLarge(shown)] };
    const source = readSource(shown, bytes);
    const reading = readConfig(source, rules);
    return "problems" in reading ? { complaints: reading.problems } : { config: reading.config, source, path };
  } catch (error) {
    return { complaints: [unreadable(shown, error)] };
  }
}

const folderFor = (shown: string): Complaint => ({
  message: `${quote(shown)} is a folder, and no config`,
  help: "name a file with --config, or rename the folder",
});

const noFile = (shown: string): Complaint => ({
  message: `${quote(shown)} is a pipe or a device, and no file`,
  help: "put a file in its place, or name the config with --config",
});

const tooLarge = (shown: string): Complaint => ({
  message: `${quote(shown)} is larger than ${MOST_MEGABYTES} MB, the most that is read of a config`,
  help: "findings that may stay are written to a baseline: plimsoll baseline write",
});

const looksLikeConfig = (name: string): boolean => /^plimsoll.*\.ya?ml$/.test(name);
