import { duplicatesWithin } from "../../kubernetes/joined-objects.ts";
import { placeInObject } from "../../kubernetes/place-in-object.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import { isMapping, member, pathOf } from "../../yaml/node.ts";
import type { Step } from "../../yaml/span.ts";

export default defineRule({
  id: "key-duplicate",
  summary: "A key stands twice in one mapping, and only the last one counts.",
  rationale: `YAML's readers disagree on a key that stands twice. Helm and kubectl convert the document to JSON before they send it, keep the last value and drop the others without a word, so that no validation of the API server can see them. kustomize and Flux, whose reader is stricter, refuse the file (\`mapping key "app" already defined\`). Whichever was meant, half of what is written is lost.

Templates do this when a block of labels, annotations or environment is included beside one that is written out. Where both values are the same, nothing is lost, and the finding says so as information.

Two objects that have run together have such keys too: \`document-separator-missing\` and \`document-separator-glued\` report them. At most 20 keys of a document are reported. Values below \`data\` and \`stringData\` are not named.`,
  topic: "yaml",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://yaml.org/spec/1.2.2/#3213-node-comparison",
    "https://github.com/kubernetes/kubernetes/issues/125885",
    "https://github.com/helm/helm/issues/5524",
  ],
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
  concerns: ({ duplicates }) => duplicates.length > 0,
  *check(document) {
    for (const { key, path, first, again, dropped } of duplicatesWithin(document)) {
      const full = [...path, key];
      const kept = full.reduce<unknown>(member, document.value);
      const isSame = isEqual(dropped, kept);
      const holder = path.length > 0 ? pathOf(path) : "the document";
      yield {
        at: placeInObject(document, again, "key", full),
        names: [key],
        ...(isSame && { severity: "info" }),
        label: "again",
        message: `key ${quote(key)} stands twice in ${holder}${isSame ? " with the same value" : `; ${verdict(path, dropped, kept)}`}`,
        related: [{ at: placeInObject(document, first, "key", full), label: "it stands here" }],
        help: isSame ? "remove one of the two" : "keep the one that is meant, and remove the other",
        then: `Helm and kubectl ${isSame ? "do not mind" : "take the last value without a word"}; kustomize and Flux refuse the file`,
      };
    }
  },
});

/** "8080" is dropped, and "8088" counts */
function verdict(path: readonly Step[], dropped: unknown, kept: unknown): string {
  const [lost, counts] = [shown(dropped), shown(kept)];
  const isNamed = lost !== undefined && counts !== undefined && !DATA.has(path.at(-1));
  return isNamed ? `${lost} is dropped, and ${counts} counts` : "the last one counts";
}

/** What may hold secrets, which belong in no report. */
const DATA: ReadonlySet<Step | undefined> = new Set(["data", "stringData"]);

/** undefined for what is too long to be read in passing. */
function shown(value: unknown): string | undefined {
  if (typeof value === "object" && value !== null) return undefined;
  const text = String(value);
  if (text.length > LONGEST_SHOWN || /[\r\n]/.test(text)) return undefined;
  return typeof value === "string" ? quote(text) : text;
}

const LONGEST_SHOWN = 40;

/** The same data. The reader bounds how deep values go, and what their aliases expand to. */
function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isEqual(item, other[index]));
  if (!isMapping(one) || !isMapping(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isEqual(one[name], other[name]))
  );
}
