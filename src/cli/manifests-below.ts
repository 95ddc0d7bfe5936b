import { join, relative } from "node:path";
import { shellWord } from "../rule/shell-word.ts";
import { quote } from "../rule/text.ts";
import { type Complaint, unreadable } from "./complaint.ts";
import type { FolderEntry, Io } from "./io.ts";
import { shownPath } from "./shown-path.ts";

/** A file to read: its absolute path, and how messages and findings name it. */
export interface InputFile {
  readonly path: string;
  readonly shown: string;
  /** True for a pipe or a device, which gives its bytes once and is no place to write to. */
  readonly isStream?: boolean;
}

/** What an argument leads to: a file, or the reason why there is none. */
export type Found = InputFile | { readonly complaint: Complaint };

const MANIFEST = /\.(?:yaml|yml|json)$/;

/** A folder that was named. */
export interface Root {
  readonly path: string;
  readonly written: string;
  /** Absolute paths of what is no manifest, wherever it lies. */
  readonly own: readonly (string | undefined)[];
}

/**
 * The manifests below a folder in order of their paths, by code units. Hidden folders and node_modules are left out and no
 * link is followed. A chart is refused wherever it is met: its templates are no YAML before Helm renders them.
 */
export function* manifestsBelow(io: Io, root: Root): Iterable<Found> {
  const files: InputFile[] = [];
  let complaints = 0;
  let links = 0;
  for (const folder of foldersBelow(io, root)) {
    if ("complaint" in folder) {
      complaints++;
      yield folder;
      continue;
    }
    for (const { name, kind } of folder.entries) {
      if (kind === "link") links++;
      else if (kind === "file" && MANIFEST.test(name)) {
        const path = join(folder.path, name);
        if (!root.own.includes(path)) files.push({ path, shown: shownBelow(io, root, path) });
      }
    }
  }
  yield* files.sort((a, b) => (a.shown < b.shown ? -1 : 1));
  if (files.length === 0 && complaints === 0) yield { complaint: noManifests(shownBelow(io, root, root.path), links) };
}

type Folder = { readonly path: string; readonly entries: readonly FolderEntry[] } | { readonly complaint: Complaint };

function* foldersBelow(io: Io, root: Root): Iterable<Folder> {
  const pending = [root.path];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const folder = folderAt(io, path, shownBelow(io, root, path));
    yield folder;
    if ("complaint" in folder) continue;
    for (const { name, kind } of folder.entries)
      if (kind === "folder" && !name.startsWith(".") && name !== "node_modules") pending.push(join(path, name));
  }
}

function folderAt(io: Io, path: string, shown: string): Folder {
  try {
    const entries = io.folder(path);
    return entries.some(({ name }) => name === "Chart.yaml") ? { complaint: chart(shown) } : { path, entries };
  } catch (error) {
    return { complaint: unreadable(shown, error) };
  }
}

const shownBelow = (io: Io, root: Root, path: string): string =>
  shownPath(path, io.cwd, join(root.written, relative(root.path, path)));

const chart = (shown: string): Complaint => ({
  message: `${quote(shown)} is a chart, and its templates are no manifests before Helm renders them: nothing in it was read`,
  help: `plimsoll chart ${shellWord(shown)}`,
});

const noManifests = (shown: string, links: number): Complaint => ({
  message: `${quote(shown)} holds no .yaml, .yml or .json file`,
  help:
    links > 0
      ? "links in a folder are not followed: name the files that they lead to"
      : "hidden folders and node_modules are left out: name what you want to be read",
});
