import { describe, expect, test } from "vitest";
import { document, value } from "./reading.ts";

describe("plain scalars", () => {
  test.each<[string, unknown]>([
    ["0400", 256],
    ["0o400", 256],
    ["0x1F", 31],
    ["-0b11", -3],
    ["1_000", 1000],
    ["08", 8],
    ["1e3", 1000],
    [".5", 0.5],
    ["1e400", "1e400"],
    ["12:30:45", "12:30:45"],
    ["2001-01-01", "2001-01-01"],
    ["1.2.3", "1.2.3"],
    ["-", "-"],
    ["yes", true],
    ["Off", false],
    ["n", false],
    ["oN", "oN"],
    ["~", null],
    ["Null", null],
    ["nULL", "nULL"],
    ["9007199254740993", 9007199254740993n],
    ["18446744073709551615", 18446744073709551615n],
    ["18446744073709551616", 2 ** 64],
    ["a#b", "a#b"],
    ["a:b", "a:b"],
    ["http://x/?a=b", "http://x/?a=b"],
    ["-x", "-x"],
    ["?x", "?x"],
    [":x", ":x"],
  ])("%s", (text, expected) => {
    expect(value(`a: ${text === "-" ? "[-]" : text}\n`)).toEqual({ a: text === "-" ? ["-"] : expected });
  });

  test("fold over lines, where a blank line is a line feed", () => {
    expect(value("a: one\n  two\n\n  three # c\nb: x\n")).toEqual({ a: "one two\nthree", b: "x" });
    expect(value("a: [one\n  two, three]\n")).toEqual({ a: ["one two", "three"] });
  });

  test("go on with a tab behind the indentation", () => {
    expect(value("a: one\n  \ttwo\n")).toEqual({ a: "one two" });
  });
});

describe("keys", () => {
  test("are typed before they become names", () => {
    expect(value("on: a\n0644: b\n1.50: c\n1e6: d\n0x10: e\n'no': f\n")).toEqual({
      true: "a",
      420: "b",
      "1.5": "c",
      "1e+06": "d",
      16: "e",
      no: "f",
    });
  });

  test("may be explicit, over several lines, or in quotes", () => {
    expect(value("? a\n: 1\n? |\n  b\n: - 2\n? c\n'd e' : 3\n\"f\\n\": 4\n")).toEqual({
      a: 1,
      "b\n": [2],
      c: null,
      "d e": 3,
      "f\n": 4,
    });
  });

  test("may be aliases, or behind anchors and tags", () => {
    expect(value("&k a: x\n*k : w\n!!str 1: z\n!!str : e\n")).toEqual({ a: "w", 1: "z", "": "e" });
  });

  test("reach no prototype", () => {
    const read = value("__proto__: {x: 1}\nconstructor: 2\n") as Record<string, unknown>;
    expect(Object.keys(read)).toEqual(["__proto__", "constructor"]);
    expect(read["x"]).toBeUndefined();
    expect((value("a: 1\n") as Record<string, unknown>)["toString"]).toBeUndefined();
  });
});

describe("quoted scalars", () => {
  test("know YAML's escapes", () => {
    expect(value("a: \"\\t\\x41\\u00e9\\U0001F642\\_\\N\\\"\\\\\"\nb: 'it''s \"'\n")).toEqual({
      a: '\tAé🙂\u00a0\u0085"\\',
      b: "it's \"",
    });
  });

  test("fold their lines, and keep none at an escaped line break", () => {
    expect(value("a: \"one  \n  two\n\n  three\\\n  four\"\nb: 'x\n\n\n  y'\n")).toEqual({
      a: "one two\nthreefour",
      b: "x\n\ny",
    });
  });

  test("may stand left of their key", () => {
    expect(value('a:\n  b: "one\ntwo"\n')).toEqual({ a: { b: "one two" } });
  });

  test("take JSON's escapes where the document may be JSON", () => {
    expect(value('{"a": "\\/\\ud83d\\ude42"}\n')).toEqual({ a: "/🙂" });
    expect(document('a: "\\/"\n').refusal?.message).toBe('"\\/" is no escape that YAML knows');
  });
});

describe("block scalars", () => {
  test.each<[string, string]>([
    ["|\n  x\n  y\n", "x\ny\n"],
    ["|-\n  x\n", "x"],
    ["|+\n  x\n\n", "x\n\n"],
    ["|2\n    x\n", "  x\n"],
    ["|+2\n   x\n", " x\n"],
    ["| # comment\n  # text\n", "# text\n"],
    ["|\n\n   x\n  # comment\n", "\nx\n"],
    [">\n  one\n  two\n\n  three\n", "one two\nthree\n"],
    [">\n  one\n    code\n  two\n", "one\n  code\ntwo\n"],
    ["|\n", ""],
    ["|\n  x", "x"],
  ])("%j", (text, expected) => {
    expect(value(`a: ${text}`)).toEqual({ a: expected });
  });

  test("end where the indentation does, and may stand in the column of their key", () => {
    expect(value("a:\n  b: |\n    x\n  c: 1\nd:\n|\n e\n")).toEqual({ a: { b: "x\n", c: 1 }, d: "e\n" });
  });
});

describe("collections", () => {
  test("lists may stand in the column of their key", () => {
    expect(value("a:\n- b: 1\n  c:\n  - 2\n-\nd:\n  - - 3\n    - 4\n")).toEqual({
      a: [{ b: 1, c: [2] }, null],
      d: [[3, 4]],
    });
  });

  test("between brackets need no indentation, and a pair is a mapping", () => {
    expect(value('a: [x, {b: [v]}, c: 1, "d":2,\n]\ne: {f, g: , "h":i}\n')).toEqual({
      a: ["x", { b: ["v"] }, { c: 1 }, { d: 2 }],
      e: { f: null, g: null, h: "i" },
    });
  });

  test("a comment may follow a quote or a bracket without a blank", () => {
    expect(value("a: 'x'#c\nb: [1,#c\n2]#c\n")).toEqual({ a: "x", b: [1, 2] });
  });
});

describe("anchors, aliases and merges", () => {
  test("share values by reference", () => {
    const read = value("a: &x {b: 1}\nc: *x\nd: [*x]\n") as { a: object; c: object; d: object[] };
    expect(read.c).toBe(read.a);
    expect(read.d[0]).toBe(read.a);
  });

  test("the anchor read last counts, and an anchor may stand on a line of its own", () => {
    expect(value("a: &x 1\nb: *x\nc: &x\n  d: 2\ne: *x\nf: &y\ng: *y\n")).toEqual({
      a: 1,
      b: 1,
      c: { d: 2 },
      e: { d: 2 },
      f: null,
      g: null,
    });
  });

  test("merges set fields in the order of the text, and the first of a list wins", () => {
    expect(value("x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  a: 0\n  <<: [*x, *y]\n  c: 3\n")).toMatchObject({
      z: { a: 1, b: 1, c: 3 },
    });
    expect(value("<<: {a: 1}\n? <<\n: {b: 2}\n'<<': q\n")).toEqual({ a: 1, b: 2, "<<": "q" });
  });

  test("refuses a cycle, an unknown name, and more repetition than Kubernetes takes", () => {
    expect(document("a: &x {b: *x}\n").refusal?.message).toBe('alias "*x" stands inside the value of "&x" itself');
    expect(document("a: *x\n").refusal?.message).toBe('alias "*x" names no anchor above it');
    const lines = ["a: &a [x, x, x, x, x, x, x, x, x]"];
    for (const [from, to] of ["ab", "bc", "cd", "de", "ef", "fg"]) {
      lines.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(", ")}]`);
    }
    expect(document(lines.join("\n")).refusal?.message).toBe(
      "the aliases of this document repeat more than Kubernetes accepts",
    );
  });
});

describe("tags", () => {
  test.each<[string, unknown]>([
    ["!!str 1", "1"],
    ["!!int '5'", 5],
    ["!!float 1", 1],
    ["!!bool 'yes'", true],
    ["!!null ''", null],
    ["!!binary aGVsbG8=", "hello"],
    ["!!timestamp 2001-01-01", "2001-01-01"],
    ["!custom 1", "1"],
    ["! 1", "1"],
    ["!<tag:yaml.org,2002:int> 0x10", 16],
    ["!!str", ""],
    ["!!map {b: 1}", { b: 1 }],
  ])("%s", (text, expected) => {
    expect(value(`a: ${text}\n`)).toEqual({ a: expected });
  });

  test("their handles may be declared", () => {
    expect(value("%TAG !y! tag:yaml.org,2002:\n---\na: !y!int '7'\n")).toEqual({ a: 7 });
    expect(document("a: !y!int 7\n").refusal?.message).toBe('the tag handle "!y!" is declared nowhere');
  });

  test("refuse what does not fit", () => {
    expect(document("a: !!int x\n").refusal?.message).toBe('"x" is no !!int');
    expect(document("a: !!binary '*'\n").refusal?.message).toBe('"*" is no !!binary');
  });
});

describe("duplicate keys", () => {
  test("the last wins, and both places are told", () => {
    const of = document("a: 1\nb:\n- c: 1\n  d: 2\n  'c': 3\na: 4\n");
    expect(of.value).toEqual({ a: 4, b: [{ c: 3, d: 2 }] });
    expect(of.duplicates.map(({ key, path, first, again }) => [key, path, of.locate(first), of.locate(again)])).toEqual(
      [
        ["c", ["b", 0], { file: "t.yaml", ...at(3, 3, 3, 4) }, { file: "t.yaml", ...at(5, 3, 5, 6) }],
        ["a", [], { file: "t.yaml", ...at(1, 1, 1, 2) }, { file: "t.yaml", ...at(6, 1, 6, 2) }],
      ],
    );
  });

  test("are found by name, between brackets too", () => {
    const found = document("on: 1\n'true': 2\nx: {v: 1, v: 2, v: 3}\n").duplicates;
    expect(found.map(({ key, path }) => [key, path])).toEqual([
      ["true", []],
      ["v", ["x"]],
      ["v", ["x"]],
    ]);
    expect(found[1]?.first).toEqual(found[2]?.first);
  });

  test("a key that overrides a merge is none, a second one is", () => {
    const of = document("x: &x {a: 1, b: 1}\ny:\n  <<: *x\n  a: 2\nz:\n  b: 1\n  <<: *x\n  b: 2\n");
    expect(of.duplicates.map(({ key, path }) => [key, path])).toEqual([["b", ["z"]]]);
  });

  test("no more than 20 are told", () => {
    expect(document("a: 1\n".repeat(100)).duplicates).toHaveLength(20);
  });
});

function at(line: number, column: number, endLine: number, endColumn: number): object {
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}
