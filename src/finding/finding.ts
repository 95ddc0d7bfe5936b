import type { Focus } from "../yaml/place.ts";
import type { Location } from "../yaml/span.ts";
import type { Unmatched } from "./baseline.ts";
import type { Confidence, Severity } from "./severity.ts";

export interface Related {
  readonly location: Location;
  readonly label: string;
  /** Where it is written, when `location` lies in text that Helm has printed and the line of its template is known. */
  readonly place?: Location;
}

/** Replaces the characters of `location` by `text`. Edits of one fix never overlap. */
export interface Edit {
  readonly location: Location;
  readonly text: string;
}

export interface FindingFix {
  /** What the edits do: the finding's help. */
  readonly title: string;
  /** False where the edits may change what the author meant, or touch text that several places share. */
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** Where the finding's text comes from, when that is not the file that was read. */
export interface Origin {
  /** `file` is the template's path where the chart is at hand, otherwise the name that Helm gives it. */
  readonly template?: { readonly file: string; readonly start?: Location["start"]; readonly end?: Location["end"] };
  readonly valuesKey?: string;
  /**
   * Where to mend it, in a file at hand: reports that point into files point here, since `location` lies in text that Helm
   * has printed and nobody keeps. With `how` "source" the line is not known: it is the first of the template, or that of the
   * dependency that brings the chart.
   */
  readonly place?: Location;
  readonly how: "exact" | "positional" | "aligned" | "source";
}

/** What leaves the engine: plain, sorted, serialisable. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** One sentence without a final period. It holds text of manifests: escape it wherever it is printed. */
  readonly message: string;
  /** At most five words for the marked characters. */
  readonly label?: string;
  readonly help?: string;
  readonly then?: string;
  readonly location: Location;
  readonly related: readonly Related[];
  /** In the input, list items by their merge key where they have one: spec.containers[app].image. */
  readonly path: string;
  readonly focus: Focus;
  readonly resource?: { readonly kind: string; readonly namespace?: string; readonly name: string };
  readonly origin?: Origin;
  readonly fix?: FindingFix;
  /** 16 hex digits; the same when lines move, items are reordered or the message is reworded. */
  readonly fingerprint: string;
}

/** One of what keeps a finding from being reported. */
export interface SuppressedBy {
  readonly how: "comment" | "annotation" | "config" | "baseline";
  /** As its author wrote it: escape it as a message. */
  readonly reason?: string;
}

export interface SuppressedFinding {
  readonly finding: Finding;
  /** At least one. */
  readonly by: readonly SuppressedBy[];
}

/** What was read and what became of it: silence must never be ambiguous. */
export interface Summary {
  readonly files: number;
  readonly documents: number;
  readonly objects: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  /** Findings among them that the report does not list: each rule has 10,000 at most. */
  readonly unlisted: number;
  /** Suppressed by a comment, an annotation or the config. */
  readonly ignored: number;
  /** Findings that stand in the baseline. */
  readonly baselined: number;
  /** Entries of the baseline that match nothing, although their rule has run and the input holds what they are about. */
  readonly stale: number;
  /** Findings all of whose places lie in files that have not changed, where only changed ones are asked for. */
  readonly unchanged: number;
  /** Documents that could not be read: the exit code is then 2. */
  readonly unreadable: number;
  /** Documents that could not be read, which the config ignores. */
  readonly notRead: number;
  /** Rules that a defect kept from looking at something; absent where there is none. The exit code is then 2. */
  readonly unfinished?: readonly string[];
  /** Documents without apiVersion and kind. */
  readonly notKubernetes: number;
  /** CustomResourceDefinitions of which only the header was read: their schemas were not looked at. */
  readonly headerOnly: number;
  /** Custom resources of kinds that no operator model knows, counted by kind, in order of kind. */
  readonly notChecked: readonly { readonly kind: string; readonly count: number }[];
}

/** A rule that a defect of its own, or of what it asks, kept from looking at something. Its other findings are reported. */
export interface RuleFailure {
  readonly rule: string;
  /** How often that happened; the rest tells of the first time. */
  readonly times: number;
  /** What it looked at, where that is one object or document: StatefulSet/db. */
  readonly resource?: string | undefined;
  readonly file?: string | undefined;
  /** What was thrown. It may hold text of manifests. */
  readonly error: unknown;
}

/** Everything that a formatter is given. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly summary: Summary;
  readonly toolVersion: string;
  /** Where a baseline was held against the findings. */
  readonly unmatched?: Unmatched;
  /**
   * What was found and suppressed, in the order of findings, where that was asked for. As many of a rule as of its findings
   * at most: `summary` counts all of them.
   */
  readonly suppressed?: readonly SuppressedFinding[];
  /** Absent where every rule looked at all that it had to. The exit code is 2 otherwise. */
  readonly failures?: readonly RuleFailure[];
}
