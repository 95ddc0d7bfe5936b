import type { Document, DuplicateKey } from "../yaml/document.ts";
import { member } from "../yaml/node.ts";
import type { Span, Step } from "../yaml/span.ts";
import { hasGluedKey, SEPARATOR } from "./glued-key.ts";
import { isList } from "./list.ts";

/** Where an object starts in the mapping of another, because nothing parts the two. */
export interface Join {
  /** Path of the mapping that holds both: [] or, in a List, ["items", n]. */
  readonly path: readonly Step[];
  /** The key with which the object above starts, and the one with which the next starts. */
  readonly above: Span;
  readonly at: Span;
  /** What is above, whose values are replaced, and what starts here: ConfigMap/a, or "a ConfigMap" without a name. */
  readonly lost: string;
  readonly starts: string;
}

/** A comment may follow at once: kubectl and Helm take that line for a separator. */
const GLUED = /^---(?=[^\s#])/gm;

/** Each "---" that the text behind it on its line turns into a part of a key; none where no root key looks so. */
export function gluedSeparators(document: Document): readonly Span[] {
  if (!hasGluedKey(document.value)) return [];
  return [...document.text.matchAll(GLUED)].map(({ index }) => ({ start: index, end: index + SEPARATOR.length }));
}

/** The objects that start in the mapping of another: "apiVersion" and "kind" stand in it once more. */
export function joinsOf(document: Document): readonly Join[] {
  const kinds = document.duplicates.filter(({ key, path }) => key === "kind" && isObject(document, path));
  return kinds.flatMap((kind) => joinAt(document, kind) ?? []);
}

/** Keys that stand twice, but for those that do so only because two objects stand in one mapping. */
export function duplicatesWithin(document: Document): readonly DuplicateKey[] {
  const { duplicates } = document;
  if (duplicates.length === 0) return duplicates;
  const joined = new Set(joinsOf(document).map(({ path }) => path.join()));
  const glued = gluedSeparators(document);
  return duplicates.filter(({ path, first, again }) => {
    const isAcross = path.length === 0 && glued.some(({ start }) => start >= first.start && start <= again.start);
    return !isAcross && !(isObject(document, path) && joined.has(path.join()));
  });
}

const isObject = ({ value }: Document, path: readonly Step[]): boolean =>
  path.length === 0 || (path.length === 2 && path[0] === "items" && isList(value));

function joinAt({ duplicates, value }: Document, kind: DuplicateKey): Join | undefined {
  const { path } = kind;
  const all = (name: string) => duplicates.filter((one) => one.key === name && one.path.join() === path.join());
  const [kinds, versions, metadata] = [all("kind"), all("apiVersion"), all("metadata")];
  const nth = kinds.indexOf(kind);
  const version = versions[nth];
  if (!version) return undefined;
  const [lastKind, lastVersion] = [kinds[nth - 1]?.again ?? kind.first, versions[nth - 1]?.again ?? version.first];
  const mapping = path.reduce<unknown>(member, value);
  // Each object has brought its own metadata, or nobody knows which is whose.
  const isNamed = metadata.length === kinds.length;
  const ofObject = (n: number, twice: readonly DuplicateKey[], key: string): unknown =>
    n < twice.length ? twice[n]?.dropped : member(mapping, key);
  const label = (n: number): string =>
    labelOf(ofObject(n, kinds, "kind"), isNamed ? ofObject(n, metadata, "metadata") : undefined);
  return {
    path,
    above: earlier(lastVersion, lastKind),
    at: earlier(version.again, kind.again),
    lost: label(nth),
    starts: label(nth + 1),
  };
}

const earlier = (one: Span, other: Span): Span => (one.start < other.start ? one : other);

function labelOf(kind: unknown, metadata: unknown): string {
  const name = member(metadata, "name");
  const noun = typeof kind === "string" ? kind : "object";
  return typeof name === "string" ? `${noun}/${name}` : `${/^[AEIOUaeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}
