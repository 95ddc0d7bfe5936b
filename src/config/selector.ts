import { READ_FAILURE } from "../rule/read-failure.ts";
import type { Ignore, Selector } from "./config.ts";
import { isGlobMatch } from "./glob.ts";

/** What a finding is about. Whatever it is not about, such as the kind of a document that was not read, is left out. */
export interface SelectorSubject {
  readonly file: string;
  /** Of the chart that the text was rendered from, as findings name it. */
  readonly template?: string | undefined;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly containers?: readonly string[];
  readonly hooks?: readonly string[];
}

/** True where each list of the selector has a member for the subject. Members may hold globs. */
export function matches(selector: Selector, subject: SelectorSubject): boolean {
  return (
    meets(selector.kinds, subject.kind) &&
    meets(selector.names, subject.name) &&
    meets(selector.namespaces, subject.namespace) &&
    meets(selector.containers, ...(subject.containers ?? [])) &&
    meets(selector.hooks, ...(subject.hooks ?? []))
  );
}

/** True where the entry silences findings of the rule about the subject. That it has expired is not asked here. */
export function ignores(entry: Ignore, rule: string, subject: SelectorSubject): boolean {
  return (
    entry.rule === rule &&
    (rule !== READ_FAILURE || entry.path !== undefined) &&
    meets(listOf(entry.kind), subject.kind) &&
    meets(listOf(entry.name), subject.name) &&
    meets(listOf(entry.namespace), subject.namespace) &&
    meets(listOf(entry.container), ...(subject.containers ?? [])) &&
    meets(listOf(entry.path)?.map(withoutDot), withoutDot(subject.file), subject.template)
  );
}

const listOf = (glob: string | undefined): readonly string[] | undefined => (glob === undefined ? undefined : [glob]);

const withoutDot = (path: string): string => (path.startsWith("./") ? path.slice(2) : path);

function meets(globs: readonly string[] | undefined, ...texts: readonly (string | undefined)[]): boolean {
  return !globs || texts.some((text) => text !== undefined && globs.some((glob) => isGlobMatch(glob, text)));
}
