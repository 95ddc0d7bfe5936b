import { READ_FAILURE } from "../../rule/read-failure.ts";
import { defineRule } from "../../rule/rule.ts";
import { placeIn } from "../../yaml/place-in.ts";

export default defineRule({
  id: READ_FAILURE,
  summary: "A document is no YAML that a cluster reads.",
  rationale: `What Helm and kubectl cannot read is not applied, and nothing in it can be checked. The finding stands where the reader stopped and says what it expected there. The other documents of the input are read and checked as usual: the next \`---\` starts afresh.

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
  ],
  on: "document",
  *check(document) {
    const { refusal } = document;
    if (!refusal) return;
    yield {
      at: placeIn(document, refusal.at, "value"),
      names: [String(document.index)],
      label: "unreadable from here",
      message: refusal.message,
      ...(refusal.help !== undefined && { help: refusal.help }),
      then: "Helm and kubectl refuse this document; nothing in it was checked",
    };
  },
});
