import { expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, placeOf, relatedOf } from "./found.ts";

const RULE = "quoted-scalar-outdented";

test("the first line that stands too far left is marked, and the start of the text is related", () => {
  const [finding, ...others] = foundBy(RULE, 'spec:\n  a: "one\n    two\n  three\n  four"\n  b: 1\n');
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: "info",
    message: "the text of spec.a goes on in a line that stands no further right than its key",
  });
  expect(finding && placeOf(finding.location)).toBe("4:3-4:8");
  expect(finding && relatedOf(finding)).toEqual(["2:6-2:10 the text starts here"]);
});

test.each([
  ["single quotes", "a: 'x\ny'\n", "2:1-2:3"],
  ["an item of a list", 'a:\n  - "x\n  y"\n', "3:3-3:5"],
  ["brackets", 'a: ["x\ny"]\n', "2:1-2:3"],
  ["line breaks of Windows", 'a: "x\r\ny"\r\n', "2:1-2:3"],
])("in %s", (_, text, place) => {
  expect(foundBy(RULE, text).map(({ location }) => placeOf(location))).toEqual([place]);
});

test.each([
  ["deeper lines", 'a: "x\n y"\n'],
  ["empty lines", 'a: "x\n\n  y"\n'],
  ["one line", 'a: "x y"\n'],
  ["plain text", "a: x\n  y\n"],
])("%s are as every reader wants them", (_, text) => {
  expect(foundBy(RULE, text)).toEqual([]);
});

test("it is advice", () => {
  expect(lint([readSource("t.yaml", new TextEncoder().encode('a: "x\ny"\n'))]).findings).toEqual([]);
});
