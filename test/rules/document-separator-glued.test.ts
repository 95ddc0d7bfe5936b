import { expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";

const RULE = "document-separator-glued";
const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;

test("the dashes are marked, and what kubectl says is told", () => {
  const [finding, ...others] = foundBy(RULE, `${object("a")}---${object("b")}`);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: "error",
    confidence: "certain",
    message: '"---" stands on one line with "apiVersion", so no document starts here',
  });
  expect(finding && placeOf(finding.location)).toBe("4:1-4:4");
  expect(finding && relatedOf(finding)).toEqual(["1:1-1:11 the object above starts here"]);
  expect(finding?.then).toBe(
    'kubectl and helm lint refuse the input ("... Yaml document separator: apiVersion: v1"); to YAML, the fields of this object replace those of the one above',
  );
});

test("each of several is reported, whichever key it is glued to", () => {
  const text = `${object("a")}---${object("b")}---kind: Secret\napiVersion: v1\n---${object("c")}`;
  const findings = foundBy(RULE, text);
  expect(findings.map(({ location }) => placeOf(location))).toEqual(["4:1-4:4", "7:1-7:4", "9:1-9:4"]);
  expect(findings.flatMap(relatedOf)).toEqual([
    "1:1-1:11 the object above starts here",
    "4:1-4:4 the object above starts here",
    "7:1-7:4 the object above starts here",
  ]);
});

test("with nothing above, the object lacks the field", () => {
  const [finding] = foundBy(RULE, `---\n# Source: web/templates/a.yaml\n---${object("a")}`);
  expect(finding && placeOf(finding.location)).toBe("3:1-3:4");
  expect(finding?.related).toEqual([]);
  expect(finding?.then).toMatch(/; to YAML, the object has no "apiVersion"$/);
});

test("keys that stand twice only because of it are not said once more", () => {
  const joined = `${object("a")}---${object("b")}`;
  expect(foundBy("key-duplicate", joined)).toEqual([]);
  expect(foundBy("document-separator-missing", joined)).toEqual([]);
  const own = foundBy("key-duplicate", `${object("a")}kind: ConfigMap\n---${object("b")}`);
  expect(own.map(({ location }) => placeOf(location))).toEqual(["4:1-4:5"]);
});

test.each([
  ["a separator alone", `---\n${object("a")}---\n${object("b")}`],
  ["with blanks and a comment", `---  \n${object("a")}--- # next\n${object("b")}`],
  ["in quotes", `"---x": 1\n${object("a")}`],
  ["below the root", "a:\n  ---b: 1\n"],
  ["in a block scalar", "a: |\n  ---b: 1\n"],
])("%s is fine", (_, text) => {
  expect(foundBy(RULE, text)).toEqual([]);
});
