import type { Report, Summary } from "./finding.ts";
import { byPlace } from "./order.ts";

/**
 * Reports of several runs as one. Findings that two runs share stay two: they are about two inputs. What a baseline holds
 * beside them is only counted: of single runs it can be told by name.
 */
export function combined([first, ...others]: readonly [Report, ...Report[]]): Report {
  if (others.length === 0) return first;
  const reports = [first, ...others];
  const failures = reports.flatMap(({ failures = [] }) => failures);
  return {
    findings: reports.flatMap(({ findings }) => findings).sort(byPlace),
    summary: reports.map(({ summary }) => summary).reduce(sumOf),
    toolVersion: first.toolVersion,
    ...(reports.some(({ suppressed }) => suppressed) && {
      suppressed: reports.flatMap(({ suppressed = [] }) => suppressed).sort((a, b) => byPlace(a.finding, b.finding)),
    }),
    ...(failures.length > 0 && { failures }),
  };
}

/** Every property by name: one that is new to Summary does not compile until it is summed up. */
type Summed = Required<Omit<Summary, "unfinished">> & Pick<Summary, "unfinished">;

const sumOf = (a: Summary, b: Summary): Summed => ({
  files: a.files + b.files,
  documents: a.documents + b.documents,
  objects: a.objects + b.objects,
  error: a.error + b.error,
  warning: a.warning + b.warning,
  info: a.info + b.info,
  unlisted: a.unlisted + b.unlisted,
  ignored: a.ignored + b.ignored,
  baselined: a.baselined + b.baselined,
  stale: a.stale + b.stale,
  unchanged: a.unchanged + b.unchanged,
  unreadable: a.unreadable + b.unreadable,
  notRead: a.notRead + b.notRead,
  notKubernetes: a.notKubernetes + b.notKubernetes,
  headerOnly: a.headerOnly + b.headerOnly,
  ...unionOf(a.unfinished, b.unfinished),
  notChecked: countsOf([...a.notChecked, ...b.notChecked]),
});

function countsOf(kinds: Summary["notChecked"]): Summary["notChecked"] {
  const counts = new Map<string, number>();
  for (const { kind, count } of kinds) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

function unionOf(a: readonly string[] = [], b: readonly string[] = []): Pick<Summary, "unfinished"> {
  const unfinished = [...new Set([...a, ...b])].sort();
  return unfinished.length > 0 ? { unfinished } : {};
}
