import type { SuspectValue } from "../../kubernetes/suspect-value.ts";
import { suspectValues } from "../../kubernetes/suspect-values.ts";
import type { KubernetesVersion } from "../../kubernetes/version.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";

export default defineRule({
  id: "value-not-number",
  summary: "A field that takes a number or a boolean holds text, or a number that it cannot take.",
  rationale: `Quotes make text of a number. \`replicas: "3"\`, \`containerPort: "8080"\` and \`runAsNonRoot: "true"\` are refused by the API server before it validates anything else. So are fractions, and numbers beyond 32 bits where the field has no more. Templates cause this where one \`quote\` too many is in a pipeline, or where a value comes from \`--set-string\`.

Where a field takes a number or a name, text of digits alone is taken for a name, and no port can have that name: \`targetPort: "8080"\` is refused for want of a letter. Where a field takes a count or a percentage, \`"1"\` is neither.

The rule knows the fields of pods, workloads and the common other kinds. Quantities (\`cpu: "1"\`) may be either, and are not judged; the modes of files have a rule of their own. Text that holds \`\${\` or \`{{\` is left alone: another tool fills it in.`,
  topic: "yaml",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports",
    "https://helm.sh/docs/chart_best_practices/values/#make-types-clear",
  ],
  examples: [
    {
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: "3" # bad
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: example/web:1
          ports:
            - containerPort: "8080" # bad
          securityContext:
            readOnlyRootFilesystem: "true" # bad
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: example/web:1
          ports:
            - containerPort: 8080
          securityContext:
            readOnlyRootFilesystem: true
`,
    },
    {
      title: "Digits in quotes are the name of a port",
      bad: `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports:
    - port: 80
      targetPort: "8080" # bad
`,
      good: `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports:
    - port: 80
      targetPort: 8080
`,
    },
  ],
  on: "release",
  concerns: (release) => suspectValues(release).some(isOurs),
  *check(release, { kubernetes }) {
    for (const value of suspectValues(release)) if (isOurs(value)) yield problemOf(value, kubernetes);
  },
});

/** Text and modes are other rules'. */
const isOurs = ({ type: { reads }, isPlaceholder }: SuspectValue): boolean =>
  reads !== "text" && reads !== "mode" && !isPlaceholder;

function problemOf(value: SuspectValue, kubernetes: KubernetesVersion): Problem {
  const { node, type, shown } = value;
  const { text } = node;
  const literal = text === undefined ? undefined : literalIn(text, type.reads);
  return {
    at: node,
    names: [shown],
    ...faultOf(value, kubernetes),
    ...(literal === undefined
      ? { help: `write ${WANTED[type.reads]}` }
      : {
          help: `remove the quotes: ${literal}${type.reads === "boolean" ? "" : "; in a Helm template, pass the value through int"}`,
          fix: { title: `write ${literal}`, patches: [{ set: node, to: literal }], safe: true },
        }),
  };
}

const WANTED: Readonly<Record<SuspectValue["type"]["reads"], string>> = {
  text: "text",
  mode: "a mode",
  integer: "an integer",
  boolean: "true or false",
  port: "a number or a name",
  share: "a count or a percentage",
};

/** Text of digits fits the type of ports and shares; what it means is judged later. */
function faultOf(value: SuspectValue, kubernetes: KubernetesVersion): Pick<Problem, "label" | "message" | "then"> {
  const { label, shown, type, node } = value;
  if (node.text !== undefined && type.reads === "port")
    return {
      label: "read as a name",
      message: `${label} is ${shown}, which Kubernetes takes for the name of a port`,
      then: value.rejection("must contain at least one letter (a-z)", kubernetes),
    };
  if (node.text !== undefined && type.reads === "share")
    return {
      label: "neither count nor percentage",
      message: `${label} is ${shown}, which is neither a count nor a percentage`,
      then: value.rejection("a valid percent string must be a numeric string followed by an ending '%'", kubernetes),
    };
  const bits = type.go === "int64" ? 64 : 32;
  if (type.reads !== "boolean" && Number.isInteger(node.number))
    return {
      label: `more than ${bits} bits`,
      message: `${label} is ${shown}, which is more than the ${bits} bits of the field hold`,
      then: value.refusal,
    };
  const wanted = WANTED[type.reads];
  return {
    label: type.reads === "boolean" ? "not a boolean" : "not an integer",
    message: `${label} is ${shown}, but Kubernetes takes only ${wanted} there`,
    then: value.refusal,
  };
}

/** What the text means without its quotes, where the field takes that. */
function literalIn(text: string, reads: SuspectValue["type"]["reads"]): number | boolean | undefined {
  if (reads === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
}
