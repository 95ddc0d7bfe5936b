import { describe, expect, it } from "vitest";
import { LineHashes } from "../../src/report/line-hash.ts";

const hashesOf = (...lines: string[]): (string | undefined)[] => {
  const hashes = new LineHashes(lines);
  return lines.map((_, index) => hashes.of(index + 1));
};

/** The definition, term by term: the nth of 100 units counts 37^(99 - n), modulo 2^64. */
const sum = (...units: number[]): string =>
  BigInt.asUintN(
    64,
    units.reduce((total, unit, n) => total + BigInt(unit) * 37n ** BigInt(99 - n), 0n),
  ).toString(16);
const END = 0xffff;

describe("the hash of a line", () => {
  it("is a polynomial over the characters from its start, the line's breaks and the end of the file", () => {
    // a: 97, b: 98, line feed: 10
    expect(hashesOf("a", "b")).toEqual([`${sum(97, 10, 98, END)}:1`, `${sum(98, END)}:1`]);
    expect(hashesOf("a", "b", "")).toEqual([`${sum(97, 10, 98, 10, END)}:1`, `${sum(98, 10, END)}:1`, `${sum(END)}:1`]);
  });

  it("is that of GitHub for an empty file", () => {
    expect(hashesOf("")).toEqual(["c129715d7a2bc9a3:1"]);
  });

  it("ignores spaces and tabs, and takes a carriage return inside a line for a break", () => {
    expect(hashesOf("\t a ", " b\t")).toEqual(hashesOf("a", "b"));
    expect(hashesOf("a\rb")).toEqual([`${sum(97, 10, 98, END)}:1`]);
  });

  it("looks at 100 characters and no further", () => {
    const [long, longer] = [hashesOf("x".repeat(100)), hashesOf(`${"x".repeat(100)}y`)];
    expect(long).toEqual([`${sum(...Array.from({ length: 100 }, () => 120))}:1`]);
    expect(longer).toEqual(long);
    expect(hashesOf(`${"x".repeat(99)}y`)).not.toEqual(long);
  });

  it("counts equal ones in the file", () => {
    const line = "z".repeat(120);
    const hash = sum(...Array.from({ length: 100 }, () => 122));
    expect(hashesOf(line, line, line)).toEqual([`${hash}:1`, `${hash}:2`, `${hash}:3`]);
  });

  it("reads UTF-16 code units", () => {
    expect(hashesOf("😀")).toEqual([`${sum(0xd83d, 0xde00, END)}:1`]);
  });

  it("is unknown beyond the end", () => {
    expect(new LineHashes(["a"]).of(2)).toBeUndefined();
    expect(new LineHashes([]).of(1)).toBeUndefined();
  });
});
