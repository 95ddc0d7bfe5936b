import { placeInObject } from "../../kubernetes/place-in-object.ts";
import { defineRule } from "../../rule/rule.ts";
import { pathOf } from "../../yaml/node.ts";

export default defineRule({
  id: "quoted-scalar-outdented",
  summary: "A text in quotes goes on in a line that stands no further right than its key.",
  rationale: `Inside quotes, Go's YAML library does not look at indentation: Helm and kubectl read the whole text, each line break in it as a blank. The YAML specification wants each line of the text to stand further right than its key. Readers differ in what they make of a line that does not: some refuse the document, and some cut the value off there and go on, so that an editor, a policy engine or a pipeline sees another value than the cluster.

At most 20 texts of a document are reported.`,
  topic: "yaml",
  severity: "info",
  profile: "advice",
  since: "0.1.0",
  references: ["https://yaml.org/spec/1.2.2/#73-flow-scalar-styles"],
  examples: [
    {
      bad: `apiVersion: v1
kind: ConfigMap
metadata: {name: notice}
data:
  text: "The harbour is closed
  on Sundays" # bad
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata: {name: notice}
data:
  text: "The harbour is closed
    on Sundays"
`,
    },
  ],
  on: "document",
  concerns: ({ oddities }) => oddities.some(({ kind }) => kind === "quoted-outdented"),
  *check(document) {
    for (const { kind, at, path } of document.oddities) {
      if (kind !== "quoted-outdented") continue;
      const start = document.trace(path).value?.start ?? at.start;
      const [firstLine = ""] = document.text.slice(start, at.start).split(/[\r\n]/, 1);
      const opening = { start, end: start + firstLine.length };
      yield {
        at: placeInObject(document, at, "value", path),
        names: [],
        label: "no further right",
        message: `the text of ${pathOf(path) || "the document"} goes on in a line that stands no further right than its key`,
        related: [{ at: placeInObject(document, opening, "value", path), label: "the text starts here" }],
        help: "indent each line of the text deeper than its key",
        then: "Helm and kubectl read the whole text; stricter readers refuse the document or cut the value off at this line",
      };
    }
  },
});
