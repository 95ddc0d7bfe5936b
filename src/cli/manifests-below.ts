import { join } from "node:path";
import { quote } from "../rule/text.ts";
import { type Complaint, unreadable } from "./complaint.ts";
import type { FolderEntry, Io } from "./io.ts";
import { shownPath } from "./shown-path.ts";

/** What an argument leads to: a file to read, by its absolute path, or the reason why there is none. */
export type Found = { readonly path: string } | { readonly complaint: Complaint };

const MANIFEST = /\.(?:yaml|yml|json)$/;

/**
 * The manifests below a folder in order of their paths, by code units. Hidden folders and node_modules are left out and no
 * link is followed. A chart is refused wherever it is met: its templates are no YAML before Helm renders them.
 */
export function* manifestsBelow(io: Io, root: string): Iterable<Found> {
  const files: { readonly path: string; readonly shown: string }[] = [];
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
        files.push({ path, shown: shownPath(path, io.cwd) });
      }
    }
  }
  yield* files.sort((a, b) => (a.shown < b.shown ? -1 : 1));
  if (files.length === 0 && complaints === 0) yield { complaint: noManifests(shownPath(root, io.cwd), links) };
}

type Folder = { readonly path: string; readonly entries: readonly FolderEntry[] } | { readonly complaint: Complaint };

function* foldersBelow(io: Io, root: string): Iterable<Folder> {
  const pending = [root];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const folder = folderAt(io, path);
    yield folder;
    if ("complaint" in folder) continue;
    for (const { name, kind } of folder.entries)
      if (kind === "folder" && !name.startsWith(".") && name !== "node_modules") pending.push(join(path, name));
  }
}

function folderAt(io: Io, path: string): Folder {
  const shown = shownPath(path, io.cwd);
  try {
    const entries = io.folder(path);
    return entries.some(({ name }) => name === "Chart.yaml") ? { complaint: chart(shown) } : { path, entries };
  } catch (error) {
    return { complaint: unreadable(shown, error) };
  }
}

const chart = (shown: string): Complaint => ({
  message: `${quote(shown)} is a chart, and its templates are no manifests before Helm renders them: nothing in it was read`,
  help: `helm template ${shellWord(shown)} | plimsoll -`,
});

const noManifests = (shown: string, links: number): Complaint => ({
  message: `${quote(shown)} holds no .yaml, .yml or .json file`,
  help:
    links > 0
      ? "links in a folder are not followed: name the files that they lead to"
      : "hidden folders and node_modules are left out: name what you want to be read",
});

const shellWord = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
