import { expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, placeOf } from "./found.ts";

const RULE = "tab-trailing";
const places = (text: string) => foundBy(RULE, text).map(({ location }) => placeOf(location));

test.each([
  ["behind a text", "a: x\t\n", "1:5-1:6"],
  ["behind quotes", 'a: "x"\t\nb: 1\n', "1:7-1:8"],
  ["at the end of the file", "a: 1\t", "1:5-1:6"],
  ["behind a key alone", "a:\t\n  b: 1\n", "1:3-1:4"],
  ["before a comment", "a: 1\t# one\n", "1:5-1:6"],
  ["among blanks", "a: 1 \t \n", "1:6-1:8"],
  ["before a line break of Windows", "a: 1\t\r\nb: 2\r\n", "1:5-1:6"],
  ["behind an entry in brackets", "a: [1,\t\n  2]\n", "1:7-1:8"],
  ["behind the sign of a block scalar", "a: |\t\n  x\n", "1:5-1:6"],
  ["behind an alias", "a: &x 1\nb: *x\t\n", "2:6-2:7"],
  ["behind the separator", "a: 1\n---\t\nb: 2\n", "2:4-2:5"],
])("a tab %s trails", (_, text, place) => {
  expect(places(text)).toEqual([place]);
});

test.each([
  ["in quotes", 'a: "x\t"\nb: "\t# y"\n'],
  ["at the end of a quoted line", 'a: "x\t\n  y"\n'],
  ["at the end of a line of plain text", "a: x\t\n  y\n"],
  ["in a block scalar", "a: |\n  x\t\n  y\t# z\n"],
  ["in a comment", "a: 1 # x\t\n# y\t\n"],
  ["between a key and its value", "a:\tx\n"],
  ["inside a text", "a: x\ty\n"],
  ["in a document that cannot be read", "a: [\t\n"],
])("a tab %s does not", (_, text) => {
  expect(places(text)).toEqual([]);
});

test("the first of a document is enough, and what looks so inside text is passed over", () => {
  expect(places('a: "\t#"\t\nb: 1\t\n---\nc: 2\t\n')).toEqual(["1:8-1:9", "4:5-4:6"]);
});

test("it is advice", () => {
  const [finding] = foundBy(RULE, "a: 1\t\n");
  expect(finding?.severity).toBe("info");
  expect(lint([readSource("t.yaml", new TextEncoder().encode("a: 1\t\n"))]).findings).toEqual([]);
});

test("a line full of texts that look so takes linear time", { timeout: 20_000 }, () => {
  const start = performance.now();
  expect(places(`a: [${'"\t#", '.repeat(200_000)}]\nb: |\n  x${"\t#".repeat(200_000)}\nc: 1\t\n`)).toEqual(["4:5-4:6"]);
  expect(performance.now() - start).toBeLessThan(10_000);
});
