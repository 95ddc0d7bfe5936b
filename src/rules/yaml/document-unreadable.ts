import { READ_FAILURE } from "../../rule/read-failure.ts";
import { defineRule } from "../../rule/rule.ts";
import type { Document, Refusal } from "../../yaml/document.ts";
import type { Place } from "../../yaml/place.ts";
import { placeIn } from "../../yaml/place-in.ts";
import type { Location } from "../../yaml/span.ts";

export default defineRule({
  id: READ_FAILURE,
  summary: "A document is no YAML that a cluster reads.",
  rationale: `What Helm and kubectl cannot read is not applied, and nothing in it can be checked. The finding stands where the reader stopped and says what it expected there. The other documents of the input are read and checked as usual: the next \`---\` starts afresh.

Many such texts have a usual cause, most often a template that printed a value without quotes or with too few spaces before it: then the help names it. Template actions such as \`{{ .Values.name }}\` in quotes, plain text or block scalars are text, and no reason to refuse anything.

Plimsoll reads YAML as the cluster does, with the rules of Go's YAML library. An unreadable document makes the exit code 2, whatever \`--fail-on\` says. Only an \`ignore\` entry with a \`path\` leaves it out; it is then counted as not read.`,
  topic: "yaml",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://helm.sh/docs/chart_template_guide/yaml_techniques/"],
  examples: [
    {
      bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  greeting: "hello # bad
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  greeting: "hello"
`,
    },
    {
      title: "A template printed a value without quotes",
      bad: `apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data:
  greeting: dear guest: hello # bad
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data:
  greeting: "dear guest: hello"
`,
    },
    {
      title: "A template that nobody has rendered",
      bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-web # bad
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop-web
`,
    },
    {
      title: "An alias of another document's anchor",
      bad: `apiVersion: v1
kind: ConfigMap
metadata: {name: web, labels: &labels {app: web}}
---
apiVersion: v1
kind: Secret
metadata: {name: web, labels: *labels} # bad
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata: {name: web, labels: {app: web}}
---
apiVersion: v1
kind: Secret
metadata: {name: web, labels: {app: web}}
`,
    },
  ],
  on: "document",
  concerns: ({ refusal }) => refusal !== undefined,
  *check(document) {
    const { refusal } = document;
    if (!refusal) return;
    yield {
      at: placeIn(document, refusal.at, "value"),
      names: [String(document.index)],
      label: "unreadable from here",
      message: refusal.message,
      ...adviceOf(refusal),
      ...(refusal.related && {
        related: [{ at: relatedPlace(document, refusal.related.at), label: refusal.related.label }],
      }),
      then: `${WHO_READS[refusal.by ?? "cluster"]}; nothing in it was checked`,
    };
  },
});

const WHO_READS = {
  cluster: "Helm and kubectl refuse this document",
  limit: "Plimsoll reads no further, though the cluster may",
  nobody: "Helm and kubectl pass over it without a word",
} as const;

/** What to do, and what the cause usually is. */
function adviceOf({ help, usually }: Refusal): { readonly help?: string } {
  const words = [help, usually && `usually ${usually}`].filter((word) => word !== undefined);
  return words.length > 0 ? { help: words.join("; ") } : {};
}

/** The other side may stand in another document of the file: no object of this one. */
const relatedPlace = (document: Document, at: Location): Place => ({
  locate: () => ({ ...at, focus: "value", document, base: [], trail: [] }),
});
