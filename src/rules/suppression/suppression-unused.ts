import { defineRule } from "../../rule/rule.ts";

const HELP = {
  comment: "remove it, or move it to the line above the finding",
  annotation: "remove it, or move it to the object that the finding is about",
  config: "remove it, or mend what it is to match",
} as const;

export default defineRule({
  id: "suppression-unused",
  summary: "A suppression silences nothing.",
  rationale: `A comment, an annotation or an \`ignore\` entry that matches no finding is left over: the fault is gone, or the suppression stands in the wrong place. Left in, it would silence the next fault of its kind unseen. A suppression of a rule that is off in this run is not judged.`,
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
  # plimsoll: allow key-duplicate -- the chart prints it twice # bad
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
  concerns: ({ fault }) => fault === "unused",
  *check({ rule, at, form }) {
    yield {
      at,
      names: [rule],
      label: "silences nothing",
      message: `this suppression of ${rule} matches no finding`,
      help: HELP[form],
    };
  },
});
