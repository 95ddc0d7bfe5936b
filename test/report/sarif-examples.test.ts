import { describe, expect, it } from "vitest";
import { lint, RULES, readManifests } from "../../src/index.ts";
import { contextOf } from "./samples.ts";
import { runOf, type SarifRule } from "./sarif-log.ts";

const EXAMPLES = RULES.flatMap((rule) =>
  rule.examples.map((example, index) => ({ rule, example, name: `${rule.id} ${index + 1}` })),
);

const isFilled = (text: unknown): boolean => typeof text === "string" && text.trim() !== "";

/** Faults of a rule in the eyes of GitHub's list of required and limited properties. */
function* faultsOf({ id, name, shortDescription, fullDescription, help, defaultConfiguration, properties }: SarifRule) {
  for (const text of [id, name, shortDescription.text, fullDescription.text, help.text, help.markdown])
    if (!isFilled(text)) yield `${id}: an empty text`;
  if (shortDescription.text.length > 1024 || fullDescription.text.length > 1024) yield `${id}: a long description`;
  if ((name?.length ?? 0) > 255) yield `${id}: a long name`;
  if (!["error", "warning", "note"].includes(defaultConfiguration.level)) yield `${id}: its level`;
  if (properties.tags.length > 20) yield `${id}: its tags`;
  const isSecurity = "security-severity" in properties;
  if (isSecurity === "problem.severity" in properties) yield `${id}: both severities or none`;
  if (isSecurity !== properties.tags.includes("security")) yield `${id}: the tag security`;
  if (help.text.includes("# bad") || help.markdown.includes("# bad")) yield `${id}: a mark of the tests`;
}

describe("the example of every rule in SARIF", () => {
  it.each(EXAMPLES)("$name has all that GitHub requires", ({ rule, example: { bad, platform } }) => {
    const source = readManifests("dir/an example.yaml", new TextEncoder().encode(bad.replaceAll(/ # bad$/gm, "")));
    const report = lint([source], { profiles: ["all"], preview: true, platform });
    const run = runOf(report, { ...contextOf(), rules: RULES, line: (_, number) => source.line(number) });
    const { rules } = run.tool.driver;
    expect(rules.flatMap((one) => [...faultsOf(one)])).toEqual([]);
    expect(rules.map(({ id }) => id)).toContain(rule.id);

    expect(run.results).toHaveLength(report.findings.length);
    for (const { ruleId, ruleIndex, message, locations, relatedLocations = [], partialFingerprints } of run.results) {
      expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
      expect(message.text).toMatch(/^\S.*[.?!]$/);
      const { artifactLocation, region } = locations[0].physicalLocation;
      expect(artifactLocation.uri).toBe("dir/an%20example.yaml");
      expect(region.endLine).toBe(region.startLine);
      expect(region.endColumn).toBeGreaterThan(region.startColumn);
      expect(region.endColumn).toBeLessThanOrEqual((source.line(region.startLine)?.length ?? 0) + 1);
      expect(partialFingerprints["primaryLocationLineHash"]).toMatch(/^[0-9a-f]+:\d+$/);
      // A related location that the message does not link to is not shown.
      for (const { id } of relatedLocations) expect(message.text).toContain(`](${id})`);
    }
  });
});
