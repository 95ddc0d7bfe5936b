import type { Severity } from "../finding/severity.ts";
import type { AnyRule } from "../rule/rule.ts";

const MOST_TEXT = 1024;

export const SARIF_LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  info: "note",
};
const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "recommendation",
};

/** A rule as code scanning lists it: a reportingDescriptor with what GitHub reads of one, none of whose texts is empty. */
export const descriptorOf = (rule: AnyRule) => ({
  id: rule.id,
  shortDescription: { text: shortened(rule.summary) },
  fullDescription: { text: shortened(rule.rationale.trim().split(/\n\s*\n/, 1)[0] || rule.summary) },
  help: { text: helpOf(rule), markdown: helpOf(rule) },
  defaultConfiguration: { level: SARIF_LEVELS[rule.severity] },
  properties: {
    tags: ["kubernetes", rule.topic, ...(rule.profile === "default" ? [] : [rule.profile])],
    precision: precisionOf(rule),
    "problem.severity": PROBLEM_SEVERITIES[rule.severity],
  },
});

/** Only what the input alone decides may be an error. */
function precisionOf({ severity, stage }: AnyRule): "very-high" | "high" | "medium" {
  if (stage === "preview") return "medium";
  return severity === "error" ? "very-high" : "high";
}

function helpOf({ id, summary, rationale, references = [] }: AnyRule): string {
  const links = references.map((address) => `- <${address}>`).join("\n");
  return [rationale.trim() || summary, links, `More: \`plimsoll explain ${id}\``]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** GitHub refuses longer descriptions. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MOST_TEXT ? text : `${characters.slice(0, MOST_TEXT - 1).join("")}…`;
}
