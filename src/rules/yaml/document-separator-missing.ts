import { type Join, joinsOf } from "../../kubernetes/joined-objects.ts";
import { placeInObject } from "../../kubernetes/place-in-object.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Document } from "../../yaml/document.ts";
import type { Span } from "../../yaml/span.ts";

export default defineRule({
  id: "document-separator-missing",
  summary: "Two objects stand in one mapping, because nothing parts them.",
  rationale: `Objects are parted by a line \`---\`, and in a \`List\` each begins with \`-\`. Where that is missing, the second object's \`apiVersion\`, \`kind\` and \`metadata\` are keys that stand twice in the mapping of the first, and YAML as Helm and kubectl read it keeps the last of each. One object reaches the cluster: it has the second's name and kind, and whatever fields only the first had. The first is lost, and nothing says so; kustomize and Flux, whose reader is stricter, refuse the file.

Templates do this where the \`---\` stands inside a condition, at the end of a \`range\` that leaves it out, or behind a \`-}}\` that trims the line break before it: then it ends the last value above, as in \`color: blue---\`.

Keys that stand twice for this reason are not reported once more as \`key-duplicate\`.`,
  topic: "yaml",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://github.com/kubernetes/kubernetes/issues/125885",
    "https://helm.sh/docs/chart_template_guide/control_structures/#controlling-whitespace",
  ],
  examples: [
    {
      bad: `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {color: blue}
apiVersion: v1 # bad
kind: Secret
metadata: {name: token}
stringData: {token: example}
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {color: blue}
---
apiVersion: v1
kind: Secret
metadata: {name: token}
stringData: {token: example}
`,
    },
    {
      title: "In a List",
      bad: `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ServiceAccount
    metadata: {name: reader}
    apiVersion: v1 # bad
    kind: ServiceAccount
    metadata: {name: writer}
`,
      good: `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ServiceAccount
    metadata: {name: reader}
  - apiVersion: v1
    kind: ServiceAccount
    metadata: {name: writer}
`,
    },
  ],
  on: "document",
  concerns: ({ duplicates }) => duplicates.length > 0,
  *check(document) {
    for (const [index, join] of joinsOf(document).entries()) {
      const { path, above, at, lost, starts } = join;
      const missing = path.length === 0 ? 'a line "---"' : 'a "-"';
      const key = (span: Span) =>
        placeInObject(document, span, "key", [...path, document.text.slice(span.start, span.end)]);
      const trimmed = separatorBefore(document, join);
      yield {
        at: key(at),
        names: [lost, starts, String(index)],
        label: "a second object",
        message: `${starts} starts in the mapping of ${lost}: ${missing} is missing between them`,
        related: [
          { at: key(above), label: `${lost} starts here` },
          ...(trimmed
            ? [{ at: placeInObject(document, trimmed, "part", path), label: 'a "---" ends the value here' }]
            : []),
        ],
        help: helpFor(join, trimmed),
        then: `Helm and kubectl apply one object with the fields of both, the last of each name: ${lost} is lost; kustomize and Flux refuse the file`,
      };
    }
  },
});

function helpFor({ path, starts }: Join, trimmed: Span | undefined): string {
  if (trimmed) return 'write the "---" on a line of its own; in a template, remove the dash that trims the line break';
  return `write ${quote(path.length === 0 ? "---" : "-")} ${path.length === 0 ? "on a line of its own " : ""}before ${starts}`;
}

/** The "---" with which the last value above ends: a template has trimmed the line break before it. */
function separatorBefore({ text }: Document, { path, at }: Join): Span | undefined {
  if (path.length > 0) return undefined;
  const end = text.slice(0, at.start).trimEnd().length;
  return text.slice(0, end).endsWith("---") ? { start: end - 3, end } : undefined;
}
