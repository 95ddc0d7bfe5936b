import type { Finding, Report } from "../finding/finding.ts";
import { objectsOf } from "../release/release.ts";
import type { Source } from "../yaml/document.ts";
import { MOST_FINDINGS } from "./most-findings.ts";

/** Texts at some moment, and what is found in them. */
interface State {
  readonly sources: ReadonlyMap<string, Source>;
  readonly report: Report;
}

/**
 * Why the text after fixes is no better than the one before: a finding that they should remove is still there, there is
 * one more than there was, or an object is lost. Completes "not fixed:"; undefined where nothing speaks against them.
 */
export function objectionTo(fixed: readonly Finding[], before: State, after: State): string | undefined {
  if (unreadIn(after.report) > unreadIn(before.report)) return "a document could not be read with it";
  if (failuresIn(after.report) > failuresIn(before.report)) return "a rule breaks off with it";
  // Nothing is found in what is no object.
  if (objectsIn(after) < objectsIn(before)) return "an object of Kubernetes is none with it";
  const cut = cutShort(before.report, after.report);
  const isCut = ({ rule }: Finding): boolean => cut.has(rule);
  if (totalOf(after.report, cut) > totalOf(before.report, cut) - fixed.filter(isCut).length)
    return "there are no fewer findings with it";
  return objectionInListed(
    fixed.filter((finding) => !isCut(finding)),
    before,
    after,
    cut,
  );
}

/** The same for the rules of which every finding is listed. */
function objectionInListed(
  fixed: readonly Finding[],
  before: State,
  after: State,
  cut: ReadonlySet<string>,
): string | undefined {
  const was = byKind(before.report.findings);
  const gone = byKind(fixed);
  let twins: Twins | undefined;
  for (const [kind, all] of byKind(after.report.findings)) {
    const allowed = (was.get(kind)?.length ?? 0) - (gone.get(kind)?.length ?? 0);
    if (all.length <= allowed || cut.has(all[0]!.rule)) continue;
    twins ??= new Twins(before, after);
    const own = all.filter((finding) => !twins?.have(finding));
    if (own.length <= allowed) continue;
    const left = new Set(own.map(({ fingerprint }) => fingerprint));
    if (gone.get(kind)?.some(({ fingerprint }) => left.has(fingerprint))) return "the finding is still there with it";
    const more = newAmong(own, was.get(kind) ?? []);
    return `with it, ${more.rule} is reported in ${more.location.file}:${more.location.start.line}: ${more.message}`;
  }
  return undefined;
}

/** The same for findings that only their place tells apart, or the name of their object: edits change both. */
const kindOf = ({ rule, severity, location }: Finding): string => JSON.stringify([rule, severity, location.file]);

function byKind(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const kinds = new Map<string, Finding[]>();
  for (const finding of findings) {
    const kind = kindOf(finding);
    const known = kinds.get(kind);
    if (known) known.push(finding);
    else kinds.set(kind, [finding]);
  }
  return kinds;
}

/** One of a kind of which there are more than before: one that was not there, if that can be told. */
function newAmong(findings: readonly Finding[], before: readonly Finding[]): Finding {
  const known = new Set(before.map(({ fingerprint }) => fingerprint));
  return findings.find(({ fingerprint }) => !known.has(fingerprint)) ?? findings[0]!;
}

/**
 * Objects with equal content are one, in which the findings are told once. Once the one is edited the other shows, and
 * what is found in it is nothing new: it was said of its twin, in another document.
 */
class Twins {
  readonly #said = new Set<string>();
  readonly #saidIn = new Set<string>();
  readonly #documents: DocumentsByLine;

  constructor(before: State, after: State) {
    const documents = new DocumentsByLine(before.sources);
    for (const finding of before.report.findings) {
      const words = wordsOf(finding);
      this.#said.add(words);
      this.#saidIn.add(`${documents.holding(finding)} ${words}`);
    }
    this.#documents = new DocumentsByLine(after.sources);
  }

  have(finding: Finding): boolean {
    const words = wordsOf(finding);
    return this.#said.has(words) && !this.#saidIn.has(`${this.#documents.holding(finding)} ${words}`);
  }
}

/** Of a twin, all but the place. Its fingerprint may be one of its own. */
const wordsOf = ({ rule, severity, resource, path, message }: Finding): string =>
  JSON.stringify([rule, severity, resource, path, message]);

class DocumentsByLine {
  /** By file, the lines in which its documents start. */
  readonly #starts = new Map<string, readonly number[]>();

  constructor(private readonly sources: ReadonlyMap<string, Source>) {}

  /** The document in which a finding stands: its file, and its position there. */
  holding({ location: { file, start } }: Finding): string {
    const starts = this.#startsIn(file);
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= start.line) low = middle + 1;
      else high = middle;
    }
    return JSON.stringify([file, low]);
  }

  #startsIn(file: string): readonly number[] {
    const known = this.#starts.get(file);
    if (known) return known;
    const documents = this.sources.get(file)?.documents ?? [];
    const starts = documents.map((document) => document.locate({ start: 0, end: 0 }).start.line);
    this.#starts.set(file, starts);
    return starts;
  }
}

/** Rules that have more findings than are listed: others take the places of those that are gone, so only their number tells. */
function cutShort(...reports: readonly Report[]): ReadonlySet<string> {
  const cut = new Set<string>();
  for (const { findings, summary } of reports) {
    if (summary.unlisted === 0) continue;
    const counts = new Map<string, number>();
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    for (const [rule, count] of counts) if (count >= MOST_FINDINGS) cut.add(rule);
  }
  return cut;
}

/** Findings of some rules, listed or not. */
function totalOf({ findings, summary }: Report, rules: ReadonlySet<string>): number {
  const listedOfOthers = findings.filter(({ rule }) => !rules.has(rule)).length;
  return summary.error + summary.warning + summary.info - listedOfOthers;
}

const objectsIn = ({ sources }: State): number => {
  let count = 0;
  for (const { documents } of sources.values())
    for (const document of documents) count += [...objectsOf(document)].length;
  return count;
};

const unreadIn = ({ summary }: Report): number => summary.unreadable + summary.notRead;

const failuresIn = ({ failures = [] }: Report): number => failures.reduce((sum, { times }) => sum + times, 0);
