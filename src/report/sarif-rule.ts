import type { Severity } from "../finding/severity.ts";
import type { AnyRule } from "../rule/rule.ts";
import { shortened } from "../rule/shortened.ts";
import { plainText } from "./plain-text.ts";
import { helpMarkdown, helpText } from "./sarif-help.ts";

/** GitHub refuses longer descriptions. */
const MOST_TEXT = 1024;
const MOST_NAME = 255;
const MOST_TAGS = 20;

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

/**
 * High, medium and low of code scanning, the middle of each. Its checks fail by default on errors and on what is high, so an
 * error counts as much in either scale; none is critical, since a manifest opens a way that somebody has to find yet.
 */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = { error: "8.0", warning: "5.5", info: "2.0" };

/** A rule as code scanning lists it: a reportingDescriptor with what GitHub reads of one, none of whose texts is empty. */
export function descriptorOf(rule: AnyRule) {
  const name = nameOf(rule.id);
  const [opening = ""] = rule.rationale.trim().split(/\n\s*\n/, 1);
  return {
    id: rule.id,
    ...(name !== "" && { name }),
    shortDescription: { text: shortened(plainText(rule.summary), MOST_TEXT) },
    fullDescription: { text: shortened(plainText(opening || rule.summary), MOST_TEXT) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    defaultConfiguration: { level: SARIF_LEVELS[rule.severity] },
    properties: {
      tags: tagsOf(rule),
      precision: precisionOf(rule),
      // With it an alert is one of security, which has no other severity.
      ...(rule.profile === "security"
        ? { "security-severity": SECURITY_SEVERITIES[rule.severity] }
        : { "problem.severity": PROBLEM_SEVERITIES[rule.severity] }),
    },
  };
}

/** volume-mount-not-found is VolumeMountNotFound, as SARIF wants the names that people choose from. */
const nameOf = (id: string): string =>
  Array.from(id.matchAll(/[A-Za-z0-9]+/g), ([word]) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join("")
    .slice(0, MOST_NAME);

const tagsOf = ({ topic, profile }: AnyRule): readonly string[] =>
  [...new Set(["kubernetes", topic, ...(profile === "default" ? [] : [profile])])]
    .filter((tag) => tag !== "")
    .slice(0, MOST_TAGS);

/** Only what the input alone decides may be an error. */
function precisionOf({ severity, stage }: AnyRule): "very-high" | "high" | "medium" {
  if (stage === "preview") return "medium";
  return severity === "error" ? "very-high" : "high";
}
