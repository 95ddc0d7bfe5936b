import type { Severity } from "../finding/severity.ts";
import type { Platform } from "../kubernetes/platform.ts";
import type { KubernetesVersion } from "../kubernetes/version.ts";
import type { Known } from "../release/known.ts";
import type { Profile } from "../rule/rule.ts";
import type { Json } from "../yaml/node.ts";
import type { Place } from "../yaml/place.ts";

/** What a finding is about, for `only` and `except`. Each list is met by any of its members, which may hold globs; an absent one by all. */
export interface Selector {
  readonly kinds?: readonly string[];
  readonly names?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly containers?: readonly string[];
  readonly hooks?: readonly string[];
}

export interface RuleSetting {
  /** undefined leaves the rule's own. */
  readonly severity?: Severity | "off";
  readonly only?: Selector;
  readonly except?: Selector;
  /** As written: what is absent is the rule's default. */
  readonly options: { readonly [name: string]: Json };
}

/** One entry of `ignore`: it meets what all of its keys meet. All but the rule may hold globs. */
export interface Ignore {
  readonly rule: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly container?: string;
  /** Of the input file, or of the template that its text was rendered from. */
  readonly path?: string;
  readonly reason: string;
  /** ISO date: the last day on which the entry works. */
  readonly expires?: string;
  readonly at: Place;
}

/** plimsoll.yaml, checked. */
export interface Config {
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Beside "default", which is always on. */
  readonly profiles: readonly (Profile | "all")[];
  readonly ignore: readonly Ignore[];
  readonly known: readonly Known[];
  readonly namespace: string | undefined;
  readonly kubernetes: KubernetesVersion | undefined;
  readonly platform: Platform | undefined;
  /** Path of the baseline, relative to the config, as it is written. */
  readonly baseline: string | undefined;
}

export const NO_CONFIG: Config = {
  rules: new Map(),
  profiles: [],
  ignore: [],
  known: [],
  namespace: undefined,
  kubernetes: undefined,
  platform: undefined,
  baseline: undefined,
};
