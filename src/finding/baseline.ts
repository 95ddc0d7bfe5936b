import type { Finding } from "./finding.ts";
import { compare } from "./order.ts";
import { resourceText } from "./resource-text.ts";

/** A finding that is known and may stay for now. Only the fingerprint identifies it; the rest tells people what it is. */
export interface BaselineEntry {
  readonly rule: string;
  /** KIND/NAMESPACE/NAME of the object; the file, where the finding is about none. */
  readonly resource: string;
  /** As the finding's; absent where it is about the whole. */
  readonly path?: string;
  readonly message: string;
  readonly fingerprint: string;
}

/** The findings that a project has decided to live with for now. */
export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

/** Entries of a baseline that match nothing, although their rule has run. */
export interface Unmatched {
  /** The input holds what they are about. */
  readonly stale: readonly BaselineEntry[];
  /** It does not: their objects are gone, or belong to another input. */
  readonly absent: readonly BaselineEntry[];
}

/** A baseline of these findings, in the order of rule, object and path: what moves in its file leaves the entry where it is. */
export const baselineOf = (findings: readonly Finding[]): Baseline => ({
  entries: [...new Map(findings.map((finding) => [finding.fingerprint, entryOf(finding)])).values()].sort(byIdentity),
});

const entryOf = ({ rule, resource, location, path, message, fingerprint }: Finding): BaselineEntry => ({
  rule,
  resource: resource ? resourceText(resource) : location.file,
  ...(path !== "" && { path }),
  message,
  fingerprint,
});

/** Not by message: a reworded one would move its entry. */
const byIdentity = (a: BaselineEntry, b: BaselineEntry): number =>
  compare(a.rule, b.rule) ||
  compare(a.resource, b.resource) ||
  compare(a.path ?? "", b.path ?? "") ||
  compare(a.fingerprint, b.fingerprint);
