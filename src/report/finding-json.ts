import type { Edit, Finding, FindingFix, Origin, Related, Report, Summary } from "../finding/finding.ts";
import type { Location, Position } from "../yaml/span.ts";
import type { FindingsDocument, ReportHead } from "./findings-schema.ts";
import type { FormatContext } from "./format.ts";
import type { Shortfall } from "./shortfall.ts";

/** Every property by name: one that is new to T does not compile until it is listed. JSON leaves out what is undefined. */
export type Listing<T> = { readonly [K in keyof T]-?: unknown };

/** What is told of the report as a whole. */
export const headJson = (
  { toolVersion, summary }: Report,
  { shortfalls = [] }: Pick<FormatContext, "shortfalls">,
): Listing<ReportHead> => ({
  schemaVersion: 1,
  tool: { name: "plimsoll", version: toolVersion } satisfies Listing<FindingsDocument["tool"]>,
  summary: summaryOf(summary),
  shortfalls: shortfalls.length > 0 ? shortfalls.map(shortfallOf) : undefined,
});

const shortfallOf = ({ location, message, help }: Shortfall): Listing<Shortfall> => ({
  message,
  help,
  location: location && locationOf(location),
});

const summaryOf = (summary: Summary): Listing<Summary> => ({
  files: summary.files,
  documents: summary.documents,
  objects: summary.objects,
  error: summary.error,
  warning: summary.warning,
  info: summary.info,
  unlisted: summary.unlisted,
  ignored: summary.ignored,
  baselined: summary.baselined,
  stale: summary.stale,
  unchanged: summary.unchanged,
  unreadable: summary.unreadable,
  notRead: summary.notRead,
  unfinished: summary.unfinished && [...summary.unfinished],
  notKubernetes: summary.notKubernetes,
  headerOnly: summary.headerOnly,
  notChecked: summary.notChecked.map(({ kind, count }) => ({ kind, count })),
});

/** A finding as programs read it, keys always in the same order. */
export const findingJson = (finding: Finding): Listing<Finding> => ({
  rule: finding.rule,
  severity: finding.severity,
  confidence: finding.confidence,
  message: finding.message,
  label: finding.label,
  help: finding.help,
  then: finding.then,
  location: locationOf(finding.location),
  related: finding.related.map(relatedOf),
  path: finding.path,
  focus: finding.focus,
  resource: finding.resource && resourceOf(finding.resource),
  origin: finding.origin && originOf(finding.origin),
  fix: finding.fix && fixOf(finding.fix),
  fingerprint: finding.fingerprint,
});

const positionOf = ({ line, column }: Position): Listing<Position> => ({ line, column });

const locationOf = ({ file, start, end }: Location): Listing<Location> => ({
  file,
  start: positionOf(start),
  end: positionOf(end),
});

const relatedOf = ({ location, label, place }: Related): Listing<Related> => ({
  location: locationOf(location),
  label,
  place: place && locationOf(place),
});

const resourceOf = ({
  kind,
  namespace,
  name,
}: NonNullable<Finding["resource"]>): Listing<NonNullable<Finding["resource"]>> => ({
  kind,
  namespace,
  name,
});

const originOf = ({ template, valuesKey, place, how }: Origin): Listing<Origin> => ({
  template: template && {
    file: template.file,
    start: template.start && positionOf(template.start),
    end: template.end && positionOf(template.end),
  },
  valuesKey,
  place: place && locationOf(place),
  how,
});

const fixOf = ({ title, safe, edits }: FindingFix): Listing<FindingFix> => ({ title, safe, edits: edits.map(editOf) });

const editOf = ({ location, text }: Edit): Listing<Edit> => ({ location: locationOf(location), text });
