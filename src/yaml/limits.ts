import { constants } from "node:buffer";

/**
 * Deeper nesting is refused. Go stops at 10,000; here each level takes stack, and so does whatever later walks the value.
 * The deepest manifest of the public charts that were read has 38 levels.
 */
export const DEEPEST = 1000;

/** Characters from the start of a key to its ":", as YAML 1.1 has it and libyaml's scanner, from which Go's comes, keeps it. */
export const LONGEST_KEY = 1024;

/** Duplicate keys, and oddities, of one document that are reported: one mistake of a generator is enough said. */
export const MOST_REPORTED = 20;

/**
 * Unreadable documents of one stream, before nothing more of it is read: a file that is none of YAML may hold millions. One
 * less than the findings that a run lists of a rule, so that the one which says this is among them.
 */
export const MOST_REFUSALS = 9_999;

/** Documents of one stream whose places are kept once they have been asked for; those of any other are found anew. */
export const MOST_LOCATED = 1000;

/** Names of anchors of one stream that are remembered, to say where the one stands that an alias cannot reach. */
export const MOST_ANCHORS = 10_000;

/** Fields that the merges of one document may set: nested ones set theirs again and again. */
export const MOST_MERGED = 1_000_000;

/**
 * What the aliases of one document may expand to, counted in nodes: go-yaml's own measure (decode.go, allowedAliasRatio).
 * 99 % of up to `small` nodes may come from aliases, 10 % of `large` ones and more.
 */
export const ALIASES = {
  free: 100,
  unmeasured: 1000,
  small: 400_000,
  large: 4_000_000,
  most: 0.99,
  least: 0.1,
} as const;

/** Documents of one stream: each is remembered, and a hundred megabytes of manifests hold a tenth of a million. */
export const MOST_DOCUMENTS = 2_000_000;

/** Bytes of one document, which is one text: V8 has no longer one. */
export const LONGEST_DOCUMENT = constants.MAX_STRING_LENGTH - 1;

/** Bytes of one input, unless the call says more: V8 has no longer text than 512 MiB. */
export const MOST_BYTES = 256 * 1024 * 1024;
