import { expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";

const RULE = "document-separator-missing";
const object = (kind: string, name: string) => `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;
const places = (rule: string, text: string) => foundBy(rule, text).map(({ location }) => placeOf(location));

test("the second object's first key is marked, the first's is related, and both are named", () => {
  const [finding, ...others] = foundBy(RULE, `${object("ConfigMap", "a")}data: {x: y}\n${object("Secret", "b")}`);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: "error",
    message: 'Secret/b starts in the mapping of ConfigMap/a: a line "---" is missing between them',
    help: 'write "---" on a line of its own before Secret/b',
  });
  expect(finding && placeOf(finding.location)).toBe("5:1-5:11");
  expect(finding && relatedOf(finding)).toEqual(["1:1-1:11 ConfigMap/a starts here"]);
  expect(finding?.then).toContain("ConfigMap/a is lost");
});

test("its keys are not said once more as duplicates; those below them are", () => {
  const text = `${object("ConfigMap", "a")}${object("ConfigMap", "a")}data: {k: 1, k: 2}\n`;
  expect(places(RULE, text)).toEqual(["4:1-4:11"]);
  expect(places("key-duplicate", text)).toEqual(["7:14-7:15"]);
});

test("of three objects each that joins another is reported, with its own neighbour", () => {
  const text = `${object("ConfigMap", "a")}kind: Secret\nmetadata: {name: b}\napiVersion: v1\n${object("Service", "c")}`;
  const findings = foundBy(RULE, text);
  expect(findings.map(({ message }) => message.split(":")[0])).toEqual([
    "Secret/b starts in the mapping of ConfigMap/a",
    "Service/c starts in the mapping of Secret/b",
  ]);
  expect(findings.map(({ location }) => placeOf(location))).toEqual(["4:1-4:5", "7:1-7:11"]);
  expect(findings.flatMap(relatedOf)).toEqual(["1:1-1:11 ConfigMap/a starts here", "4:1-4:5 Secret/b starts here"]);
});

test("without metadata of their own, objects are named by kind alone", () => {
  const [finding] = foundBy(RULE, `apiVersion: v1\nkind: Ingress\n${object("Service", "a")}`);
  expect(finding?.message).toMatch(/^a Service starts in the mapping of an Ingress:/);
});

test("a separator that a template has drawn to the line above is shown", () => {
  const text = `${object("ConfigMap", "a")}data:\n  color: blue---\n${object("ConfigMap", "b")}`;
  const [finding] = foundBy(RULE, text);
  expect(finding && placeOf(finding.location)).toBe("6:1-6:11");
  expect(finding && relatedOf(finding)).toEqual([
    "1:1-1:11 ConfigMap/a starts here",
    '5:14-5:17 a "---" ends the value here',
  ]);
  expect(finding?.help).toBe(
    'write the "---" on a line of its own; in a template, remove the dash that trims the line break',
  );
});

test("in a List a dash is missing", () => {
  const item = (name: string) => `apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: ${name}}\n`;
  const text = `apiVersion: v1\nkind: List\nitems:\n  - ${item("a")}    ${item("b")}  - ${item("c")}`;
  const [finding, ...others] = foundBy(RULE, text);
  expect(others).toEqual([]);
  expect(finding?.message).toBe('ConfigMap/b starts in the mapping of ConfigMap/a: a "-" is missing between them');
  expect(finding?.help).toBe('write "-" before ConfigMap/b');
  expect(finding && placeOf(finding.location)).toBe("7:5-7:15");
  expect(finding?.resource).toEqual({ kind: "ConfigMap", name: "b" });
  expect(foundBy("key-duplicate", text)).toEqual([]);
});

test.each([
  ["one of the two alone is a key that stands twice", "apiVersion: v1\nkind: Pod\nkind: Service\n", 1],
  ["a reference that is given twice is none", "spec:\n  ref: {apiVersion: v1, kind: A, apiVersion: v1, kind: B}\n", 2],
])("%s", (_, text, duplicates) => {
  expect(foundBy(RULE, text)).toEqual([]);
  expect(foundBy("key-duplicate", text)).toHaveLength(duplicates);
});
