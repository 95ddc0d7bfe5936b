import { expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";

const RULE = "key-duplicate";
const said = (text: string) => foundBy(RULE, text).map(({ severity, message }) => `${severity} ${message}`);

test("short values are named, as they are read", () => {
  expect(said("port: 8080\nport: 8088\n")).toEqual([
    'warning key "port" stands twice in the document; 8080 is dropped, and 8088 counts',
  ]);
  expect(said('a: {b: [{c: "1", c: 1}]}\n')).toEqual([
    'warning key "c" stands twice in a.b[0]; "1" is dropped, and 1 counts',
  ]);
  expect(said("kind: X\nkind: Y\n")[0]).toMatch(/; "X" is dropped, and true counts$/);
});

test.each([
  ["a mapping", "a: {b: 1}\na: {b: 2}\n"],
  ["a long text", `a: ${"x".repeat(41)}\na: y\n`],
  ["a text of several lines", 'a: "x\\ny"\na: y\n'],
  ["what may be secret", "data:\n  token: one\n  token: two\n"],
  ["what may be secret, in a List", "kind: List\nitems: [{stringData: {token: one, token: two}}]\n"],
])("%s is not", (_, text) => {
  expect(said(text)[0]).toMatch(/^warning key "\w+" stands twice in .+; the last one counts$/);
});

test.each([
  ["scalars", "a: 1\na: 1\n"],
  ["mappings, in whatever order", "a: {b: 1, c: [x]}\na: {c: [x], b: 1}\n"],
  ["nothing at all", "a:\na: ~\n"],
  ["large integers", "a: 9007199254740993\na: 9007199254740993\n"],
])("the same value twice is information: %s", (_, text) => {
  expect(said(text)).toEqual(['info key "a" stands twice in the document with the same value']);
});

test.each([
  ["another type", 'a: "1"\na: 1\n'],
  ["a field more", "a: {b: 1}\na: {b: 1, c: 2}\n"],
  ["a field of another name", "a: {b: 1}\na: {c: 1}\n"],
  ["an item more", "a: [1]\na: [1, 2]\n"],
  ["a list and a mapping", "a: []\na: {}\n"],
])("another value is a warning: %s", (_, text) => {
  expect(foundBy(RULE, text).map(({ severity }) => severity)).toEqual(["warning"]);
});

test("each that stands once more is marked, and the first is related", () => {
  const findings = foundBy(RULE, "a: 1\nb: 2\na: 3\na: 4\n");
  expect(findings.map(({ location }) => placeOf(location))).toEqual(["3:1-3:2", "4:1-4:2"]);
  expect(findings.flatMap(relatedOf)).toEqual(["1:1-1:2 it stands here", "1:1-1:2 it stands here"]);
  expect(findings.map(({ message }) => message.split("; ")[1])).toEqual([
    "1 is dropped, and 4 counts",
    "3 is dropped, and 4 counts",
  ]);
});

test("the finding belongs to the item of a List", () => {
  const text =
    "apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {x: 1, x: 2}}\n";
  const [finding] = foundBy(RULE, text);
  expect(finding).toMatchObject({ path: "data.x", focus: "key", resource: { kind: "ConfigMap", name: "a" } });
  expect(finding && placeOf(finding.location)).toBe("4:73-4:74");
});
