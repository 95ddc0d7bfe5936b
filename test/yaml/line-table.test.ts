import { describe, expect, it } from "vitest";
import { LineTable } from "../../src/yaml/line-table.ts";

/** What a line table holds, by the plainest way to say it. */
const startsOf = (text: string, from: number): number[] => [
  from,
  ...[...text.slice(from).matchAll(/\r\n|\r|\n/g)].map(({ index, 0: lineBreak }) => from + index + lineBreak.length),
];

/** Bytes that are decoded at once. */
const PIECE = 65_536;

describe("line table", () => {
  it.each([
    ["nothing", ""],
    ["no break", "a"],
    ["every break", "a\nb\r\nc\rd\n\n\r\r\n\n\re"],
    ["a break at the end", "a\r\n"],
    ["breaks alone", "\n\r\r\n\r"],
  ])("knows %s", (_, text) => {
    expect([...LineTable.ofText(text).starts]).toEqual(startsOf(text, 0));
    expect([...LineTable.ofBytes(Buffer.from(text), 0).starts]).toEqual(startsOf(text, 0));
  });

  it.each([
    ["LF", "\n"],
    ["CR LF", "\r\n"],
    ["CR", "\r"],
    ["empty lines", "\n\n"],
    ["CR, then CR LF", "\r\r\n"],
  ])("takes %s across two pieces of the bytes for what it is", (_, breaks) => {
    for (const from of [0, 3])
      for (const before of [PIECE - 2, PIECE - 1, PIECE, PIECE + 1]) {
        const text = `${"x".repeat(from)}${"a\n".repeat(before / 2).padEnd(before, "b")}${breaks}c\r\nd`;
        expect([...LineTable.ofBytes(Buffer.from(text), from).starts]).toEqual(startsOf(text, from));
      }
  });

  it("counts bytes, not characters", () => {
    expect([...LineTable.ofBytes(Buffer.from("é\nü"), 0).starts]).toEqual([0, 3]);
    expect([...LineTable.ofText("é\nü").starts]).toEqual([0, 2]);
  });

  it("finds the line of an offset", () => {
    const table = LineTable.ofText("ab\n\ncd");
    expect([0, 2, 3, 4, 6].map((offset) => table.indexOf(offset))).toEqual([0, 0, 1, 2, 2]);
  });
});
