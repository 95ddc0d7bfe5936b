import { parseVersion } from "../kubernetes/version.ts";
import type { Document, DuplicateKey, Refusal, Source } from "../yaml/document.ts";
import { pathOf } from "../yaml/node.ts";
import { type Location, locationOf } from "../yaml/span.ts";
import { WrittenNode } from "../yaml/written.ts";
import { type Config, NO_CONFIG, type RuleSetting } from "./config.ts";
import { type ConfigurableRule, configShape, type WrittenConfig, type WrittenSetting } from "./config-shape.ts";
import { type ComplaintTexts, walk } from "./walk.ts";

/** Why a config cannot be used. Like a finding's, its texts quote what a person wrote: escape them wherever they are printed. */
export interface ConfigProblem extends ComplaintTexts {
  readonly location: Location;
}

/** A problem whose texts are not made yet. */
interface Found {
  readonly location: Location;
  texts(): ComplaintTexts;
}

/** Nobody mends more at once. */
const MOST_PROBLEMS = 20;

/** Beyond these, the problems of a hostile config are only counted: to place each would take longer than all the rest. */
const MOST_PLACED = 1000;

export type ConfigReading = { readonly config: Config } | { readonly problems: readonly ConfigProblem[] };

/** Never throws for what the file holds. `problems` are the first in the order of the text; beyond 20, one more tells how many are left. */
export function readConfig(source: Source, rules: readonly ConfigurableRule[]): ConfigReading {
  const [document, ...others] = source.documents.filter(isWritten);
  if (!document) return { config: NO_CONFIG };
  const found = others.slice(0, MOST_PLACED).map(oneTooMany);
  let unplaced = others.length - found.length;
  if (document.refusal) return { problems: told([refused(document, document.refusal), ...found], unplaced) };

  for (const duplicate of document.duplicates) found.push(twice(document, duplicate));
  const root = WrittenNode.root(document);
  let walked = 0;
  const written = walk(configShape(rules), root, ({ at, texts }) => {
    if (walked++ < MOST_PLACED) found.push({ texts, location: locationOf(at.locate() ?? root.locate()) });
    else unplaced++;
  });
  return found.length > 0 ? { problems: told(found, unplaced) } : { config: configOf(written, root) };
}

function told(found: readonly Found[], unplaced: number): readonly ConfigProblem[] {
  const inOrder = found.toSorted(byPosition);
  const problems = inOrder.slice(0, MOST_PROBLEMS).map(({ location, texts }) => ({ ...texts(), location }));
  const next = inOrder[MOST_PROBLEMS];
  if (next) {
    const more = inOrder.length + unplaced - MOST_PROBLEMS;
    const message = `from here on the config has ${more} more problem${more === 1 ? "" : "s"}`;
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

const oneTooMany = (document: Document): Found => ({
  texts: () => ({
    message: "the config holds more than one document",
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

function configOf(written: WrittenConfig, root: WrittenNode): Config {
  const { rules = {}, profile = [], ignore = [], known = [], namespace, kubeVersion, platform } = written;
  return {
    rules: new Map(Object.entries(rules).flatMap(([id, setting]) => (setting ? [[id, settingOf(setting)]] : []))),
    profiles: typeof profile === "string" ? [profile] : profile,
    ignore: ignore.map((entry, index) => ({ ...entry, at: root.child("ignore").child(index) })),
    known,
    namespace,
    kubernetes: kubeVersion === undefined ? undefined : parseVersion(kubeVersion),
    platform,
  };
}

function settingOf(written: WrittenSetting): RuleSetting {
  if (typeof written === "string") return { severity: written, options: {} };
  const { severity, only, except, ...options } = written;
  return { ...(severity && { severity }), ...(only && { only }), ...(except && { except }), options };
}

const byPosition = ({ location: { start: a } }: Found, { location: { start: b } }: Found): number =>
  a.line - b.line || a.column - b.column;
