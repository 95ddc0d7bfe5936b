import { join, posix } from "node:path";
import type { Io } from "../cli/io.ts";
import type { Source } from "../yaml/document.ts";
import { readSource } from "../yaml/source.ts";
import { type Location, locationOf } from "../yaml/span.ts";
import { WrittenNode } from "../yaml/written.ts";
import { CHART_FILE } from "./chart-root.ts";
import { startOf } from "./failure.ts";
import { isSystemError } from "./system-error.ts";

/** A chart in a folder. */
export interface Chart {
  /** Absolute. */
  readonly path: string;
  /** As messages and findings name the folder, with "/" on every system. */
  readonly shown: string;
  /** undefined where its file names none: Helm refuses it. */
  readonly name: string | undefined;
  /** True for a chart that is nothing but a part of others. */
  readonly isLibrary: boolean;
  readonly dependencies: readonly Dependency[];
  readonly source: Source;
}

/** A chart that another one brings with it. */
interface Dependency {
  readonly name: string;
  /** What the templates of the dependency are called after: its alias, or else its name. */
  readonly called: string;
  /** As it is written: a URL, file://../path, an alias of a repository. */
  readonly repository: string | undefined;
  /** Its name, to be located where somebody asks: there may be very many. */
  readonly at: WrittenNode;
}

/** Larger ones are of nobody who means well. */
const MOST_BYTES = 1 << 20;

/** Charts of Helm 2 name their dependencies in a file of their own. */
const REQUIREMENTS = "requirements.yaml";

/** Throws the system's error where the chart's file cannot be read. */
export function readChart(io: Pick<Io, "status" | "readFile">, path: string, shown: string): Chart {
  const source =
    yamlAt(io, join(path, CHART_FILE), fileIn(shown, CHART_FILE)) ??
    readSource(fileIn(shown, CHART_FILE), new Uint8Array());
  const root = rootOf(source);
  const dependencies = root ? dependenciesIn(root) : [];
  const older = dependencies.length > 0 ? undefined : yamlAt(io, join(path, REQUIREMENTS), fileIn(shown, REQUIREMENTS));
  const olderRoot = older && rootOf(older);
  return {
    path,
    shown,
    source,
    name: root?.child("name").text || undefined,
    isLibrary: root?.child("type").text === "library",
    dependencies: olderRoot ? dependenciesIn(olderRoot) : dependencies,
  };
}

/** How a file of a chart is shown. */
export const fileIn = (shown: string, file: string): string => posix.join(shown, file);

/** undefined where no such file is there, or none that is meant to be read. */
function yamlAt(io: Pick<Io, "status" | "readFile">, path: string, shown: string): Source | undefined {
  const status = io.status(path);
  return status?.kind === "file" && status.size <= MOST_BYTES ? readSource(shown, io.readFile(path)) : undefined;
}

/** A file of values, or another one in YAML; undefined where it cannot be had. */
export function readableYaml(io: Pick<Io, "status" | "readFile">, path: string, shown: string): Source | undefined {
  try {
    return yamlAt(io, path, shown);
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

function rootOf({ documents }: Source): WrittenNode | undefined {
  const [document] = documents;
  return document && !document.refusal ? WrittenNode.root(document) : undefined;
}

function dependenciesIn(root: WrittenNode): readonly Dependency[] {
  const list = root.child("dependencies");
  return list.items().flatMap((_, index) => {
    const item = list.child(index);
    const at = item.child("name");
    const name = at.text;
    if (!name) return [];
    return [{ name, called: item.child("alias").text || name, repository: item.child("repository").text, at }];
  });
}

/** The line that brings the dependency; of one that is brought by no line, the chart's file. */
export const placeOf = ({ shown }: Chart, dependency?: Dependency): Location =>
  dependency ? locationOf(dependency.at.locate()) : startOf(fileIn(shown, CHART_FILE));
