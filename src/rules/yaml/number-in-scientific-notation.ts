import { scientificIn } from "../../kubernetes/scientific-number.ts";
import { suspectValues } from "../../kubernetes/suspect-values.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "number-in-scientific-notation",
  summary: "A text is a large integer in the form 1e+06, as Helm prints it.",
  rationale: `Helm reads the numbers of a chart's values as floating point, and Go prints those from a million on with an exponent: \`1000000\` in values.yaml comes out of \`{{ .Values.limit | quote }}\` as \`"1e+06"\`. Kubernetes passes the text on as it stands. What reads it is a program that expects digits, and many refuse it or take the 1.

The rule looks at text: the values of environment variables, arguments, annotations, the data of ConfigMaps and the like, as a whole or behind a "=" at the end of an argument. It knows the exact form that Go prints, and only integers. Without quotes the value is a number, and \`value-not-text\` tells the same. In fields that take a number the form does no harm.`,
  topic: "yaml",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: ["https://github.com/helm/helm/issues/1707"],
  examples: [
    {
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      args:
        - --max-body=1.048576e+07 # bad
      env:
        - name: MAX_CONNECTIONS
          value: "1e+06" # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      args:
        - --max-body=10485760
      env:
        - name: MAX_CONNECTIONS
          value: "1000000"
`,
    },
  ],
  on: "release",
  concerns: (release) =>
    suspectValues(release).some(({ type, node }) => type.reads === "text" && node.text !== undefined),
  *check(release) {
    for (const { node, type, label } of suspectValues(release)) {
      const text = type.reads === "text" ? node.text : undefined;
      const number = text === undefined ? undefined : scientificIn(text);
      if (text === undefined || !number) continue;
      const { written, digits } = number;
      const before = text.slice(0, -written.length);
      yield {
        at: node.part(written, before.length),
        names: [written],
        confidence: "likely",
        label: "scientific notation",
        message: `${label} ${before === "" ? "is" : "ends in"} ${quote(written)}, the form in which Helm prints the number ${digits}`,
        help: `write ${quote(before + digits)}; in a Helm template, pass the value through int64`,
        then: "Kubernetes passes the text as it stands, and many programs take only digits",
        fix: { title: `write ${digits}`, patches: [{ set: node, to: before + digits }], safe: false },
      };
    }
  },
});
