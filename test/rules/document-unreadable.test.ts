import { expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, placeOf } from "./found.ts";

const unreadable = (text: string) =>
  foundBy("document-unreadable", text).map(({ location, then }) => [placeOf(location), then]);

test("what the cluster refuses is told apart from what only Plimsoll does not read, and from what nobody reads", () => {
  expect(unreadable("a: [1\n")).toEqual([
    ["1:4-1:5", "Helm and kubectl refuse this document; nothing in it was checked"],
  ]);
  expect(unreadable(`${"[".repeat(1001)}${"]".repeat(1001)}\n`)).toEqual([
    ["1:1001-1:1002", "Plimsoll reads no further, though the cluster may; nothing in it was checked"],
  ]);
  expect(unreadable("a: 1\n...\nb: 2\n")).toEqual([
    ["3:1-3:5", "Helm and kubectl pass over it without a word; nothing in it was checked"],
  ]);
});

test("behind 9,999 unreadable documents nothing is read, which is said where that begins", () => {
  const broken = "a: [\n---\n".repeat(9_999);
  const source = readSource("t.yaml", Buffer.from(`${broken}kind: Pod\napiVersion: v1\n---\na: [\n`));
  const { findings, summary } = lint([source]);
  expect(summary).toMatchObject({ documents: 10_000, objects: 0, unreadable: 10_000, unlisted: 0 });
  expect(findings.at(-1)).toMatchObject({
    message: "9999 documents of this stream cannot be read, and nothing from here on is read",
    location: { start: { line: 19_998, column: 1 } },
  });
});

test("a stream of 9,998 unreadable documents is read to its end", () => {
  const source = readSource("t.yaml", Buffer.from(`${"a: [\n---\n".repeat(9_998)}kind: Pod\napiVersion: v1\n`));
  expect(lint([source]).summary).toMatchObject({ documents: 9_999, objects: 1, unreadable: 9_998 });
});
