import { describe, expect, test } from "vitest";
import { document, documents, shown, traced } from "./reading.ts";

describe("a trace", () => {
  test.each<[string, string, (string | number)[], (string | undefined)[]]>([
    ["a plain value and its key", "# c\na:\n  b: x y # d\n", ["a", "b"], ["3:3-3:4 b", "3:6-3:9 x y", undefined]],
    ["quotes, with them", "\"a\" : 'x'\n", ["a"], ['1:1-1:4 "a"', "1:7-1:10 'x'", undefined]],
    ["a block collection at its key", "a:\n  b: 1\n", ["a"], ["1:1-1:2 a", "1:1-1:2 a", undefined]],
    ["an empty value at its key", "a:\nb: 1\n", ["a"], ["1:1-1:2 a", "1:1-1:2 a", undefined]],
    ["a flow collection from bracket to bracket", "a: [x, {}]\n", ["a"], ["1:1-1:2 a", "1:4-1:11 [x, {}]", undefined]],
    ["an item that is a mapping at its first key", "- k: 1\n  v: 2\n", [0], ["1:3-1:4 k", "1:3-1:4 k", undefined]],
    ["an item that is a list at its first item", "- - x\n", [0], ["1:5-1:6 x", "1:5-1:6 x", undefined]],
    ["an item that is a scalar", "- x\n- w\n", [1], ["2:3-2:4 w", "2:3-2:4 w", undefined]],
    ["an empty item at its dash", "- x\n-\n", [1], ["2:1-2:2 -", "2:1-2:2 -", undefined]],
    ["a key by the name it resolves to", "on: x\n", ["true"], ["1:1-1:3 on", "1:5-1:6 x", undefined]],
    ["the last of duplicates", "a: 1\na: 2\n", ["a"], ["2:1-2:2 a", "2:4-2:5 2", undefined]],
    ["the nearest key of what is not written", "a:\n  b: 1\n", ["a", "c", 0], ["1:1-1:2 a", undefined, undefined]],
    ["a value behind anchor and tag", "a: &x !!str 1\n", ["a"], ["1:1-1:2 a", "1:13-1:14 1", undefined]],
    ["a scalar of several lines", "a: x\n  z\n", ["a"], ["1:1-1:2 a", "1:4-2:4 x\n  z", undefined]],
    ["a block scalar without its last break", "a: |\n  x\n\nb: 1\n", ["a"], ["1:1-1:2 a", "1:4-2:4 |\n  x", undefined]],
    ["an explicit key", "? a\n: b\n", ["a"], ["1:3-1:4 a", "2:3-2:4 b", undefined]],
    ["a pair in brackets", "[a: b]\n", [0, "a"], ["1:2-1:3 a", "1:5-1:6 b", undefined]],
    ["the root at its first content", "# c\n---\n\na: 1\n", [], ["4:1-4:1 ", "4:1-4:1 ", undefined]],
    ["the root of nothing", "# c\n", [], ["1:1-1:1 ", undefined, undefined]],
  ])("finds %s", (_, text, path, expected) => {
    expect(traced(text, ...path)).toEqual(expected);
  });

  test("stops at an alias, and tells what stands behind the anchor", () => {
    const text = "x: &a {k: v}\nb: *a\nc:\n  - *a\n";
    expect(traced(text, "b")).toEqual(["2:1-2:2 b", "2:4-2:6 *a", "1:7-1:13 {k: v}"]);
    expect(traced(text, "b", "k")).toEqual(["2:4-2:6 *a", "2:4-2:6 *a", "1:11-1:12 v"]);
    expect(traced(text, "c", 0, "k")).toEqual(["4:5-4:7 *a", "4:5-4:7 *a", "1:11-1:12 v"]);
    expect(traced(text, "b", "z")).toEqual(["2:4-2:6 *a", undefined, "1:7-1:13 {k: v}"]);
  });

  test("does the same at a merge, where the last one counts", () => {
    const text = "x: &x\n  k: 1\n  l: 1\nz: &z {k: 2}\na:\n  l: 0\n  <<: [*x, *z]\n  m: 3\n";
    expect(traced(text, "a", "k")).toEqual(["7:8-7:10 *x", "7:8-7:10 *x", "2:6-2:7 1"]);
    expect(traced(text, "a", "l")).toEqual(["7:8-7:10 *x", "7:8-7:10 *x", "3:6-3:7 1"]);
    expect(traced(text, "a", "m")).toEqual(["8:3-8:4 m", "8:6-8:7 3", undefined]);
    expect(traced("<<: {a: {b: 1}}\n", "a", "b")).toEqual(["1:10-1:11 b", "1:13-1:14 1", undefined]);
  });

  test("names the first key of a block behind an anchor", () => {
    expect(traced("a: &x\n  k: 1\nb: *x\n", "b")).toEqual(["3:1-3:2 b", "3:4-3:6 *x", "2:3-2:4 k"]);
  });

  test("finds an anchored key in brackets that makes a pair", () => {
    expect(traced("[&k a: b, *k ]\n", 1)).toEqual(["1:11-1:13 *k", "1:11-1:13 *k", "1:5-1:6 a"]);
  });

  test("is the same a second time", () => {
    const of = document("a: [1, {b: c}]\n");
    expect(of.trace(["a", 1, "b"])).toEqual(of.trace(["a", 1, "b"]));
  });

  test("of a document that cannot be read leads to its start", () => {
    expect(document("a: [\n").trace(["a"])).toEqual({ key: { start: 0, end: 0 } });
  });
});

describe("lines and columns", () => {
  test("count from the start of the file, in UTF-16 units", () => {
    const [, second] = documents("a: é\n---\n# c\n🙂: {b: '🙂', c: x}\n");
    expect(shown(second!, second?.trace(["🙂", "c"]).value)).toBe("4:18-4:19 x");
  });

  test("know CRLF and a lone CR", () => {
    expect(traced("a: 1\r\nb:\r\n  c: x\r\n", "b", "c")).toEqual(["3:3-3:4 c", "3:6-3:7 x", undefined]);
    expect(traced("a: 1\rb: x\r", "b")).toEqual(["2:1-2:2 b", "2:4-2:5 x", undefined]);
  });

  test("do not count NEL, LS and PS, though they end YAML's lines", () => {
    expect(traced("a: 1\u2028b: x\u0085c: z\n", "c")).toEqual(["1:11-1:12 c", "1:14-1:15 z", undefined]);
  });

  test("do not count a byte order mark", () => {
    expect(traced("\ufeffa: x\n", "a")).toEqual(["1:1-1:2 a", "1:4-1:5 x", undefined]);
    const [, second] = documents("a: 1\n---\n\ufeffb:\n  c: x\n");
    expect(second?.value).toEqual({ b: { c: "x" } });
  });
});

describe("a comment", () => {
  const commented = (text: string): string => {
    const of = document(text);
    return [...text].map((character, at) => (of.partAt(at)?.kind === "comment" ? character : "_")).join("");
  };

  test.each([
    ["# a\nb: 1 # c\n", "# a\n_____# c\n"],
    ["a: 'x # y' # c\n", "___________# c\n"],
    ["a: x#y #c\n", "_______#c\n"],
    ["a: | # c\n  # no\n# yes\n", "_____# c\n_______# yes\n"],
    ["a: [1, # c\n 2] # d\n", "_______# c\n____# d\n"],
    ["a: 'x'#c\n", "______#c\n"],
    ["- # c\n  a: &x # d\n    '#': 1\n", "__# c\n________# d\n___________"],
    ["--- # c\n? # d\n  a\n: 1\n", "____# c\n__# d\n________"],
  ])("%j", (text, expected) => {
    expect(commented(text)).toBe(expected);
  });
});
