import { scientificIn } from "../../kubernetes/scientific-number.ts";
import type { SuspectValue } from "../../kubernetes/suspect-value.ts";
import { suspectValues } from "../../kubernetes/suspect-values.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Json } from "../../yaml/node.ts";

export default defineRule({
  id: "value-not-text",
  summary: "A value without quotes is a number or a boolean, in a field that takes only text.",
  rationale: `YAML decides by its looks what a value without quotes is. \`443\`, \`1.10\` and \`0755\` are numbers, \`true\`, \`yes\`, \`on\` and \`off\` are booleans. Environment variables, labels, annotations, selectors, the data of a ConfigMap and the arguments of a container are text, and the API server refuses anything else there. Templates cause this wherever they print a value without \`quote\`.

What is refused is not what is written: YAML has already made \`493\` of \`0755\` and \`1.1\` of \`1.10\`. The finding quotes both. The readers of Helm and kubectl follow YAML 1.1; a tool that follows YAML 1.2 takes \`yes\` for text and sees nothing wrong.

A null is told apart. As the value of an environment variable it is accepted and becomes empty text, which is only worth a note. In a mapping or list of texts the API server does the same, but the validation of Helm and of older kubectl refuses it (\`unknown object type "nil"\`), depending on their version and the cluster's.

Lists and mappings in place of text are reported too: mostly a file in a ConfigMap whose \`|\` is missing. Of custom resources only the metadata is known, and the pods that a modelled operator makes of them.`,
  topic: "yaml",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://helm.sh/docs/chart_best_practices/values/#make-types-clear",
    "https://github.com/helm/helm/issues/11562",
  ],
  examples: [
    {
      bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    prometheus.io/scrape: true # bad
spec:
  containers:
    - name: web
      image: example/web:1
      env:
        - name: DEBUG
          value: yes # bad
        - name: UMASK
          value: 0027 # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    prometheus.io/scrape: "true"
spec:
  containers:
    - name: web
      image: example/web:1
      env:
        - name: DEBUG
          value: "yes"
        - name: UMASK
          value: "0027"
`,
    },
    {
      title: "A number that Helm printed in scientific notation",
      bad: `apiVersion: v1
kind: ConfigMap
metadata: {name: queue}
data:
  max-messages: 1e+06 # bad
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata: {name: queue}
data:
  max-messages: "1000000"
`,
    },
  ],
  on: "release",
  concerns: (release) => suspectValues(release).some(isNoText),
  *check(release) {
    for (const value of suspectValues(release)) if (isNoText(value)) yield problemOf(value);
  },
});

const isNoText = ({ type, node }: SuspectValue): boolean => type.reads === "text" && node.text === undefined;

function problemOf(value: SuspectValue): Problem {
  const { node, label } = value;
  const { json = null } = node;
  if (json === null) return nullProblem(value);
  const scalar = isCollection(json) ? undefined : (value.written ?? String(json));
  return {
    at: node,
    names: [scalar ?? kindOf(json)],
    label: `${kindOf(json)}, not text`,
    message: `${label} is ${reading(json, scalar)}, but Kubernetes takes only text there`,
    then: value.refusal,
    ...(scalar === undefined
      ? { help: "write it as text: a block scalar (|) takes it as it stands" }
      : remedy(value, scalar)),
  };
}

/** the number 443; written 0755, which is the number 493 */
function reading(json: Json, scalar: string | undefined): string {
  if (scalar === undefined) return kindOf(json);
  const isReadAsWritten = scalar === String(json) || DIGITS.test(scalar);
  return isReadAsWritten ? `the ${typeof json} ${scalar}` : `written ${scalar}, which is the ${typeof json} ${json}`;
}

/** Go keeps more of them than JavaScript. */
const DIGITS = /^-?[1-9]\d*$/;

function remedy({ node }: SuspectValue, scalar: string): Pick<Problem, "help" | "fix"> {
  const large = scientificIn(scalar);
  const wanted = quote(large?.digits ?? scalar);
  return {
    help: large
      ? `write ${wanted}; in a Helm template, pass the value through int64 and quote`
      : `put it in quotes: ${wanted}; in a Helm template, pass the value through quote`,
    fix: { title: `write ${wanted}`, patches: [{ set: node, to: large?.digits ?? scalar }], safe: !large },
  };
}

function nullProblem({ node, label, type, resource }: SuspectValue): Problem {
  const isVariable = type.whenNull === "empty";
  return {
    at: node,
    names: ["null"],
    severity: isVariable ? "info" : "warning",
    confidence: isVariable ? "certain" : "likely",
    label: "null",
    message: `${label} is null, which Kubernetes reads as empty text`,
    help: 'write "" where it is meant to be empty; a Helm template prints nothing for a value that is not set',
    ...(!isVariable && {
      then: `Helm's own validation may refuse the ${resource.kind} (unknown object type "nil"); where it does not, the text is empty`,
    }),
  };
}

const isCollection = (json: Json): boolean => typeof json === "object";

const kindOf = (json: Json): string =>
  Array.isArray(json) ? "a list" : isCollection(json) ? "a mapping" : `a ${typeof json}`;
