import type { Edit, Finding, FindingFix, Origin, Related, Summary } from "../finding/finding.ts";
import type { Confidence, Severity } from "../finding/severity.ts";
import type { Focus } from "../yaml/place.ts";
import type { Location, Position } from "../yaml/span.ts";
import type { Shortfall } from "./shortfall.ts";

/** What is told of a report as a whole. A new property leaves the version as it is; a changed or removed one raises it. */
export interface ReportHead {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "plimsoll"; readonly version: string };
  readonly summary: Summary;
  /** Absent where all that was asked could be done, documents that findings name aside. The exit code is 2 otherwise. */
  readonly shortfalls?: readonly Shortfall[];
}

/** What the format json prints. */
export interface FindingsDocument extends ReportHead {
  readonly findings: readonly Finding[];
}

type Schema = Readonly<Record<string, unknown>>;
type OptionalKey<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never }[keyof T];

/** Names every property of T and tells which may be absent: a schema that has drifted from its type does not compile. */
const object = <T>(
  properties: Readonly<Record<keyof T, Schema>>,
  optional: Readonly<Record<OptionalKey<T>, true>>,
): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !Object.hasOwn(optional, name)),
  additionalProperties: false,
});

const text = (description: string): Schema => ({ description, type: "string" });
const count = (description: string): Schema => ({ description, type: "integer", minimum: 0 });
const ordinal = (description: string): Schema => ({ description, type: "integer", minimum: 1 });
const flag = (description: string): Schema => ({ description, type: "boolean" });
const list = (description: string, items: Schema): Schema => ({ description, type: "array", items });
const oneOf = <T extends string>(description: string, words: Readonly<Record<T, true>>): Schema => ({
  description,
  enum: Object.keys(words),
});
const described = (description: string, schema: Schema): Schema => ({ description, ...schema });
const reference = (definition: "position" | "location"): Schema => ({ $ref: `#/$defs/${definition}` });

const position = object<Position>(
  {
    line: ordinal("The line, counted from 1."),
    column: ordinal("The column in UTF-16 code units, counted from 1."),
  },
  {},
);

const location = object<Location>(
  {
    file: text("Path of the file as it was given, or the name of the standard input."),
    start: described("The first character.", reference("position")),
    end: described("The place behind the last character.", reference("position")),
  },
  {},
);

const summary = object<Summary>(
  {
    files: count("Files that were read."),
    documents: count("YAML documents in them."),
    objects: count("Kubernetes objects in them, the items of lists among them."),
    error: count("Findings of severity error."),
    warning: count("Findings of severity warning."),
    info: count("Findings of severity info."),
    unlisted: count("Findings among them that are not listed here: each rule lists 10,000 at most."),
    ignored: count("Findings that a comment, an annotation or the config suppresses."),
    baselined: count("Findings that the baseline holds already."),
    stale: count(
      "Entries of the baseline that match nothing, although their rule has run and the input holds what they are about.",
    ),
    unchanged: count("Findings in files that have not changed, where only those in changed ones are listed."),
    unreadable: count("Documents that could not be read."),
    notRead: count("Documents that could not be read, which the config ignores."),
    unfinished: list("Rules that a defect of Plimsoll kept from looking at something.", {
      type: "string",
    }),
    notKubernetes: count("Documents without apiVersion and kind."),
    headerOnly: count("CustomResourceDefinitions of which only the header was read: their schemas were not looked at."),
    notChecked: list(
      "Custom resources of kinds that nothing looks into, in order of kind.",
      object<Summary["notChecked"][number]>(
        { kind: text("The kind."), count: ordinal("How many resources of that kind there are.") },
        {},
      ),
    ),
  },
  { unfinished: true },
);

const related = object<Related>(
  {
    location: described("The other side of what the message says.", reference("location")),
    label: text("What stands there."),
    place: described(
      "Where it is written, when the location lies in text that Helm has printed and the line is known.",
      reference("location"),
    ),
  },
  { place: true },
);

const fix = object<FindingFix>(
  {
    title: text("What the edits do."),
    safe: flag("False where the edits may change what the author meant, or touch text that several places share."),
    edits: list(
      "Edits that belong together and never overlap.",
      object<Edit>(
        {
          location: described(
            "The characters that are replaced, none where text is only added.",
            reference("location"),
          ),
          text: text("What takes their place."),
        },
        {},
      ),
    ),
  },
  {},
);

const origin = object<Origin>(
  {
    template: described(
      "The chart's template that the text was rendered from.",
      object<NonNullable<Origin["template"]>>(
        {
          file: text("Path of the template where the chart is at hand, otherwise the name that Helm gives it."),
          start: described("The first character in the template.", reference("position")),
          end: described("The place behind the last character in the template.", reference("position")),
        },
        { start: true, end: true },
      ),
    ),
    valuesKey: text("The key of the chart's values that decides the text."),
    place: described(
      "Where to mend it, in a file at hand, when the location lies in text that Helm has printed; where `how` is source, the line is not known.",
      reference("location"),
    ),
    how: oneOf<Origin["how"]>("How the template was found, from certain to merely named in a comment.", {
      exact: true,
      positional: true,
      aligned: true,
      source: true,
    }),
  },
  { template: true, valuesKey: true, place: true },
);

const finding = object<Finding>(
  {
    rule: text("Id of the rule, for `plimsoll explain`."),
    severity: oneOf<Severity>("How bad it is.", { error: true, warning: true, info: true }),
    confidence: oneOf<Confidence>("Whether the input alone decides it, or the cluster, a driver or an image as well.", {
      certain: true,
      likely: true,
    }),
    message: text("What is wrong, in one sentence without a final period."),
    label: text("A few words about the characters at the location."),
    help: text("What to do."),
    then: text("What happens if nobody does."),
    location: described("The characters that must change.", reference("location")),
    related: list("Other places that the finding is about.", related),
    path: text("The field in its object, list items by the key that Kubernetes merges them by."),
    focus: oneOf<Focus>("What the characters are to the field: parent where nothing is written at the path yet.", {
      value: true,
      key: true,
      part: true,
      parent: true,
    }),
    resource: described(
      "The object that the finding is about.",
      object<NonNullable<Finding["resource"]>>(
        {
          kind: text("Its kind."),
          namespace: text("Its namespace, where one is written or given."),
          name: text("Its name, which is empty where the API server makes it."),
        },
        { namespace: true },
      ),
    ),
    origin: described("Where the text comes from, when that is not the file that was read.", origin),
    fix: described("A change of the text that solves it.", fix),
    fingerprint: described(
      "The finding's identity, which stays when lines move, items are reordered or the message is reworded.",
      { type: "string", pattern: "^[0-9a-f]{16}$" },
    ),
  },
  { label: true, help: true, then: true, resource: true, origin: true, fix: true },
);

const head: Readonly<Record<keyof ReportHead, Schema>> = {
  schemaVersion: { description: "Version of this format.", const: 1 },
  tool: described(
    "What made the report.",
    object<FindingsDocument["tool"]>(
      { name: { description: "Always plimsoll.", const: "plimsoll" }, version: text("Version of the tool.") },
      {},
    ),
  ),
  summary: described("What was read and what became of it.", summary),
  shortfalls: list(
    "What could not be done of what was asked, beside the documents that findings name; absent where that is nothing.",
    object<Shortfall>(
      {
        message: text("What could not be used, in one sentence without a final period."),
        help: text("What to do."),
        location: described("Where it is written.", reference("location")),
      },
      { help: true, location: true },
    ),
  ),
};

const HEAD_OPTIONAL = { shortfalls: true } as const;

const DRAFT = "https://json-schema.org/draft/2020-12/schema";

/** JSON Schema of a FindingsDocument. */
export const FINDINGS_SCHEMA: Schema = {
  $schema: DRAFT,
  title: "Findings of Plimsoll",
  description: "What `plimsoll --format json` prints.",
  ...object<FindingsDocument>(
    { ...head, findings: list("All findings, in order of path, line, column, rule and message.", finding) },
    HEAD_OPTIONAL,
  ),
  $defs: { position, location },
};

/** JSON Schema of each line that the format ndjson prints. */
export const FINDINGS_LINE_SCHEMA: Schema = {
  $schema: DRAFT,
  title: "A line of findings of Plimsoll",
  description:
    "What `plimsoll --format ndjson` prints on each line: findings, in the order of the format json, then once the rest.",
  oneOf: [
    described("A finding.", finding),
    described("The last line, which alone has a summary.", object<ReportHead>(head, HEAD_OPTIONAL)),
  ],
  $defs: { position, location },
};
