import { describe, expect, test } from "vitest";
import { documents } from "./reading.ts";

const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join("\n");

/** Far more than a linear reader needs, and far less than a quadratic one. */
const GENEROUS = 10_000;

describe("hostile input is read in time", () => {
  test.each<[string, () => string]>([
    ["100k keys in one mapping", () => lines(100_000, (n) => `k${n}: ${n}`)],
    ["100k keys between braces", () => `{${lines(100_000, (n) => `k${n}: ${n},`)}}`],
    ["100k duplicate keys", () => "a: 1\n".repeat(100_000)],
    [
      "100k anchors and aliases",
      () => `${lines(50_000, (n) => `a${n}: &x${n} 1`)}\n${lines(50_000, (n) => `b${n}: *x${n}`)}`,
    ],
    [
      "30k merged keys, all written again",
      () => `x: &x\n${lines(30_000, (n) => `  k${n}: 1`)}\nz:\n  <<: *x\n${lines(30_000, (n) => `  k${n}: 2`)}`,
    ],
    [
      "900 nested merges of 20k keys",
      () => `${"<<: {".repeat(900)}${lines(20_000, (n) => `k${n}: 1,`)}${"}".repeat(900)}`,
    ],
    ["2M escapes", () => `"${"\\n".repeat(2_000_000)}"`],
    ["a key of 5 MB", () => `${"k".repeat(5_000_000)}: 1`],
    ["2M empty lines", () => `a: 1${"\n".repeat(2_000_000)}b: 2`],
    ["a plain scalar of 500k lines", () => `a: ${"x\n  ".repeat(500_000)}`],
    ["a literal of 500k lines", () => `a: |\n${"  x\n".repeat(500_000)}`],
    ["50k documents that cannot be read", () => "---\n]\n".repeat(50_000)],
    ["100k separators behind odd line breaks", () => "---\u0085".repeat(100_000)],
  ])("%s", { timeout: GENEROUS }, (_, text) => {
    expect(documents(text())[0]?.trace(["k1"])).toBeDefined();
  });

  test("300k documents", { timeout: GENEROUS }, () => {
    expect(documents("---\na: 1\n".repeat(300_000))).toHaveLength(300_000);
  });

  test("every key of a large mapping can be traced", { timeout: GENEROUS }, () => {
    const [of] = documents(lines(50_000, (n) => `k${n}: ${n}`));
    for (let n = 0; n < 50_000; n++) expect(of?.trace([`k${n}`]).value).toBeDefined();
  });
});

describe("nesting", () => {
  const nested: readonly [string, (depth: number) => string][] = [
    ["lists", (depth) => `${"- ".repeat(depth)}x`],
    ["brackets", (depth) => "[".repeat(depth) + "]".repeat(depth)],
    ["braces", (depth) => `${"{a: ".repeat(depth)}x${"}".repeat(depth)}`],
    ["mappings", (depth) => `${lines(depth, (n) => `${" ".repeat(n)}a:`)}\n${" ".repeat(depth)}x`],
    ["anchors", (depth) => `${lines(depth, (n) => `${" ".repeat(n)}- &x${n}`)}\n${" ".repeat(depth)}x`],
  ];

  test.each(nested)("of %s far beyond what anybody writes is refused", (_, text) => {
    expect(documents(text(5_000))[0]?.refusal?.message).toBe("collections are nested more than 1000 deep here");
  });

  test.each(nested)("of %s 400 deep is read", (_, text) => {
    expect(documents(text(400))[0]?.refusal).toBeUndefined();
  });
});
