import type { Finding, Report } from "../finding/finding.ts";

/**
 * Why the text after fixes is no better than the one before: a finding that they should remove is still there, or there is
 * one more than there was. Completes "not fixed:"; undefined where nothing speaks against them.
 */
export function objectionTo(fixed: readonly Finding[], before: Report, after: Report): string | undefined {
  if (unreadIn(after) > unreadIn(before)) return "a document could not be read with it";
  // Who has more findings than are listed sees others take the places of those that are gone.
  if (before.summary.unlisted > 0)
    return totalOf(after) > totalOf(before) - fixed.length ? "there are no fewer findings with it" : undefined;
  const was = countByKind(before.findings);
  const gone = countByKind(fixed);
  for (const [kind, count] of countByKind(after.findings)) {
    const allowed = (was.get(kind) ?? 0) - (gone.get(kind) ?? 0);
    if (count <= allowed) continue;
    if (count <= (was.get(kind) ?? 0)) return "the finding is still there with it";
    const more = newIn(before, after, kind);
    return `with it, ${more.rule} is reported in ${more.location.file}:${more.location.start.line}: ${more.message}`;
  }
  return undefined;
}

/** The same for findings that only their place tells apart, which edits move; never for those of two severities. */
const kindOf = ({ rule, severity, location, resource }: Finding): string =>
  JSON.stringify([rule, severity, location.file, resource?.kind, resource?.namespace, resource?.name]);

function countByKind(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(kindOf(finding), (counts.get(kindOf(finding)) ?? 0) + 1);
  return counts;
}

/** One of a kind of which there are more than before: one that was not there, if that can be told. */
function newIn(before: Report, after: Report, kind: string): Finding {
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  const ofKind = after.findings.filter((finding) => kindOf(finding) === kind);
  return ofKind.find(({ fingerprint }) => !known.has(fingerprint)) ?? ofKind[0]!;
}

const unreadIn = ({ summary }: Report): number => summary.unreadable + summary.notRead;
const totalOf = ({ summary }: Report): number => summary.error + summary.warning + summary.info;
