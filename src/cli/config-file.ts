import { dirname, join, relative, resolve } from "node:path";
import { type Config, NO_CONFIG } from "../config/config.ts";
import type { RunRule } from "../rule/rule.ts";
import { quote } from "../rule/text.ts";
import type { Source } from "../yaml/document.ts";
import { type Complaint, complain, unreadable } from "./complaint.ts";
import type { Io } from "./io.ts";
import { readConfigFile } from "./read-config-file.ts";
import { shownPath } from "./shown-path.ts";

export const CONFIG_NAME = "plimsoll.yaml";
/** What people write for it. */
const OTHER_NAME = "plimsoll.yml";

/** The config that holds, with the file that it was read from, if there is one. */
export interface LoadedConfig {
  readonly config: Config;
  readonly source?: Source;
  /** Absolute path of the source. */
  readonly path?: string;
  /** That a file is no config, although it looks like one. */
  readonly notice?: Complaint | undefined;
}

/**
 * The config of a run. Where there is none to use, undefined: then it has been told why, and that for its sake nothing was
 * done, `done` being what.
 */
export function configOf(
  io: Io,
  named: string | undefined,
  rules: readonly RunRule[],
  done: string,
): LoadedConfig | undefined {
  const loaded = loadConfig(io, named, rules);
  if ("config" in loaded) {
    if (loaded.notice) complain(io, loaded.notice);
    return loaded;
  }
  for (const complaint of loaded.complaints) complain(io, complaint);
  complain(io, { message: `nothing was ${done}, because the config cannot be used` });
  return undefined;
}

type Loading = LoadedConfig | { readonly complaints: readonly Complaint[] };

/** `named` is --config; without it, the nearest plimsoll.yaml counts, from the working directory upward. */
function loadConfig(io: Io, named: string | undefined, rules: readonly RunRule[]): Loading {
  try {
    const { path, notice } = named === undefined ? discovered(io) : { path: resolve(io.cwd, named) };
    if (path === undefined) return { config: NO_CONFIG, notice };
    const reading = readConfigFile(io, { path, named, name: CONFIG_NAME }, rules);
    return "complaints" in reading ? reading : { ...reading, notice };
  } catch (error) {
    return { complaints: [unreadable(CONFIG_NAME, error)] };
  }
}

interface Discovery {
  readonly path?: string;
  readonly notice?: Complaint | undefined;
}

function discovered(io: Io): Discovery {
  let notice: Complaint | undefined;
  for (let folder = io.cwd; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    if (io.status(path)) return { path, notice };
    const other = join(folder, OTHER_NAME);
    if (io.status(other)) notice ??= unread(shownPath(other, io.cwd, relative(io.cwd, other)));
    if (folder === dirname(folder)) return { notice };
  }
}

const unread = (shown: string): Complaint => ({
  message: `${quote(shown)} is not read: only a config named ${CONFIG_NAME} is`,
  help: `rename it to ${CONFIG_NAME}, or name it with --config`,
});
