import type { Document, DuplicateKey, Refusal, Source } from "../yaml/document.ts";
import { pathOf } from "../yaml/node.ts";
import { type Location, locationOf } from "../yaml/span.ts";
import { WrittenNode } from "../yaml/written.ts";
import type { Shape } from "./shape.ts";
import { type ComplaintTexts, walk } from "./walk.ts";

/** Why a file of ours cannot be used. Like a finding's, its texts quote what a person wrote: escape them wherever they are printed. */
export interface ConfigProblem extends ComplaintTexts {
  readonly location: Location;
}

/** `problems` are the first in the order of the text; beyond 20, one more tells how many are left. */
interface Problems {
  readonly problems: readonly ConfigProblem[];
}

/** `written` is undefined where nothing is. */
type ShapedReading<T> = { readonly written: T | undefined; readonly root: WrittenNode | undefined } | Problems;

/** A problem whose texts are not made yet. */
interface Found {
  readonly location: Location;
  texts(): ComplaintTexts;
}

/** Nobody mends more at once. */
const MOST_PROBLEMS = 20;

/** Beyond these, the problems of a hostile file are only counted: to place each would take longer than all the rest. */
const MOST_PLACED = 1000;

/** Reads a file of one document, which must have that shape. Never throws for what it holds. `noun` is what it is called. */
export function readShaped<T>(source: Source, shape: Shape<T>, noun: string): ShapedReading<T> {
  const [document, ...others] = source.documents.filter(isWritten);
  if (!document) return { written: undefined, root: undefined };
  const found = others.slice(0, MOST_PLACED).map((other) => oneTooMany(other, noun));
  let unplaced = others.length - found.length;
  if (document.refusal) found.unshift(refused(document, document.refusal));
  if (document.refusal) return { problems: told(found, unplaced, noun) };

  for (const duplicate of document.duplicates) found.push(twice(document, duplicate));
  const root = WrittenNode.root(document);
  let walked = 0;
  const written = walk(shape, root, noun, ({ at, texts }) => {
    if (walked++ < MOST_PLACED) found.push({ texts, location: locationOf(at.locate() ?? root.locate()) });
    else unplaced++;
  });
  return found.length > 0 ? { problems: told(found, unplaced, noun) } : { written, root };
}

function told(found: readonly Found[], unplaced: number, noun: string): readonly ConfigProblem[] {
  const inOrder = found.toSorted(byPosition);
  const problems = inOrder.slice(0, MOST_PROBLEMS).map(({ location, texts }) => ({ ...texts(), location }));
  const next = inOrder[MOST_PROBLEMS];
  if (next) {
    const more = inOrder.length + unplaced - MOST_PROBLEMS;
    const message = `from here on the ${noun} has ${more} more problem${more === 1 ? "" : "s"}`;
    problems.push({ message, location: next.location });
  }
  return problems;
}

const isWritten = ({ value, refusal }: Document): boolean =>
  refusal !== undefined || (value !== undefined && value !== null);

const refused = (document: Document, { at, message, help }: Refusal): Found => ({
  texts: () => ({ message, ...(help !== undefined && { help }) }),
  location: document.locate(at),
});

const oneTooMany = (document: Document, noun: string): Found => ({
  texts: () => ({
    message: `the ${noun} holds more than one document`,
    help: 'remove this one, or the "---" above it',
  }),
  location: document.refusal ? document.locate(document.refusal.at) : locationOf(WrittenNode.root(document).locate()),
});

const twice = (document: Document, { key, path, first, again }: DuplicateKey): Found => ({
  texts: () => ({
    message: `"${pathOf([...path, key])}" stands twice, first in line ${document.locate(first).start.line}`,
    help: "remove one of them: which one counts differs from reader to reader",
  }),
  location: document.locate(again),
});

const byPosition = ({ location: { start: a } }: Found, { location: { start: b } }: Found): number =>
  a.line - b.line || a.column - b.column;
