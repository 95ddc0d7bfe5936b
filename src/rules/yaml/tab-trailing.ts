import { defineRule } from "../../rule/rule.ts";
import type { Document } from "../../yaml/document.ts";
import type { Spot } from "../../yaml/place.ts";
import { placeIn } from "../../yaml/place-in.ts";

export default defineRule({
  id: "tab-trailing",
  summary: "A tab trails the text of a line, where some YAML readers refuse it.",
  rationale: `Helm and kubectl skip a tab at the end of a line or before a comment, and the YAML specification allows it. Not every reader follows: PyYAML's own scanner, for one, stops there with "found character '\\t' that cannot start any token". Whoever reads the same file with such a tool, in a pipeline or an editor, cannot use it.

Of each document, the first line with such a tab is reported. Tabs inside texts and comments are content. A tab in the indentation makes a document unreadable everywhere: that is \`document-unreadable\`.`,
  topic: "yaml",
  severity: "info",
  profile: "advice",
  since: "0.1.0",
  references: ["https://yaml.org/spec/1.2.2/#62-separation-spaces", "https://github.com/grafana/loki/issues/11385"],
  examples: [
    {
      bad: `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  color: "blue"\t# bad
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  color: "blue" # of the sea
`,
    },
  ],
  on: "document",
  concerns: (document) => !document.refusal && document.mentions("\t"),
  *check(document) {
    yield {
      // Looked for only when the finding is made: most runs do not ask for advice.
      at: { locate: () => firstTrailing(document) },
      names: [],
      label: "a tab",
      message: "a tab trails the text of this line",
      help: "remove the tab; most editors can trim all lines of a file",
      then: "Helm and kubectl skip it; some other readers, such as PyYAML, refuse the document",
    };
  },
});

function firstTrailing(document: Document): Spot | undefined {
  const { text } = document;
  for (let at = text.indexOf("\t"); at >= 0; at = text.indexOf("\t", at)) {
    const start = at;
    while (text[at] === "\t" || text[at] === " ") at++;
    if (at < text.length && !"\r\n#".includes(text[at] ?? "")) continue;
    const part = document.partAt(start);
    if (!part) return placeIn(document, { start, end: at }, "part").locate();
    at = part.end;
  }
  return undefined;
}
