import { placeInObject } from "../../kubernetes/place-in-object.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import { pathOf } from "../../yaml/node.ts";

export default defineRule({
  id: "key-not-text",
  summary: "A key without quotes is a number or a boolean, and so its name in the cluster is another.",
  rationale: `YAML reads a key without quotes like any other value, and Kubernetes takes what it has read for the name: \`n:\` becomes \`"false"\`, \`on:\` becomes \`"true"\`, \`0644:\` becomes \`"420"\` and \`1.10:\` becomes \`"1.1"\`. Nothing is refused. A program that looks for the label, the file or the setting under the name that is written does not find it.

Keys that read the same either way, such as \`8080:\` and \`true:\`, are not reported. At most 20 keys of a document are.`,
  topic: "yaml",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://yaml.org/type/bool.html", "https://yaml.org/type/int.html"],
  examples: [
    {
      bad: `apiVersion: v1
kind: ConfigMap
metadata: {name: answers}
data:
  y: "yes, go on" # bad
  n: "no, stop" # bad
  1.10: "the release of May" # bad
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata: {name: answers}
data:
  "y": "yes, go on"
  "n": "no, stop"
  "1.10": "the release of May"
`,
    },
  ],
  on: "document",
  concerns: ({ oddities }) => oddities.some(({ kind }) => kind === "key-not-text"),
  *check(document) {
    for (const { kind, at, path } of document.oddities) {
      if (kind !== "key-not-text") continue;
      const written = document.text.slice(at.start, at.end);
      const name = String(path.at(-1));
      const holder = path.slice(0, -1);
      const type = name === "true" || name === "false" ? "boolean" : "number";
      yield {
        at: placeInObject(document, at, "key", path),
        names: [written],
        label: `read as ${quote(name)}`,
        message: `key ${quote(written)} in ${holder.length > 0 ? pathOf(holder) : "the document"} is a ${type} without quotes, and Kubernetes names it ${quote(name)}`,
        help: `put the key in quotes: ${quote(written)}`,
        then: `who looks for ${quote(written)} finds nothing`,
      };
    }
  },
});
