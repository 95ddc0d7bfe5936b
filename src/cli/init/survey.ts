import { join, posix } from "node:path";
import { CHART_FILE } from "../../helm/chart-root.ts";
import { member } from "../../yaml/node.ts";
import { readSource } from "../../yaml/source.ts";
import type { FolderEntry, Io } from "../io.ts";
import { shownPath } from "../shown-path.ts";
import { codeOf } from "../system-error.ts";

/** What lies below the working directory. Paths are relative to it, in order by code units. */
export interface Survey {
  readonly charts: readonly FoundChart[];
  /** Folders that hold manifests themselves; none that lies in another one of them. */
  readonly folders: readonly string[];
  /** A manifest with an object that only OpenShift knows. */
  readonly openshift: string | undefined;
}

interface FoundChart {
  readonly path: string;
  /** The versions of Kubernetes that its Chart.yaml asks for. */
  readonly kubeVersion: string | undefined;
}

/** A repository with more is surveyed in part: this is an offer, and no check. */
const MOST_FOLDERS = 5000;
const MOST_FILES = 1000;
const MOST_BYTES = 256 * 1024;

/** Like lint, it leaves out hidden folders, node_modules and links. What cannot be read is passed over. */
export function surveyOf(io: Io): Survey {
  const charts: FoundChart[] = [];
  const holders: string[] = [];
  let openshift: string | undefined;
  let files = 0;
  const pending = [io.cwd];
  for (let seen = 0; seen < MOST_FOLDERS; seen++) {
    const folder = pending.pop();
    if (folder === undefined) break;
    const entries = entriesOf(io, folder);
    if (entries.some(({ name }) => name === CHART_FILE)) {
      const chart = chartOf(io, folder);
      if (chart) charts.push(chart);
      continue;
    }
    let isHolder = false;
    for (const { name, kind } of entries) {
      const path = join(folder, name);
      if (kind === "folder" && !name.startsWith(".") && name !== "node_modules") pending.push(path);
      if (kind !== "file" || !/\.ya?ml$/.test(name) || files++ >= MOST_FILES) continue;
      const text = textOf(io, path);
      isHolder ||= /^apiVersion:/m.test(text) && /^kind:/m.test(text);
      if (/^apiVersion: *["']?(?:[a-z]+\.)+openshift\.io\//m.test(text)) openshift ??= pathOf(io, path);
    }
    if (isHolder) holders.push(pathOf(io, folder));
  }
  return {
    charts: charts.sort((a, b) => (a.path < b.path ? -1 : 1)),
    folders: topmost(holders.sort()),
    openshift,
  };
}

/** In one order everywhere: what is found first, and what is beyond the limits, depends on it. */
function entriesOf(io: Io, folder: string): readonly FolderEntry[] {
  return sought(() => io.folder(folder).toSorted((a, b) => (a.name < b.name ? 1 : -1)), []);
}

function textOf(io: Io, path: string): string {
  return sought(() => {
    const { kind, size = 0 } = io.status(path) ?? {};
    return kind === "file" && size <= MOST_BYTES ? new TextDecoder().decode(io.readFile(path)) : "";
  }, "");
}

/** undefined for a library, which nothing is rendered of. */
function chartOf(io: Io, folder: string): FoundChart | undefined {
  const text = textOf(io, join(folder, CHART_FILE));
  const [document] = readSource(CHART_FILE, new TextEncoder().encode(text)).documents;
  const kubeVersion = member(document?.value, "kubeVersion");
  if (member(document?.value, "type") === "library") return undefined;
  return { path: pathOf(io, folder), kubeVersion: typeof kubeVersion === "string" ? kubeVersion : undefined };
}

/** `otherwise` where the system refuses. */
function sought<T>(seek: () => T, otherwise: T): T {
  try {
    return seek();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return otherwise;
  }
}

const pathOf = (io: Io, path: string): string => shownPath(path, io.cwd, path);

function topmost(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  const hasOneAbove = (path: string): boolean => {
    for (let above = posix.dirname(path); above !== "."; above = posix.dirname(above)) if (all.has(above)) return true;
    return path !== "." && all.has(".");
  };
  return paths.filter((path) => !hasOneAbove(path));
}
