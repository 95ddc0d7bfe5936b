/** The file of a new rule. Its example fails the tests until the check reports it. */
export const newRule = (
  topic: string,
  id: string,
  since: string,
): string => `import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "${id}",
  summary: "One sentence: the defect as a statement.",
  rationale: \`Why it matters, what the cluster does, where the rule stops.\`,
  topic: "${topic}",
  severity: "warning",
  profile: "default",
  stage: "preview",
  since: "${since}",
  examples: [
    {
      bad: \`apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web # bad
      image: example/web:1
\`,
      good: \`apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: other
      image: example/web:1
\`,
    },
  ],
  on: "container",
  concerns: (container) => container.node.get("name").state === "present",
  *check(container) {
    const at = container.node.get("name");
    yield {
      at,
      names: [container.name],
      label: "at most five words",
      message: \`\${container.label} states the fact and quotes both sides \${quote(container.name)}\`,
      help: "what to do, with exact names and values",
      then: "what happens if nobody does, in the API server's own words where it would reject",
    };
  },
});
`;
