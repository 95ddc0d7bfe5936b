import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf } from "../../src/report/cells.ts";
import { excerpt, type Mark, marginOf } from "../../src/report/excerpt.ts";
import { paletteFor } from "../../src/report/palette.ts";
import type { Location } from "../../src/yaml/span.ts";
import { at, contextOf } from "./samples.ts";

const mark = (location: Location, label = "", glyph: Mark["glyph"] = "^"): Mark => ({
  location,
  label,
  glyph,
  paint: (text) => text,
});
const drawn = (files: Record<string, string>, marks: readonly Mark[], width = 100): string =>
  [...excerpt(marks, { line: contextOf(files).line, width, palette: paletteFor(false) })].join("\n");

/** The line and the row below it, where one mark is made in a file of one line. */
const underlined = (line: string, column: number, endColumn: number, width?: number): string[] =>
  drawn({ f: line }, [mark(at("f", 1, column, endColumn), "here")], width)
    .split("\n")
    .slice(2, 4)
    .map((row) => row.slice(4));

describe("an excerpt", () => {
  it("shows marks in order of line, with an ellipsis where lines are left out", () => {
    const text = "a: 1\nb: 2\nc: 3\nd: 4\n";
    const marks = [
      mark(at("f", 4, 4, 5), "wrong"),
      mark(at("f", 1, 1, 2), "declared here", "-"),
      mark(at("f", 2, 1, 2)),
    ];
    expect(drawn({ f: text }, marks)).toBe(`  --> f:4:4
  |
1 | a: 1
  | - declared here
2 | b: 2
  | ^
 ...
4 | d: 4
  |    ^ wrong
  |`);
  });

  it("shows several marks of one line below it, in order of column", () => {
    const marks = [mark(at("f", 1, 6, 9), "wrong"), mark(at("f", 1, 1, 4), "set here", "-")];
    expect(drawn({ f: "one, two" }, marks)).toBe(`  --> f:1:6
  |
1 | one, two
  | --- set here
  |      ^^^ wrong
  |`);
  });

  it("gives each further file a heading of its own, all with one margin", () => {
    const lines = "\n".repeat(99);
    const marks = [mark(at("a", 1, 1, 2), "wrong"), mark(at("b", 100, 1, 4), "set here", "-")];
    expect(drawn({ a: "x", b: `${lines}end` }, marks)).toBe(`  --> a:1:1
    |
  1 | x
    | ^ wrong
    |
  --> b:100:1
    |
100 | end
    | --- set here
    |`);
    expect(marginOf(marks)).toBe("   ");
  });

  it("names the place of a mark whose text is not at hand, and says its label there", () => {
    const marks = [mark(at("gone", 7, 3, 4), "wrong"), mark(at("f", 1, 1, 2), "set here", "-"), mark(at("f", 9, 1, 2))];
    expect(drawn({ f: "x" }, marks)).toBe(`  --> gone:7:3: wrong
  --> f:9:1
  --> f:1:1
  |
1 | x
  | - set here
  |`);
  });

  it("puts one caret where nothing is covered, also behind the end", () => {
    expect(underlined("key:", 5, 5)).toEqual(["key:", "    ^ here"]);
    expect(underlined("key:", 1, 1)).toEqual(["key:", "^ here"]);
    expect(underlined("", 1, 1)).toEqual(["", "^ here"]);
  });

  it("marks the first line of a place that goes on, without the spaces at its end", () => {
    expect(drawn({ f: "a: |  \n  text\n" }, [mark(at("f", 1, 4, 7, 2), "script")])).toBe(`  --> f:1:4
  |
1 | a: |
  |    ^ script
  |`);
    expect(drawn({ f: "a: [1,\r\n 2]\r\n" }, [mark(at("f", 1, 4, 4, 2), "list")])).toContain("\n  |    ^^^ list\n");
  });

  it("stays inside the line where a location does not", () => {
    expect(underlined("ab", 2, 90)).toEqual(["ab", " ^ here"]);
    expect(underlined("ab", 50, 60)).toEqual(["ab", "  ^ here"]);
  });
});

describe("carets stand below the characters", () => {
  it.each([
    ["behind a tab", "\tname: x", 8, 9, "    name: x", "          ^ here"],
    ["on a tab", "a\tb", 2, 3, "a    b", " ^^^^ here"],
    ["behind wide characters", "名前: x", 5, 6, "名前: x", "      ^ here"],
    ["on wide characters", "a: 数据", 4, 6, "a: 数据", "   ^^^^ here"],
    ["behind an emoji of one code point", "😀 x", 4, 5, "😀 x", "   ^ here"],
    ["behind an emoji of several", "👩‍💻 x", 7, 8, "👩‍💻 x", "   ^ here"],
    ["behind a flag", "🇳🇱 x", 6, 7, "🇳🇱 x", "   ^ here"],
    ["behind a sign that a selector makes an emoji", "❤️ x", 4, 5, "❤️ x", "   ^ here"],
    ["behind a combining accent", "e\u0301 x", 4, 5, "e\u0301 x", "  ^ here"],
    ["below half of a character", "😀x", 2, 3, "😀x", "^^ here"],
    ["behind an accent that combines with nothing", "\u0301x", 2, 3, "\u0301x", "^ here"],
    ["behind a character that must be escaped", "\u001b[1mx", 5, 6, "\\u001b[1mx", "         ^ here"],
    ["on a character that must be escaped", "a\u200bb", 2, 3, "a\\u200bb", " ^^^^^^ here"],
    ["behind an order to GitHub's runner", "##[x] y", 7, 8, "##\\u005bx] y", "           ^ here"],
  ])("%s", (_, line, column, endColumn, shown, carets) => {
    expect(underlined(line, column, endColumn)).toEqual([shown, carets]);
  });
});

describe("a line that is too long", () => {
  const numbers = Array.from({ length: 60 }, (_, i) => `n${String(i).padStart(2, "0")}`).join(" ");

  it("is cut on both sides around the caret and its label", () => {
    const [shown, carets] = underlined(numbers, numbers.indexOf("n30") + 1, numbers.indexOf("n30") + 4, 44);
    expect(shown).toBe("…26 n27 n28 n29 n30 n31 n32 n33 n34 n35…");
    expect(carets).toBe("                ^^^ here");
  });

  it("is cut on one side where the caret is near an end", () => {
    expect(underlined(numbers, 1, 4, 34)).toEqual(["n00 n01 n02 n03 n04 n05 n06 …", "^^^ here"]);
    expect(underlined(numbers, numbers.length - 2, numbers.length + 1, 34)).toEqual([
      "… n53 n54 n55 n56 n57 n58 n59",
      "                          ^^^ here",
    ]);
  });

  it("never grows beyond the width, whatever it holds", () => {
    for (const unit of ["a", "名", "👩‍💻", "e\u0301", "\t", "\u0000"]) {
      const [shown] = underlined(unit.repeat(500), unit.length * 250 + 1, unit.length * 251 + 1, 60);
      expect(columnsOf(shown ?? "")).toBeLessThanOrEqual(60 - "1 | ".length);
      expect(shown).toMatch(/^….+…$/u);
    }
  });

  it("fits and shows its mark, whatever it holds", () => {
    const characters = fc.constantFrom("a", "名", "👩‍💻", "\u0301", "\t", "\u0000", "\ud83d", "\u200d", "##[", " ");
    const lines = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: characters, maxLength: 300 }));
    fc.assert(
      fc.property(lines, fc.nat(400), fc.nat(400), fc.integer({ min: 28, max: 90 }), (line, start, length, width) => {
        fc.pre(!/[\r\n]/.test(line));
        const [shown, carets] = underlined(line, start + 1, start + 1 + length, width);
        expect(columnsOf(shown ?? "")).toBeLessThanOrEqual(width - "1 | ".length);
        expect(carets).toMatch(/^ *\^+ here$/);
        expect(carets?.lastIndexOf("^")).toBeLessThanOrEqual(width - "1 | ".length);
      }),
    );
  });

  it("is shown once for each of the marks that are too far apart", () => {
    const marks = [mark(at("f", 1, 237, 240), "wrong"), mark(at("f", 1, 1, 4), "set here", "-")];
    expect(drawn({ f: numbers }, marks, 34)).toBe(`  --> f:1:237
  |
1 | … n53 n54 n55 n56 n57 n58 n59
  |                           ^^^ wrong
1 | n00 n01 n02 n03 n04 n05 n06 …
  | --- set here
  |`);
  });

  it("is read near the mark only", () => {
    const megabytes = `${"a".repeat(4_000_000)}X${"b".repeat(4_000_000)}`;
    const started = performance.now();
    expect(underlined(megabytes, 4_000_001, 4_000_002, 60)[0]).toContain("aXb");
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("cuts a mark that is itself too long", () => {
    const [shown, carets] = underlined("x".repeat(300), 1, 301, 34);
    expect(shown).toBe(`${"x".repeat(28)}…`);
    expect(carets).toBe(`${"^".repeat(28)} here`);
  });
});
