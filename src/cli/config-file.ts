import { dirname, join, resolve } from "node:path";
import { type Config, NO_CONFIG } from "../config/config.ts";
import type { AnyRule } from "../rule/rule.ts";
import type { Source } from "../yaml/document.ts";
import { readSource } from "../yaml/source.ts";
import { type Complaint, unreadable } from "./complaint.ts";
import type { Io } from "./io.ts";
import { missingFile } from "./missing-file.ts";
import { shownPath } from "./shown-path.ts";

const CONFIG_NAME = "plimsoll.yaml";

/** The config that holds with the file that it was read from, if there is one; or why there is none to use. */
export type LoadedConfig =
  | { readonly config: Config; readonly source?: Source }
  | { readonly complaints: readonly Complaint[] };

/** `named` is --config; without it, the nearest plimsoll.yaml counts, from the working directory upward. */
export async function loadConfig(io: Io, named: string | undefined, rules: readonly AnyRule[]): Promise<LoadedConfig> {
  let shown = CONFIG_NAME;
  try {
    const path = named === undefined ? discovered(io) : resolve(io.cwd, named);
    if (path === undefined) return { config: NO_CONFIG };
    shown = shownPath(path, io.cwd);
    if (!io.status(path)) return { complaints: [missingFile(io, shown, path)] };
    const source = readSource(shown, io.readFile(path));
    // Most runs have no config: what checks one is loaded only for one.
    const { readConfig } = await import("../config/read-config.ts");
    const reading = readConfig(source, rules);
    return "problems" in reading ? { complaints: reading.problems } : { config: reading.config, source };
  } catch (error) {
    return { complaints: [unreadable(shown, error)] };
  }
}

function discovered(io: Io): string | undefined {
  for (let folder = io.cwd; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    if (io.status(path)?.kind === "file") return path;
    if (folder === dirname(folder)) return undefined;
  }
}
