import { defineRule } from "../../rule/rule.ts";

export default defineRule({
  id: "suppression-unknown",
  summary: "A suppression names no rule.",
  rationale: `A suppression works by the id of a rule: \`# plimsoll: allow RULE -- reason\`. A misspelt id silences nothing, and the author believes otherwise.`,
  topic: "suppression",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  examples: [
    {
      bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  # plimsoll: allow key-duplicates -- the chart prints it twice # bad
  selector: {app: web}
  ports: [{port: 80}]
`,
      good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports: [{port: 80}]
`,
    },
  ],
  on: "suppression",
  concerns: ({ fault }) => fault === "unknown",
  *check({ rule, at, slip }) {
    if (slip) yield { at, names: [rule], label: "no such rule", ...slip };
  },
});
