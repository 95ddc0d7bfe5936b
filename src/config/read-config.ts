import { parseVersion } from "../kubernetes/version.ts";
import type { Document, DuplicateKey, Refusal, Source } from "../yaml/document.ts";
import { pathOf } from "../yaml/node.ts";
import type { Location } from "../yaml/span.ts";
import { WrittenNode } from "../yaml/written.ts";
import { type Config, NO_CONFIG, type RuleSetting } from "./config.ts";
import { type ConfigurableRule, configShape, type WrittenConfig, type WrittenSetting } from "./config-shape.ts";
import { walk } from "./walk.ts";

/** Why a config cannot be used. Like a finding's, its texts quote what a person wrote: escape them wherever they are printed. */
export interface ConfigProblem {
  readonly message: string;
  readonly help?: string;
  readonly location: Location;
}

export type ConfigReading = { readonly config: Config } | { readonly problems: readonly ConfigProblem[] };

/** Never throws for what the file holds. `problems` are all that there are, in the order of the text. */
export function readConfig(source: Source, rules: readonly ConfigurableRule[]): ConfigReading {
  const [document, ...others] = source.documents.filter(isWritten);
  if (!document) return { config: NO_CONFIG };
  const problems = others.map(oneTooMany);
  if (document.refusal) return { problems: [refused(document, document.refusal), ...problems] };

  problems.push(...document.duplicates.map((duplicate) => twice(document, duplicate)));
  const root = WrittenNode.root(document);
  const written = walk(configShape(rules), root, ({ at, ...texts }) => {
    problems.push({ ...texts, location: plain(at.locate() ?? root.locate()) });
  });
  return problems.length > 0 ? { problems: problems.sort(byPosition) } : { config: configOf(written, root) };
}

const isWritten = ({ value, refusal }: Document): boolean =>
  refusal !== undefined || (value !== undefined && value !== null);

const refused = (document: Document, { at, message, help }: Refusal): ConfigProblem => ({
  message,
  ...(help !== undefined && { help }),
  location: document.locate(at),
});

const oneTooMany = (document: Document): ConfigProblem => ({
  message: "the config holds more than one document",
  help: 'remove this one, or the "---" above it',
  location: document.refusal ? document.locate(document.refusal.at) : plain(WrittenNode.root(document).locate()),
});

const twice = (document: Document, { key, path, first, again }: DuplicateKey): ConfigProblem => ({
  message: `"${pathOf([...path, key])}" stands twice, first in line ${document.locate(first).start.line}`,
  help: "remove one of them: which one counts differs from reader to reader",
  location: document.locate(again),
});

function configOf(written: WrittenConfig, root: WrittenNode): Config {
  const { rules = {}, profile = [], ignore = [], known = [], namespace, kubeVersion } = written;
  return {
    rules: new Map(Object.entries(rules).flatMap(([id, setting]) => (setting ? [[id, settingOf(setting)]] : []))),
    profiles: typeof profile === "string" ? [profile] : profile,
    ignore: ignore.map((entry, index) => ({ ...entry, at: root.child("ignore").child(index) })),
    known,
    namespace,
    kubernetes: kubeVersion === undefined ? undefined : parseVersion(kubeVersion),
  };
}

function settingOf(written: WrittenSetting): RuleSetting {
  if (typeof written === "string") return { severity: written, options: {} };
  const { severity, only, except, ...options } = written;
  return { ...(severity && { severity }), ...(only && { only }), ...(except && { except }), options };
}

const plain = ({ file, start, end }: Location): Location => ({ file, start, end });

const byPosition = ({ location: { start: a } }: ConfigProblem, { location: { start: b } }: ConfigProblem): number =>
  a.line - b.line || a.column - b.column;
