import { defineRule } from "../../rule/rule.ts";

export default defineRule({
  id: "suppression-expired",
  summary: "The last day of an ignore entry is past.",
  rationale: `An \`ignore\` entry with \`expires\` works up to that day and including it. After it, what the entry silenced is reported again, and the entry with it.`,
  topic: "suppression",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  examples: [],
  on: "suppression",
  concerns: ({ fault }) => fault === "expired",
  *check({ rule, at, expires }) {
    yield {
      at,
      names: [rule, expires ?? ""],
      label: "expired",
      message: `this suppression of ${rule} expired on ${expires}`,
      help: "mend what it silenced and remove the entry, or give it a new date",
    };
  },
});
