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
import { shownPath } from "./shown-path.ts";

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
    const source = readSource(shown, io.readFile(path));
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

const looksLikeConfig = (name: string): boolean => /^plimsoll.*\.ya?ml$/.test(name);
