import type { Confidence, Severity } from "../finding/severity.ts";
import type { Container } from "../kubernetes/container.ts";
import type { Platform } from "../kubernetes/platform.ts";
import type { Resource } from "../kubernetes/resource.ts";
import type { KubernetesVersion } from "../kubernetes/version.ts";
import type { Workload } from "../kubernetes/workload.ts";
import type { Release } from "../release/release.ts";
import type { Document } from "../yaml/document.ts";
import type { Json, Node } from "../yaml/node.ts";
import type { Place } from "../yaml/place.ts";

/** "default" is always on; the others are chosen by --profile or the config. */
export type Profile = "default" | "security" | "reliability" | "advice";
export const PROFILES: readonly Profile[] = ["default", "security", "reliability", "advice"];

/** Folders of src/rules; chapters of the docs. */
export type Topic = "volumes" | "storage" | "ownership" | "yaml" | "suppression" | (string & {});

/** What a person wrote to silence a rule. */
export interface Suppression {
  /** As it is written. */
  readonly rule: string;
  readonly at: Place;
  readonly form: "comment" | "annotation" | "config";
  /** undefined: it silenced something, or its rule did not run. */
  readonly fault: "unused" | "expired" | "unknown" | undefined;
  /** ISO date, where the suppression has an end. */
  readonly expires: string | undefined;
  /** What is wrong with how it is written, and how to write it. */
  readonly slip: { readonly message: string; readonly help: string } | undefined;
}

/** What a rule may be handed, one at a time. */
export interface Subjects {
  readonly document: Document;
  readonly resource: Resource;
  readonly workload: Workload;
  readonly container: Container;
  readonly release: Release;
  readonly suppression: Suppression;
}

/**
 * An operation on a node, which becomes a text edit that leaves every other character alone:
 * - `set` writes the scalar in the node's place, or adds the field where it is absent, with the mappings on the way;
 * - `remove` takes out a field with its key, or a list's item, and the key of a list that has no items then;
 * - `rename` gives the node's key another name.
 * Each looks at the text as it is: those of one fix have places of their own, and no two take members out of one mapping or
 * list. A fix of which that is not true is dropped.
 */
export type Patch =
  | { readonly set: Node<unknown>; readonly to: string | number | boolean }
  | { readonly remove: Node<unknown> }
  | { readonly rename: Node<unknown>; readonly to: string };

export interface Fix {
  /** What the patches do, where the help says more than they do. */
  readonly title?: string;
  readonly patches: readonly Patch[];
  readonly safe: boolean;
}

/** What a rule yields; the engine derives the rest. DESIGN 6 tells how the texts read. */
export interface Problem {
  readonly at: Place;
  /** One sentence, subject first, lower case unless a Kind, both sides quoted, no final period. */
  readonly message: string;
  /** What the message names, for the fingerprint. */
  readonly names: readonly string[];
  /** Lower than the rule's; a higher one has no effect. */
  readonly severity?: Severity;
  /** Reported only when that profile is on; the rule's own has to be on, too. */
  readonly profile?: Profile;
  /** A likely problem is at most a warning. */
  readonly confidence?: Confidence;
  /** At most five words under the caret. */
  readonly label?: string;
  /** Each label ends in "here". */
  readonly related?: readonly { readonly at: Place; readonly label: string }[];
  /** What to do, with exact names and values. */
  readonly help?: string;
  /** What happens if nobody does. */
  readonly then?: string;
  /** Needs a help, which is its title unless it has its own. */
  readonly fix?: Fix;
}

export type Options = { readonly [name: string]: Json };

/** JSON Schema of each option of a rule, and the values without a config. */
export interface OptionsSchema<O extends Options = Options> {
  readonly properties: { readonly [name in keyof O]: Json };
  readonly defaults: O;
}

export interface Context<O extends Options = Options> {
  readonly release: Release;
  readonly kubernetes: KubernetesVersion;
  readonly platform: Platform;
  readonly options: O;
}

export interface Example {
  readonly title?: string;
  /** Without it, any. */
  readonly platform?: Platform;
  /** Lines that must be reported end in "# bad". */
  readonly bad: string;
  readonly good: string;
}

/** What is told about a rule. The command loads it for those who ask: a run does without. */
export interface RuleProse {
  /** One sentence, the defect as a statement, final period. */
  readonly summary: string;
  /** Markdown: why it matters, what the cluster does, where the rule stops. */
  readonly rationale: string;
  readonly references?: readonly string[];
  readonly examples: readonly Example[];
  readonly topic: Topic;
  /** The version of Plimsoll that brought it. */
  readonly since: string;
}

export interface Rule<On extends keyof Subjects, O extends Options = Options> extends RuleProse {
  readonly id: string;
  /** The highest that a problem of this rule can have. */
  readonly severity: Severity;
  readonly profile: Profile;
  /** A preview runs only where the config names it. */
  readonly stage?: "preview" | "stable";
  readonly options?: OptionsSchema<O>;
  readonly on: On;
  /**
   * False where a subject is none of the rule's business: `check` is not asked then. A look that costs little, because the
   * command reads the code of the checks only when one of these says true. Without it every subject is checked. Rules of one
   * kind of subject that name the same function share its answers.
   */
  concerns?(subject: Subjects[On], context: Context<O>): boolean;
  check(subject: Subjects[On], context: Context<O>): Iterable<Problem>;
}

/** A rule of any subject. */
export type AnyRule = { [On in keyof Subjects]: Rule<On> }[keyof Subjects];

/** A rule as it runs. */
export type RunRule = { [On in keyof Subjects]: Omit<Rule<On>, keyof RuleProse> }[keyof Subjects];

export const defineRule = <On extends keyof Subjects, O extends Options = Options>(rule: Rule<On, O>): Rule<On, O> =>
  rule;
