import { hasGluedKey } from "../../kubernetes/glued-key.ts";
import { gluedSeparators } from "../../kubernetes/joined-objects.ts";
import { placeInObject } from "../../kubernetes/place-in-object.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Document } from "../../yaml/document.ts";
import type { Span } from "../../yaml/span.ts";

export default defineRule({
  id: "document-separator-glued",
  summary: 'A "---" does not stand alone on its line, so no document starts there.',
  rationale: `A document starts at a line that begins with \`---\` and holds nothing else but blanks and a comment. In \`---apiVersion: v1\` YAML reads a key named \`---apiVersion\`: the object that was to start there becomes a part of the one above, and its \`kind\`, \`metadata\` and all other fields that both have replace those. kubectl and \`helm lint\` look at the line before YAML does, and stop with \`invalid Yaml document separator: apiVersion: v1\`. \`helm template\` and \`helm install\` split there all the same, so the chart's author may never see it.

Most often a template trims the line break away: the dash of \`{{- if .Values.ingress.enabled -}}\` takes all white space before or behind it, up to the \`---\`.`,
  topic: "yaml",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://helm.sh/docs/chart_template_guide/control_structures/#controlling-whitespace",
    "https://github.com/helm/helm/issues/10149",
    "https://github.com/codecentric/helm-charts/issues/504",
  ],
  examples: [
    {
      bad: `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {color: blue}
---apiVersion: v1 # bad
kind: ConfigMap
metadata: {name: limits}
data: {connections: "10"}
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {color: blue}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: limits}
data: {connections: "10"}
`,
    },
  ],
  on: "document",
  concerns: ({ value }) => hasGluedKey(value),
  *check(document) {
    const separators = gluedSeparators(document);
    if (separators.length === 0) return;
    let above = firstKey(document);
    for (const [index, at] of separators.entries()) {
      const content = restOfLine(document, at);
      const [key = ""] = content.split(":", 1);
      const joins = above.start < at.start;
      yield {
        at: placeInObject(document, at, "part", [`---${key}`]),
        names: [key, String(index)],
        label: "starts no document",
        message: `"---" stands on one line with ${quote(key)}, so no document starts here`,
        ...(joins && {
          related: [{ at: placeInObject(document, above, "key", []), label: "the object above starts here" }],
        }),
        help: 'write "---" on a line of its own; in a template, remove the dash of the "{{-" or "-}}" that trims the line break',
        then: `kubectl and helm lint refuse the input ("... Yaml document separator: ${content}"); to YAML, ${joins ? "the fields of this object replace those of the one above" : `the object has no ${quote(key)}`}`,
      };
      above = at;
    }
  },
});

/** What stands behind the "---", without its comment; at most 60 characters. */
function restOfLine({ text }: Document, { end }: Span): string {
  const [line = ""] = text.slice(end, end + 60).split(/[\r\n]|[ \t]#/, 1);
  return line.trimEnd();
}

function firstKey(document: Document): Span {
  const { start } = document.trace([]).key;
  return { start, end: document.text.indexOf(":", start) };
}
