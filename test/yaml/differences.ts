import type { Step } from "../../src/yaml/span.ts";

/** Readers that ours is held against. "yaml 1.1" is the same package with the older schema, which go-yaml is nearest to. */
export const READERS = ["yaml", "yaml 1.1", "js-yaml"] as const;

/** What each of READERS makes of a text, in their order. */
type Theirs = readonly [unknown, unknown, unknown];

/** Where two readings of a text differ. */
export interface Spot {
  /** The scalar, or where a key differs the key, as it is written. */
  readonly written: string;
  readonly path: readonly Step[];
  readonly isKey: boolean;
  /** True where an alias or a merge has brought it. */
  readonly isAliased: boolean;
}

/** A way in which others read a text that we read as Go does. */
export interface Difference {
  readonly name: string;
  readonly why: string;
  readonly explains: (spot: Spot) => boolean;
  readonly examples: readonly { readonly text: string; readonly ours: unknown; readonly theirs: Theirs }[];
}

const scalar =
  (pattern: RegExp): Difference["explains"] =>
  ({ written }) =>
    pattern.test(written);
const root =
  (pattern: RegExp): Difference["explains"] =>
  ({ written, path }) =>
    path.length === 0 && pattern.test(written);

export const A_DATE = "a date";

export const DIFFERENCES: readonly Difference[] = [
  {
    name: "a leading zero",
    why: "go-yaml reads octal as YAML 1.1 has it; YAML 1.2 has it behind 0o alone",
    explains: scalar(/^[-+]?0[0-7]+$/),
    examples: [
      { text: "0400", ours: 256, theirs: [400, 256, 400] },
      { text: "{0644: a}", ours: { 420: "a" }, theirs: [{ 644: "a" }, { 420: "a" }, { 644: "a" }] },
    ],
  },
  {
    name: "0o, 0b and 0X",
    why: "go-yaml takes the notations of YAML 1.1 and of YAML 1.2, in small and in capital letters",
    explains: scalar(/^[-+]?0(?:[oO][0-7]+|[bB][-+]?[01]+|X[0-9a-fA-F]+)$/),
    examples: [
      { text: "0o17", ours: 15, theirs: [15, "0o17", 15] },
      { text: "0b11", ours: 3, theirs: ["0b11", 3, 3] },
    ],
  },
  {
    name: "underscores in numbers",
    why: "YAML 1.1 allows them, YAML 1.2 does not",
    explains: scalar(/^(?=[^_]*_)[-+]?[0-9_.][0-9a-fA-FxXoObB_.+-]*$/),
    examples: [{ text: "1_000", ours: 1000, theirs: ["1_000", 1000, "1_000"] }],
  },
  {
    name: "yes, no, on, off, y and n",
    why: "booleans of YAML 1.1, which YAML 1.2 has dropped",
    explains: scalar(/^(?:y|yes|on|n|no|off)$/i),
    examples: [
      { text: "yes", ours: true, theirs: ["yes", true, "yes"] },
      { text: "Off", ours: false, theirs: ["Off", false, "Off"] },
      { text: "{n: 1}", ours: { false: 1 }, theirs: [{ n: 1 }, { false: 1 }, { n: 1 }] },
    ],
  },
  {
    name: "timestamps",
    why: "JSON has no dates: what go-yaml takes for one reaches it as the text that was written",
    explains: scalar(/^\d{4}-\d\d?-\d\d?(?:[Tt \t]|$)/),
    examples: [
      { text: "2001-01-01", ours: "2001-01-01", theirs: ["2001-01-01", A_DATE, A_DATE] },
      { text: "2001-01-01T12:30:45Z", ours: "2001-01-01T12:30:45Z", theirs: ["2001-01-01T12:30:45Z", A_DATE, A_DATE] },
    ],
  },
  {
    name: "sexagesimal numbers",
    why: "YAML 1.1 has them, go-yaml does not",
    explains: scalar(/^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/),
    examples: [{ text: "12:30:45", ours: "12:30:45", theirs: ["12:30:45", 45045, "12:30:45"] }],
  },
  {
    name: "integers beyond 2^53",
    why: "they keep all their digits, which a number of JavaScript loses",
    explains: scalar(/^[-+]?(?:0[xob])?[0-9a-fA-F_]{14,}$/),
    examples: [{ text: "9007199254740993", ours: 2n ** 53n + 1n, theirs: [2 ** 53, 2 ** 53, 2 ** 53] }],
  },
  {
    name: "numbers beyond a double",
    why: "Go's parser reports an overflow, and go-yaml then takes the text for text",
    explains: scalar(/^[-+]?[0-9.]+[eE]\+?\d{3,}$/),
    examples: [{ text: "1e400", ours: "1e400", theirs: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, "1e400"] }],
  },
  {
    name: "negative zero",
    why: "-0 is an integer to go-yaml, and integers have no negative zero",
    explains: scalar(/^-0+$/),
    examples: [{ text: "-0", ours: 0, theirs: [-0, -0, 0] }],
  },
  {
    name: "a sign before a point",
    why: "js-yaml wants a digit behind the sign",
    explains: scalar(/^[-+]\.[0-9]/),
    examples: [{ text: "-.5", ours: -0.5, theirs: [-0.5, -0.5, "-.5"] }],
  },
  {
    name: "a float without a digit",
    why: "the pattern that yaml has for the floats of YAML 1.1 wants none before an exponent",
    explains: scalar(/^[-+]?\.?(?:[eE][-+]?\d+)?$/),
    examples: [{ text: "e9", ours: "e9", theirs: ["e9", Number.NaN, "e9"] }],
  },
  {
    name: "numbers as keys",
    why: "a key gets the name that Go prints: of 32 bits, with an exponent from a million on",
    explains: ({ written, isKey }) => isKey && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(written),
    examples: [
      { text: "{1e6: a}", ours: { "1e+06": "a" }, theirs: [{ 1000000: "a" }, { 1000000: "a" }, { 1000000: "a" }] },
      {
        text: "{0.123456789: a}",
        ours: { "0.12345679": "a" },
        theirs: [{ "0.123456789": "a" }, { "0.123456789": "a" }, { "0.123456789": "a" }],
      },
    ],
  },
  {
    name: "a colon before a comma or a bracket",
    why: "to go-yaml only a colon before a blank ends a key, between brackets too",
    explains: scalar(/:$/),
    examples: [
      {
        text: "[a:, b]",
        ours: ["a:", "b"],
        theirs: [
          [{ a: null }, "b"],
          [{ a: null }, "b"],
          [{ a: null }, "b"],
        ],
      },
    ],
  },
  {
    name: "a merge behind a key",
    why: "go-yaml sets what it reads in the order of the text; others let a key win over every merge, and the first merge over others",
    explains: ({ isAliased }) => isAliased,
    examples: [
      {
        text: "x: &x {a: 1}\nz: {a: 2, <<: *x}\n",
        ours: { x: { a: 1 }, z: { a: 1 } },
        theirs: [
          { x: { a: 1 }, z: { a: 2 } },
          { x: { a: 1 }, z: { a: 2 } },
          { x: { a: 1 }, z: { a: 2 } },
        ],
      },
    ],
  },
  {
    name: "an indentation indicator at the root",
    why: "js-yaml counts it from one column further left",
    explains: root(/^[|>][-+]?[1-9]/),
    examples: [{ text: "|2\n  a\n", ours: "a\n", theirs: ["a\n", "a\n", " a\n"] }],
  },
  {
    name: "--- in front of text",
    why: "js-yaml takes it for a marker though no blank stands behind it",
    explains: root(/^---/),
    examples: [{ text: "---a", ours: "---a", theirs: ["---a", "---a", "a"] }],
  },
];

export const REFUSED = "refused";

/** A text that some refuse and others accept. */
export interface Refusal {
  readonly name: string;
  readonly why: string;
  readonly text: string;
  /** The value of the first document, or REFUSED. */
  readonly ours: unknown;
  readonly theirs: Theirs;
}

const both = (value: unknown): Theirs => [value, value, value];

export const REFUSALS: readonly Refusal[] = [
  {
    name: "the same key twice",
    why: "the last one wins in a cluster; it is reported",
    text: "a: 1\na: 2\n",
    ours: { a: 2 },
    theirs: both(REFUSED),
  },
  {
    name: "quotes that go on at the indentation of their key",
    why: "libyaml and go-yaml do not look at the indentation inside quotes; it is noted as an oddity",
    text: "k:\n  a: 'x\n  y'\n",
    ours: { k: { a: "x y" } },
    theirs: [REFUSED, REFUSED, { k: { a: "x y" } }],
  },
  {
    name: "a bracket that closes at the indentation of its key",
    why: "nor do they look at the indentation inside brackets",
    text: "a: [\nb\n]\n",
    ours: { a: ["b"] },
    theirs: [REFUSED, REFUSED, { a: ["b"] }],
  },
  {
    name: "a comment close behind quotes",
    why: "go-yaml needs no blank before it there",
    text: 'a: "b"#c\n',
    ours: { a: "b" },
    theirs: [REFUSED, REFUSED, { a: "b" }],
  },
  {
    name: "a line break of Unicode",
    why: "NEL, LS and PS break lines in YAML 1.1",
    text: "a: 1\u0085b: 2\n",
    ours: { a: 1, b: 2 },
    theirs: both(REFUSED),
  },
  {
    name: "a tag that nobody has declared",
    why: "to go-yaml it makes text",
    text: "a: !custom 1\n",
    ours: { a: "1" },
    theirs: [{ a: "1" }, { a: "1" }, REFUSED],
  },
  {
    name: "a tab behind a dash",
    why: "go-yaml counts columns, which a tab has none of",
    text: "-\ta\n",
    ours: REFUSED,
    theirs: both(["a"]),
  },
  {
    name: "a line with nothing but a tab",
    why: "go-yaml looks for the next key's indentation there",
    text: "a: 1\n\t\nb: 2\n",
    ours: REFUSED,
    theirs: both({ a: 1, b: 2 }),
  },
  {
    name: "infinity",
    why: "JSON has no such number",
    text: "a: .inf\n",
    ours: REFUSED,
    theirs: both({ a: Number.POSITIVE_INFINITY }),
  },
  {
    name: "not a number",
    why: "JSON has no such number",
    text: "a: .nan\n",
    ours: REFUSED,
    theirs: both({ a: Number.NaN }),
  },
  {
    name: "a key that is null",
    why: "JSON has no such key",
    text: "~: 1\n",
    ours: REFUSED,
    theirs: [{ "": 1 }, { "": 1 }, { null: 1 }],
  },
  {
    name: "a key that is a list",
    why: "JSON has no such key",
    text: "? [a]\n: 1\n",
    ours: REFUSED,
    theirs: [{ "[ a ]": 1 }, { "[ a ]": 1 }, { a: 1 }],
  },
  {
    name: "a template that nobody has rendered",
    why: "it is a mapping with a mapping for a key",
    text: "a: {{ .x }}\n",
    ours: REFUSED,
    theirs: [{ a: { "{ .x }": null } }, { a: { "{ .x }": null } }, { a: { "[object Object]": null } }],
  },
  {
    name: "a key of more than 1,024 characters",
    why: "libyaml's limit, which go-yaml keeps",
    text: `${"k".repeat(1025)}: 1\n`,
    ours: REFUSED,
    theirs: [REFUSED, REFUSED, { ["k".repeat(1025)]: 1 }],
  },
  {
    name: "a control character",
    why: "YAML forbids it",
    text: "a: x\0y\n",
    ours: REFUSED,
    theirs: [{ a: "x\0y" }, { a: "x\0y" }, REFUSED],
  },
  {
    name: "YAML 1.2, said in a directive",
    why: "go-yaml knows 1.1 alone",
    text: "%YAML 1.2\n---\na: 1\n",
    ours: REFUSED,
    theirs: both({ a: 1 }),
  },
  {
    name: "a question mark in an address between brackets",
    why: "go-yaml takes it for the indicator of a key",
    text: "[http://x/?a=b]\n",
    ours: REFUSED,
    theirs: both(["http://x/?a=b"]),
  },
  {
    name: "JSON's escape for a slash",
    why: "it is none of YAML 1.1",
    text: 'a: "\\/"\n',
    ours: REFUSED,
    theirs: both({ a: "/" }),
  },
  {
    name: "two halves of a character as escapes",
    why: "go-yaml knows escapes for whole characters; in a document that begins with { Kubernetes reads JSON's",
    text: 'a: "\\ud83d\\ude00"\n',
    ours: REFUSED,
    theirs: both({ a: "😀" }),
  },
  {
    name: "a tag that the text does not fit",
    why: "go-yaml refuses it",
    text: "a: !!int x\n",
    ours: REFUSED,
    theirs: [{ a: "x" }, { a: "x" }, REFUSED],
  },
  {
    name: "a mapping in the line of its marker",
    why: "a key may stand there only behind an indicator",
    text: "--- a: 1\n",
    ours: REFUSED,
    theirs: [REFUSED, REFUSED, { a: 1 }],
  },
];

/** The first key of a document that follows a byte order mark in its stream: others make the mark a part of the key. */
export const MARKED_STREAM = {
  text: "a: 1\n---\n\ufeffb: 2\n",
  ours: [{ a: 1 }, { b: 2 }],
  theirs: [{ a: 1 }, { "\ufeffb": 2 }],
};
