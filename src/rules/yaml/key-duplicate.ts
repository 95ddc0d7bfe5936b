import { isList } from "../../kubernetes/list.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import { pathOf } from "../../yaml/node.ts";
import { placeIn } from "../../yaml/place-in.ts";

export default defineRule({
  id: "key-duplicate",
  summary: "A key stands twice in one mapping, and only the last one counts.",
  rationale: `YAML's readers disagree on a key that stands twice. Helm, and everything that reads through \`sigs.k8s.io/yaml\` as it does, keeps the last value and drops the first without a word; \`kubectl apply\` validates strictly and refuses the object; other tools refuse the whole file. Whichever was meant, half of what is written is lost.

Templates do this when a block of labels, annotations or environment is included beside one that is written out.

At most 20 keys of a document are reported.`,
  topic: "yaml",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://yaml.org/spec/1.2.2/#3213-node-comparison"],
  examples: [
    {
      bad: `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    app: web
    app: site # bad
spec:
  selector: {app: web}
  ports: [{port: 80}]
`,
      good: `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    app: web
spec:
  selector: {app: web}
  ports: [{port: 80}]
`,
    },
  ],
  on: "document",
  *check(document) {
    for (const { key, path, first, again } of document.duplicates) {
      const full = [...path, key];
      const depth = path[0] === "items" && isList(document.value) ? 2 : 0;
      yield {
        at: placeIn(document, again, "key", full, depth),
        names: [key],
        label: "again",
        message: `key ${quote(key)} stands twice in ${path.length > 0 ? pathOf(path) : "the document"}; the last one counts`,
        related: [{ at: placeIn(document, first, "key", full, depth), label: "this one is dropped here" }],
        help: "keep the one that is meant, and remove the other",
        then: "Helm takes the last value; kubectl and other strict readers refuse the object",
      };
    }
  },
});
